import { describe, expect, test } from 'vitest';
import {
  compileRule as compileWithout,
  compileWhole,
  match,
  readEvents,
  locateTrace,
} from '../../../src/sigma/index.ts';
import type { ArrayTrace, EventValue } from '../../../src/sigma/index.ts';
import { compiled, explained, firstRule, problems, selection, verdict } from '../../_helpers/rule.ts';

const v3 = (search: string): string => `sigma-version: 3\n${selection(search)}`;

/** Of the one block of a rule. */
function arrayOf(search: string, event: EventValue): ArrayTrace {
  const root = explained(v3(search), event).conditions[0]?.root;
  const detection = root?.type === 'identifier' ? root.detection : null;
  const found = detection?.type === 'all_of' ? detection.children[0] : detection;
  if (found?.type !== 'array') throw new Error('no array');
  return found;
}

describe('quantifiers', () => {
  const rows: [
    name: string,
    event: EventValue,
    any: boolean,
    all: boolean,
    allOrEmpty: boolean,
    none: boolean,
  ][] = [
    ['missing', {}, false, false, true, true],
    ['null', { a: null }, false, false, true, true],
    ['empty', { a: [] }, false, false, true, true],
    ['no element', { a: [{ x: 2 }, { x: 3 }] }, false, false, false, true],
    ['one element', { a: [{ x: 2 }, { x: 1 }] }, true, false, false, false],
    ['all elements', { a: [{ x: 1 }, { x: 1 }] }, true, true, true, false],
    ['an object for a list of one', { a: { x: 1 } }, true, true, true, false],
    ['a null element', { a: [null, { x: 1 }] }, true, false, false, false],
  ];
  test.each(rows)('%s', (_, event, any, all, allOrEmpty, none) => {
    const said = ['any', 'all', 'all_or_empty', 'none'].map((quantifier) => [
      verdict(v3(`a[${quantifier}]:\n  x: 1`), event) === 'match',
      explained(v3(`a[${quantifier}]:\n  x: 1`), event).verdict === 'match',
    ]);
    expect(said).toEqual([any, all, allOrEmpty, none].map((each) => [each, each]));
  });

  test('all keys of a block are asked of one element', () => {
    const block = 'c[any]:\n  p: TCP\n  ip|cidr: 10.0.0.0/8';
    const apart = {
      c: [
        { p: 'UDP', ip: '10.1.1.1' },
        { p: 'TCP', ip: '11.1.1.1' },
      ],
    };
    const together = {
      c: [
        { p: 'UDP', ip: '11.1.1.1' },
        { p: 'TCP', ip: '10.1.1.1' },
      ],
    };
    expect([verdict(v3(block), apart), verdict(v3(block), together)]).toEqual(['miss', 'match']);
    expect(verdict(selection('c.p: TCP\nc.ip|cidr: 10.0.0.0/8'), apart)).toBe('match');
  });
});

describe('what a block can hold', () => {
  test.each<[string, EventValue, boolean]>([
    // Values alone, and `.`: the element itself.
    ["a[any]|startswith: 'x'", { a: ['y', 'xy'] }, true],
    ["a[all]|startswith: 'x'", { a: ['y', 'xy'] }, false],
    ['a[all]: [x, y]', { a: ['y', 'x'] }, true],
    ["a[all]:\n  '.|startswith': x\n  '.|endswith': z", { a: ['xz', 'xyz'] }, true],
    ["a[any]:\n  '.|startswith': x\n  '.|endswith': z", { a: ['xa', 'az'] }, false],
    // What follows the selector.
    ['a[all].x: 1', { a: [{ x: 1 }, { x: 2 }] }, false],
    ['a[any].b.c: 1', { a: [{ b: { c: 1 } }] }, true],
    ['a.b[any].c: 1', { a: [{ b: [{ c: 2 }] }, { b: [{ c: 1 }] }] }, true],
    // Through several arrays: of all elements together.
    ['a.b[all].c: 1', { a: [{ b: [{ c: 1 }] }, { b: [{ c: 2 }] }] }, false],
    // Blocks in blocks.
    ["r[any]:\n  t: allow\n  ip[all]|startswith: '10.'", { r: [{ t: 'allow', ip: ['10.1', '10.2'] }] }, true],
    [
      "r[any]:\n  t: allow\n  ip[all]|startswith: '10.'",
      {
        r: [
          { t: 'allow', ip: ['10.1', '9.2'] },
          { t: 'deny', ip: ['10.1'] },
        ],
      },
      false,
    ],
    ['r[any].s[none].x: 1', { r: [{ s: [{ x: 1 }] }, { s: [] }] }, true],
    [
      "a[any]:\n  '.[all]': 1",
      {
        a: [
          [1, 2],
          [1, 1],
        ],
      },
      true,
    ],
    [
      "a[any]:\n  '.[all]': 1",
      {
        a: [
          [1, 2],
          [1, 3],
        ],
      },
      false,
    ],
    // A list of mappings: any of them, of one element.
    ['a[all]:\n  - x: 1\n  - y: 2', { a: [{ x: 1 }, { y: 2 }] }, true],
    ['a[all]:\n  - x: 1\n  - y: 2', { a: [{ x: 1 }, { y: 3 }] }, false],
    // Negation is of the element.
    ['a[any].x|neq: 1', { a: [{ x: 1 }, { x: 2 }] }, true],
    ['a.x|neq: 1', { a: [{ x: 1 }, { x: 2 }] }, false],
    ['a[any].x|exists: false', { a: [{ x: 1 }, {}] }, true],
    // Named parts and a condition of their own.
    ['a[any]:\n  s: {x: 1}\n  f: {y: 2}\n  condition: s and not f', { a: [{ x: 1, y: 2 }, { x: 1 }] }, true],
    ['a[any]:\n  s: {x: 1}\n  f: {y: 2}\n  condition: s and not f', { a: [{ x: 1, y: 2 }, { y: 1 }] }, false],
    ['a[any]:\n  s_1: {x: 1}\n  s_2: {y: 2}\n  condition: all of s_*', { a: [{ x: 1 }, { y: 2 }] }, false],
    ['a[any]:\n  s_1: {x: 1}\n  s_2: {y: 2}\n  condition: [s_1, s_2]', { a: [{ y: 2 }] }, true],
    ['a[any]:\n  k: [needle]\n  condition: k', { a: [{ x: { y: 'a needle' } }] }, true],
    // `fieldref` names a field of the event.
    ['a[any].x|fieldref: y', { a: [{ x: 1, y: 2 }], y: 1 }, true],
    ['a[any].x|fieldref: y', { a: [{ x: 1, y: 1 }] }, false],
    ['a[any].x|re: ^b', { a: [{ x: 'abc' }, { x: 'bcd' }] }, true],
  ])('%s of %j', (search, event, expected) => {
    const text = v3(search);
    expect(problems(text)).toEqual([]);
    expect(verdict(text, event)).toBe(expected ? 'match' : 'miss');
    expect(explained(text, event).verdict).toBe(expected ? 'match' : 'miss');
  });
});

