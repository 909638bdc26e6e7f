import { describe, expect, test } from 'vitest';
import { toMetView, toPath } from '../../../src/view/met.ts';
import { toPlace } from '../../../src/view/place.ts';
import { toProse } from '../../../src/view/prose.ts';
import { toSentence } from '../../../src/view/sentence.ts';
import { toShort, toVisible } from '../../../src/view/visible.ts';
import { item, met, value } from '../../_helpers/trace.ts';

describe('visible text', () => {
  test.each([
    ['plain', 'plain'],
    ['a\nb\tc', 'a↵b⇥c'],
    ['\u202Egnp.exe', '⟨U+202E⟩gnp.exe'],
    ['a\u0000b', 'a⟨U+0000⟩b'],
    ['\uD800x', '⟨U+D800⟩x'],
    ['\uFEFFx', '⟨U+FEFF⟩x'],
    ['zero\u200Bwidth', 'zero⟨U+200B⟩width'],
    ['emoji 😀 stays', 'emoji 😀 stays'],
    ['<b>html</b>', '<b>html</b>'],
  ])('%j is shown as %j', (text, shown) => expect(toVisible(text)).toBe(shown));

  test('a cut never splits a pair', () => expect(toShort('ab😀cd', 3)).toBe('ab…'));
});

describe('places', () => {
  const text = 'one\r\ntwo\nthree\rfour';
  test.each([
    [0, 1, 1],
    [3, 1, 4],
    [5, 2, 1],
    [9, 3, 1],
    [15, 4, 1],
    [99, 4, 5],
  ])('offset %i is line %i, column %i', (offset, line, column) =>
    expect(toPlace(text, offset)).toEqual({ line, column }),
  );
});

describe('values met', () => {
  test('a pointer as people write it', () => expect(toPath('/a/items/0/c~1d')).toBe('a.items[0].c/d'));

  test('the matched stretch is in sight', () => {
    const text = `${'x'.repeat(200)}NEEDLE${'y'.repeat(200)}`;
    const view = toMetView(met(text, { span: { start: 200, end: 206 } }), null);
    expect(view.hit).toBe('NEEDLE');
    expect(view.before.startsWith('…')).toBe(true);
    expect(view.before.length).toBeLessThan(40);
    expect(view.after.endsWith('…')).toBe(true);
  });

  test('a stretch beyond the cut text is not shown', () =>
    expect(toMetView(met('short', { span: { start: 900, end: 906 } }), null)).toMatchObject({
      before: 'short',
      hit: '',
    }));

  test('the path is told only when it says more than the field', () => {
    expect(toMetView(met('x'), 'field').path).toBe('');
    expect(toMetView(met('x', { pointer: '/a/1/b' }), 'a.b').path).toBe('a[1].b');
  });
});

describe('sentences', () => {
  const contains = item('cmd', [], { modifiers: ['contains'] });
  test.each([
    [value('x', 'matched', { met: [met('axb')] }), contains, 'the value contains it'],
    [value('x', 'value_differs'), contains, 'the value does not contain it'],
    [
      value('x', 'value_differs', { metCount: 3 }),
      contains,
      'the value does not contain it, in none of 3 places',
    ],
    [value('x', 'matched', { met: [met('x')] }), item('f', []), 'the value is the same'],
    [value('*', 'matched', { met: [met('x')] }), item('f', []), '`*` matches every text'],
    [value('**', 'matched', { met: [met('x')] }), contains, '`*` matches every text'],
    [value('a*', 'matched', { met: [met('ax')] }), item('f', []), 'the wildcards fit the value'],
    [value('\\\\*', 'matched', { met: [met('\\x')] }), item('f', []), 'the wildcards fit the value'],
    [value('a\\*b', 'matched', { met: [met('a*b')] }), item('f', []), 'the value is the same'],
    [value('?', 'value_differs'), item('f', []), 'the wildcards do not fit the value'],
    [value('\\*', 'value_differs'), item('f', []), 'the value differs'],
    [value('a*c', 'matched', { met: [met('xabc')] }), contains, 'the value contains it'],
    [value('x', 'field_absent'), item('a.b.c', [], { absentFrom: 'a.b' }), 'the event has no `a.b`'],
    [value('null', 'matched'), item('f', []), 'the event has no `f`, as the rule asks'],
    [value('x', 'case_differs'), item('f', []), 'only upper and lower case differ'],
    [
      value('x', 'type_differs', { met: [met('{}', { kind: 'object' })] }),
      item('f', []),
      'the value is an object, which this cannot equal',
    ],
    [value('x', 'no_keyword'), item(null, []), 'no value of the event contains it'],
    [
      value('x', 'matched', { met: [met('y')], note: 'Its hour is 3.' }),
      contains,
      'the value contains it. Its hour is 3.',
    ],
  ])('%#', (of, within, sentence) => expect(toSentence(of, within)).toBe(sentence));

  test('code stands between backticks, and a field cannot end it', () => {
    expect(toProse('no `a.b` here')).toEqual([
      { text: 'no ', code: false },
      { text: 'a.b', code: true },
      { text: ' here', code: false },
    ]);
    expect(toSentence(value('x', 'field_absent'), item('a`b', []))).toBe('the event has no `aˋb`');
  });
});
