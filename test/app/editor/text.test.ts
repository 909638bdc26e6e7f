import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyChange,
  changeBetween,
  invertChange,
  lineAt,
  lineStarts,
  moveOffset,
  normalizeText,
} from '../../../src/editor/text.ts';

describe('normalizeText', () => {
  test.each([
    ['a\r\nb\rc\n', 'a\nb\nc\n'],
    ['\r\r\n\n', '\n\n\n'],
    ['\ufeffa\u2028b\u0085\0\ud800', '\ufeffa\u2028b\u0085\0\ud800'],
  ])('%j is held as %j', (text, held) => expect(normalizeText(text)).toBe(held));

  test('a text that an editor holds stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\r', '\n', 'a', '\ufeff') }), (text) => {
        expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
      }),
    );
  });
});

describe('changeBetween', () => {
  test.each([
    ['abc', 'abXc', 3, { offset: 2, removed: '', inserted: 'X' }],
    ['aaa', 'aaaa', 2, { offset: 1, removed: '', inserted: 'a' }],
    ['aaa', 'aa', 0, { offset: 0, removed: 'a', inserted: '' }],
    ['abc', 'xyz', 3, { offset: 0, removed: 'abc', inserted: 'xyz' }],
    ['abc', '', 0, { offset: 0, removed: 'abc', inserted: '' }],
  ])('%j to %j with the cursor at %i', (before, after, caret, change) => {
    expect(changeBetween(before, after, caret)).toEqual(change);
  });

  test('nothing changed', () => expect(changeBetween('a', 'a')).toBeNull());

  test('makes the second text of the first, and back, wherever the cursor is', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\ud800'), maxLength: 20 });
    fc.assert(
      fc.property(texts, texts, fc.nat(20), (before, after, caret) => {
        const change = changeBetween(before, after, Math.min(caret, after.length));
        if (!change) return;
        expect(applyChange(before, change)).toBe(after);
        expect(applyChange(after, invertChange(change))).toBe(before);
      }),
    );
  });

  test('finds one letter in a long text', () => {
    const long = 'line of text\n'.repeat(100_000);
    const edited = long.slice(0, 700_001) + 'Z' + long.slice(700_001);
    expect(changeBetween(long, edited, 700_002)).toEqual({ offset: 700_001, removed: '', inserted: 'Z' });
  });
});

test('offsets move with what is before them', () => {
  const change = { offset: 4, removed: 'xx', inserted: 'abcd' };
  expect([0, 3, 4, 5, 6, 9].map((offset) => moveOffset(offset, change))).toEqual([0, 3, 8, 8, 8, 11]);
  expect([4, 5, 6].map((offset) => moveOffset(offset, change, true))).toEqual([4, 4, 8]);
});

test('lines', () => {
  const starts = lineStarts('a\n\nbc\n');
  expect(starts).toEqual([0, 2, 3, 6]);
  expect([0, 1, 2, 3, 5, 6, 99].map((offset) => lineAt(starts, offset))).toEqual([0, 0, 1, 2, 2, 3, 3]);
});