describe('numbers of elements', () => {
  test.each<[string, EventValue, boolean]>([
    ['a[0]: x', { a: ['x', 'y'] }, true],
    ['a[0]: y', { a: ['x', 'y'] }, false],
    ['a[-1]: y', { a: ['x', 'y'] }, true],
    ['a[-3]: x', { a: ['x', 'y'] }, false],
    ['a[1].b: v', { a: [{ b: 'w' }, { b: 'v' }] }, true],
    ['a[1][0]: 3', { a: [[1, 2], [3]] }, true],
    [
      'a[1]: 3',
      {
        a: [
          [1, 2],
          [4, 3],
        ],
      },
      true,
    ],
    ['a[0].b[-1].c: v', { a: [{ b: [{ c: 'w' }, { c: 'v' }] }] }, true],
    ['a[0]: x', { a: 'x' }, false],
    ['a[0]|exists: false', { a: [] }, true],
    ['a[0].b|neq: v', { a: [{ b: 'v' }] }, false],
    ['a[0].b|neq: v', {}, true],
    ['a[5].b: null', { a: [] }, true],
    ['a[0]:\n  b: v\n  c: w', { a: [{ b: 'v', c: 'w' }] }, true],
    ['a[0]:\n  b: v\n  c: w', { a: [{ b: 'v' }, { c: 'w' }] }, false],
    ['a[any].b[0]: v', { a: [{ b: ['w', 'v'] }, { b: ['v'] }] }, true],
  ])('%s of %j', (search, event, expected) => {
    const text = v3(search);
    expect(problems(text)).toEqual([]);
    expect(verdict(text, event)).toBe(expected ? 'match' : 'miss');
    expect(explained(text, event).verdict).toBe(expected ? 'match' : 'miss');
  });
});

describe('brackets that are a part of the name', () => {
  test.each<[string, EventValue]>([
    [v3("'a\\[0\\]': x"), { 'a[0]': 'x' }],
    [v3("'a\\[any\\].b': x"), { 'a[any]': { b: 'x' } }],
    [v3("'a\\[x\\][0]': y"), { 'a[x]': ['y'] }],
    [selection("'a[0]': x"), { 'a[0]': 'x' }],
    [selection("'a[any]': x"), { 'a[any]': 'x' }],
    [`sigma-version: 2\n${selection("'a[any]': x")}`, { 'a[any]': 'x' }],
    [`sigma-version: 2.1.0\n${selection("'a\\[0\\]': x")}`, { 'a\\[0\\]': 'x' }],
  ])('%s', (text, event) => {
    expect(verdict(text, event)).toBe('match');
    expect(verdict(text, { a: ['x', 'y'] })).toBe('miss');
  });

  test('a block below version 3 is refused', () => {
    const text = selection('a[any]:\n  x: 1');
    expect(problems(text)).toEqual([['nested_value', 'a[any]']]);
    expect(verdict(text, { a: [{ x: 1 }] })).toBe('unknown');
  });
});

