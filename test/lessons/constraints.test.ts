import { expect, test } from 'vitest';
import { checkConstraint } from '../../src/lessons/constraints.ts';
import type { Constraint } from '../../src/lessons/lesson.ts';
import { diagnostic } from '../../src/sigma/index.ts';
import { firstRule, rule } from '../_helpers/rule.ts';

const start = rule("s:\n  a|contains: [x, '7']\n  b: 1\nf: {c: null}\ncondition: s and not f");

/** The parts of the rule that break the constraint; null where it is held. */
function brokenBy(constraint: Constraint, text: string, ...codes: 'unknown_modifier'[]): string[] | null {
  const diagnostics = codes.map((code) => diagnostic(code, { start: 0, end: 5 }, ''));
  const { isHeld, ranges } = checkConstraint(constraint, { rule: firstRule(text), diagnostics, start });
  expect(isHeld && ranges.length > 0).toBe(false);
  return isHeld ? null : ranges.map((range) => text.slice(range.start, range.end).trim());
}

const volatile = { kind: 'no_volatile_fields' } as const;

test.each([
  'eventID',
  'requestID',
  'eventTime',
  'userIdentity.accessKeyId',
  'userIdentity.principalId',
  'userIdentity.sessionContext.sessionIssuer.principalId|startswith',
])('no predicate may rest on %s', (key) => {
  expect(brokenBy(volatile, rule(`s: {a: 1, ${key}: x}\ncondition: s`))).toEqual([`${key}: x`]);
});

test.each([
  'userName: x',
  "'requestParameters.accessKeyId|fieldref': userIdentity.accessKeyId",
  'userIdentity.accessKeyId|exists: true',
  'userIdentity.principalId: null',
  'eventName: PutObject',
])('%s is no predicate on what changes each time', (item) => {
  expect(brokenBy(volatile, rule(`s: {${item}}\ncondition: s`))).toBeNull();
});

test('predicates are counted as the grid has them: a list is one, also in a search that nothing asks', () => {
  const most = (count: number): Constraint => ({ kind: 'max_predicates', count });
  expect(brokenBy(most(3), start)).toBeNull();
  expect(brokenBy(most(2), start)).toEqual(['c: null']);
  expect(brokenBy(most(0), rule('s: [one, two]\ncondition: s'))).toHaveLength(1);
});

test('a modifier is used where the condition asks a predicate that has it', () => {
  const uses: Constraint = { kind: 'uses_modifier', modifier: 'contains' };
  expect(brokenBy(uses, start)).toBeNull();
  expect(brokenBy(uses, rule('s: {a: 1}\ncondition: s'))).toEqual([]);
  const idle = rule('s: {a: 1}\nt: {a|contains: x}\ncondition: s');
  expect(brokenBy(uses, idle)).toEqual([]);
  expect(brokenBy(uses, idle.replace('condition: s', 'condition: 1 of them'))).toBeNull();
  expect(brokenBy(uses, idle.replace('condition: s', 'condition: not (s or not t)'))).toBeNull();
});

test('a modifier is avoided where no predicate has it', () => {
  const avoids: Constraint = { kind: 'avoids_modifier', modifier: 're' };
  expect(brokenBy(avoids, start)).toBeNull();
  expect(brokenBy(avoids, rule('s:\n  - {a|re|i: x}\n  - {b: 1}\ncondition: s'))).toEqual(['a|re|i: x']);
});

test('a condition may be written otherwise, and says the same', () => {
  const unchanged: Constraint = { kind: 'condition_unchanged' };
  const withCondition = (condition: string) => start.replace('s and not f', condition);
  expect(brokenBy(unchanged, withCondition('( s )   and (not f)'))).toBeNull();
  expect(brokenBy(unchanged, withCondition('s'))).toEqual(['s']);
  expect(brokenBy(unchanged, withCondition('not (s and f)'))).toEqual(['not (s and f)']);
  expect(brokenBy(unchanged, start.replace('contains', 'startswith'))).toBeNull();
});

test('a detection has the same searches, whatever their order and layout', () => {
  const unchanged: Constraint = { kind: 'detection_unchanged' };
  const other = (detection: string) => brokenBy(unchanged, rule(detection));
  expect(other('f:\n  c: null\ns: {b: 1, a|contains: ["x", "7"]}\ncondition: s')).toBeNull();
  expect(other('f: {c: null}\ns: {b: 1, a|contains: [x, 7]}\ncondition: s')).toEqual([
    's: {b: 1, a|contains: [x, 7]}',
  ]);
  expect(other('f: {c: null}\ncondition: f')).toEqual([]);
  expect(other("s: {a|contains: [x, '7'], b: 1}\nf: {c: null}\nn: {d: 1}\ncondition: s")).toEqual([
    'n: {d: 1}',
  ]);
});

test.each([
  ['id: 0b94f3e6-d27a-4c58-b1e0-6f8d35a97c24', null],
  ["id: '0B94F3E6-D27A-7C58-B1E0-6F8D35A97C24'", null],
  ['author: me', []],
  ['id:', []],
  ['id: [0b94f3e6-d27a-4c58-b1e0-6f8d35a97c24]', ['[0b94f3e6-d27a-4c58-b1e0-6f8d35a97c24]']],
  ['id: 4711', ['4711']],
  ['id: 0b94f3e6-d27a-4c58-b1e0-6f8d35a97c2', ['0b94f3e6-d27a-4c58-b1e0-6f8d35a97c2']],
  ['id: 00000000-0000-0000-0000-000000000000', ['00000000-0000-0000-0000-000000000000']],
])('a rule has an id that is a UUID: %s', (line, broken) => {
  expect(brokenBy({ kind: 'has_id' }, `${line}\n${start}`)).toEqual(broken);
});

test('no diagnostics means none at all', () => {
  expect(brokenBy({ kind: 'no_diagnostics' }, start)).toBeNull();
  expect(brokenBy({ kind: 'no_diagnostics' }, start, 'unknown_modifier')).toEqual(['title']);
});
