import { beforeAll, expect, test } from 'vitest';
import { loadArrayRows } from '../../../src/view/array-rows-door.svelte.ts';
import { toMarks } from '../../../src/view/marks.ts';
import { toDetectionRows } from '../../../src/view/detection-rows.ts';
import type { Row } from '../../../src/view/row.ts';
import { explained, selection } from '../../_helpers/rule.ts';
import type { EventValue } from '../../../src/sigma/matcher.ts';

beforeAll(loadArrayRows);

function rowOf(search: string, event: EventValue): Row {
  const root = explained(`sigma-version: 3\n${selection(search)}`, event).conditions[0]?.root;
  const [only] =
    root?.type === 'identifier' && root.detection ? toDetectionRows(root.detection, '1', false) : [];
  if (!only) throw new Error('no row');
  return only;
}

test('an array is a row, its elements stand below it, and what each says below them', () => {
  const row = rowOf('a[any]:\n  x: 1\n  y: 2', {
    a: [
      { x: 1, y: 3 },
      { x: 1, y: 2 },
    ],
  });
  expect([row.field, row.verdict, row.sentence]).toEqual([
    'a[any]',
    'match',
    '1 of 2 elements match, any one suffices',
  ]);
  expect(row.children.map(({ title, verdict, quiet }) => [title, verdict, quiet])).toEqual([
    ['a[0]', 'miss', true],
    ['a[1]', 'match', false],
  ]);
  expect(row.children[0]?.children.map(({ field, verdict }) => [field, verdict])).toEqual([
    ['x', 'match'],
    ['y', 'miss'],
  ]);
});

test('the parts of a block with a condition have their names', () => {
  const row = rowOf('a[none]:\n  s: {x: 1}\n  f: {y: 2}\n  condition: s and not f', { a: [{ x: 1 }] });
  expect([row.verdict, row.sentence]).toEqual(['miss', '1 of 1 element match, none may']);
  expect(row.children[0]?.children.map(({ title }) => title)).toEqual(['s', 'f']);
});

test('without elements the row says what is absent', () => {
  expect(rowOf('a.b[all].x: 1', { a: {} })).toMatchObject({
    reason: 'field_absent',
    sentence: 'nothing to look at: `a.b` is absent',
    children: [],
  });
});

test.each([
  [
    'any',
    'x: 1\n  y: 2',
    [
      { x: 3, y: 2 },
      { x: 1, y: 2 },
    ],
    ['match', 'match'],
  ],
  [
    'all',
    'x: 1\n  y: 2',
    [
      { x: 1, y: 2 },
      { x: 1, y: 3 },
    ],
    ['match', 'miss'],
  ],
  [
    'any',
    'x: 1\n  y: 2',
    [
      { x: 1, y: 3 },
      { x: 3, y: 2 },
    ],
    ['miss', 'miss'],
  ],
])('in the rule a key has one sign, of the elements that decide: %s %j %j', (quantifier, keys, a, signs) => {
  const { rule } = toMarks([rowOf(`a[${quantifier}]:\n  ${keys}`, { a })]);
  expect(rule.map(({ kind }) => kind)).toEqual(signs);
});
