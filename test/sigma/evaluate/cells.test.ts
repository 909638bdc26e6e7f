import { expect, test } from 'vitest';
import { cellStates, createCellReader } from '../../../src/sigma/matcher.ts';
import type { CompileOptions, EventValue } from '../../../src/sigma/matcher.ts';
import { compiled, rule } from '../../_helpers/rule.ts';

/** The states of a rule's columns, identifiers left out, and its verdict. */
function rowOf(detection: string, event: EventValue, options: CompileOptions = {}): string {
  const { columns, read } = createCellReader(compiled(rule(detection), options));
  const cells = new Uint8Array(columns.length);
  const verdict = read(event, cells, 0);
  const states = columns.map(({ type }, i) => (type === 'identifier' ? [] : cellStates[cells[i] ?? 0]));
  return [...states.flat(), `→ ${cellStates[verdict]}`].join(' ');
}

const columnsOf = (detection: string) => createCellReader(compiled(rule(detection))).columns;

test('a column for each item in the order of the rule, then one for its identifier', () => {
  const columns = columnsOf(
    's:\n  a|contains|all: [x, y]\n  b: 1\nf: {c|startswith: z}\nk: [some, words]\ncondition: s and not f and k',
  );
  expect(columns.map(({ type, identifier, role, field }) => [type, identifier, role, field])).toEqual([
    ['item', 's', 'selection', 'a'],
    ['item', 's', 'selection', 'b'],
    ['identifier', 's', 'selection', null],
    ['item', 'f', 'filter', 'c'],
    ['identifier', 'f', 'filter', null],
    ['item', 'k', 'selection', null],
    ['identifier', 'k', 'selection', null],
  ]);
  expect(columns[0]).toMatchObject({ modifiers: ['contains', 'all'], values: ['x', 'y'], valueCount: 2 });
});

test('a list of mappings is one group, mixed with keywords too', () => {
  const columns = columnsOf('s:\n  - a: 1\n    b: 2\n  - word\n  - a: 3\ncondition: s');
  expect(columns.map(({ field }) => field)).toEqual(['a', 'b', null, 'a', null]);
});

test('how the condition uses an identifier', () => {
  const text = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}: {x: 1}`).join('\n');
  const roles = columnsOf(`${text}\ncondition: a and not (b or not c) and not 1 of d* and d`).map(
    ({ role }) => role,
  );
  expect(roles.filter((_, i) => i % 2 === 0)).toEqual(['selection', 'filter', 'selection', 'both', 'unused']);
});

test('an absent field is told from a value that differs', () => {
  expect(rowOf('s: {a: 1, b: 1, c: 1}\ncondition: s', { a: 1, b: 2 })).toBe('match miss absent → miss');
});

test('a field without values is there', () => {
  expect(rowOf('s: {a: 1, b: 1}\ncondition: s', { a: [], b: null })).toBe('miss miss → miss');
});

test('an absent field that is asked for is a match', () => {
  expect(rowOf('s: {a|exists: false, a: null, a|neq: 1}\ncondition: s', {})).toBe(
    'match match match → match',
  );
  expect(rowOf('s: {a|exists: true, a|neq: null}\ncondition: s', {})).toBe('absent absent → miss');
});

test('keywords look at the whole event: nothing is absent', () => {
  expect(rowOf('s: [word]\ncondition: s', { a: { b: 'a word' } })).toBe('match → match');
  expect(rowOf('s: [word]\ncondition: s', {})).toBe('miss → miss');
});

test('what is broken cannot be decided, and decides nothing else', () => {
  expect(rowOf('s: {a: {b: 1}, c: 1}\nt: {d: 1}\ncondition: s or t', { c: 1, d: 1 })).toMatch(
    /^unknown match match/,
  );
});

test('a predicate that was stopped cannot be decided', () => {
  const detection = 's: {a: x, b: y}\ncondition: s';
  const at = rule(detection).indexOf('x,');
  const skipped = [{ start: at, end: at + 1 }];
  expect(rowOf(detection, { a: 'x', b: 'y' }, { skipped })).toBe('unknown match → unknown');
  expect(rowOf(detection, { a: 'x', b: 'n' }, { skipped })).toBe('unknown miss → miss');
});

test('a hostile field name is a field name', () => {
  expect(rowOf('s: {__proto__: 1, constructor: 1}\ncondition: s', {})).toBe('absent absent → miss');
});