describe('what cannot be read is refused, with its place', () => {
  test.each([
    ['a[some]: x', 'some'],
    ['a[Any]: x', 'Any'],
    ['a[]: x', ''],
    ['a[any: x', '[any'],
    ['a]: x', ']'],
    ["'[any].x': 1", '[any].x'],
    ['a.[any]: x', '.'],
    ['a[any]x: 1', ']x'],
    ['a[any].: 1', '.'],
    ['a[any].[0]: 1', '.'],
    ['a[any]|contains:\n  x: 1', '|contains'],
    ['a[any].b:\n  x: 1', 'b'],
    ['a[0].b:\n  x: 1', 'a[0].b'],
  ])('%s', (search, place) => {
    const text = v3(search);
    expect(problems(text)).toEqual([['array_selector', place]]);
    expect([compiled(text).refused, verdict(text, {})]).toEqual([true, 'unknown']);
  });

  test('what stands under a block is checked as anywhere', () => {
    expect(problems(v3('a[any]:\n  x|nope: 1'))).toEqual([['unknown_modifier', 'nope']]);
    expect(problems(v3('a[any]:\n  s: {x: 1}\n  condition: t'))).toEqual([
      ['unused_identifier', 's'],
      ['unknown_identifier', 't'],
    ]);
    expect(problems(v3('a[any]: []'))).toEqual([['empty_value_list', '[]']]);
  });
});

describe('explanations', () => {
  test('say of each element where it stands, and why it matched or not', () => {
    const text = '{"c": [{"p": "UDP", "ip": 1}, {"p": "TCP", "ip": 2}]}';
    const [event] = readEvents(text).events;
    if (!event) throw new Error('no event');
    const source = v3('c[any]:\n  p: TCP\n  ip: 2');
    const trace = locateTrace(explained(source, event.value), text, event.range);
    const root = trace.conditions[0]?.root;
    const detection = root?.type === 'identifier' ? root.detection : null;
    const array = detection?.type === 'all_of' ? detection.children[0] : null;
    if (array?.type !== 'array') throw new Error('no array');
    expect([array.verdict, array.elementCount, array.matchedCount]).toEqual(['match', 2, 1]);
    expect(source.slice(array.range.start, array.range.end)).toBe('c[any]:\n      p: TCP\n      ip: 2');
    expect(array.elements.map(({ verdict: said, met }) => [said, met.pointer])).toEqual([
      ['miss', '/c/0'],
      ['match', '/c/1'],
    ]);
    const second = array.elements[1];
    expect(text.slice(second?.met.range?.start, second?.met.range?.end)).toBe('{"p": "TCP", "ip": 2}');
    const items = second?.body.type === 'all_of' ? second.body.children : [];
    const met = items.flatMap((item) =>
      item.type === 'item' ? item.values.flatMap((value) => value.met) : [],
    );
    expect(met.map(({ pointer, range }) => [pointer, text.slice(range?.start, range?.end)])).toEqual([
      ['/c/1/p', '"TCP"'],
      ['/c/1/ip', '2'],
    ]);
  });

  test('of many elements list those that decide', () => {
    const a = Array.from({ length: 100 }, (_, x) => ({ x }));
    const any = arrayOf('a[any].x: 99', { a });
    expect([any.elements.length, any.elements.at(-1)?.met.pointer]).toEqual([30, '/a/99']);
    const all = arrayOf('a[all].x|lt: 99', { a });
    expect([all.verdict, all.matchedCount, all.elements.at(-1)?.met.pointer]).toEqual(['miss', 99, '/a/99']);
  });

  test('without elements say what is absent', () => {
    expect(arrayOf('a.b[any].x: 1', { a: {} })).toMatchObject({
      elementCount: 0,
      absentFrom: 'a.b',
      elements: [],
    });
    expect(arrayOf('a[any].x: 1', { a: [] })).not.toHaveProperty('absentFrom');
  });
});

describe('a part of its own', () => {
  test('is asked for by rules that need it, and loaded', async () => {
    const rule = firstRule(v3('a[any]:\n  x|re: ^b'));
    const without = compileWithout(rule);
    expect([without.needsArrays, without.refused]).toEqual([true, true]);
    expect(compileWithout(firstRule(selection('a: x'))).needsArrays).toBe(false);
    const whole = await compileWhole(rule);
    expect([whole.refused, match(whole, { a: [{ x: 'b' }] })]).toEqual([false, 'match']);
  });

  test('a predicate that was stopped leaves open only what it decides', () => {
    const text = v3("a[any]:\n  x|re: '(a+)+$'\n  y: 1");
    const start = text.indexOf("'(a+)+$'");
    const options = { skipped: [{ start, end: start + 8 }] };
    expect(verdict(text, { a: [{ x: 'a', y: 1 }] }, options)).toBe('unknown');
    expect(verdict(text, { a: [{ x: 'a', y: 2 }] }, options)).toBe('miss');
    expect(verdict(text, {}, options)).toBe('miss');
  });
});
