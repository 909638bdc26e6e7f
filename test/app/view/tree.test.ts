import { describe, expect, test } from 'vitest';
import { findRowAt } from '../../../src/view/find-row.ts';
import { toMarks } from '../../../src/view/marks.ts';
import { toStages } from '../../../src/view/stages.ts';
import {
  ancestors,
  closedAtFirst,
  findRow,
  moveInTree,
  shownChildren,
  toFailing,
  toKeyRow,
  toVisibleRows,
} from '../../../src/view/tree.ts';
import { allOf, identifier, item, met, rule, value } from '../../_helpers/trace.ts';

const text = 'sel';
const whole = { start: 0, end: 3 };
const open = { closed: new Set<string>(), shown: new Map<string, number>() };

function rowsOf(many: number, reason: 'matched' | 'value_differs' = 'value_differs') {
  const values = Array.from({ length: many }, (_, at) =>
    value(`v${at}`, at === many - 1 ? reason : 'value_differs', {
      range: { start: 100 + at * 10, end: 105 + at * 10 },
      met: [met('x', { range: { start: 7, end: 9 } })],
    }),
  );
  const first = item('name', [
    value('a', 'matched', {
      range: { start: 20, end: 30 },
      met: [met('a', { range: { start: 1, end: 4 }, verdict: 'match' })],
    }),
  ]);
  return toStages(rule(text, whole, identifier('sel', allOf(first, item('other', values)), whole)), text)
    .rows;
}

describe('visible rows', () => {
  test('levels and positions', () => {
    const visible = toVisibleRows(rowsOf(2), open);
    expect(visible.map(({ row, level, position, setSize }) => [row.key, level, position, setSize])).toEqual([
      ['0', 1, 1, 2],
      ['1', 1, 2, 2],
      ['1.0', 2, 1, 2],
      ['1.1', 2, 2, 2],
      ['1.1.0', 3, 1, 2],
      ['1.1.1', 3, 2, 2],
    ]);
  });

  test('a closed row hides what is below it', () =>
    expect(toVisibleRows(rowsOf(2), { ...open, closed: new Set(['1']) }).map(({ row }) => row.key)).toEqual([
      '0',
      '1',
    ]));

  test('of thousands of values the matched one comes first and the rest waits', () => {
    const visible = toVisibleRows(rowsOf(5000, 'matched'), open);
    expect(visible.length).toBe(4 + shownChildren + 1);
    expect(visible[4]?.row).toMatchObject({ wanted: 'v4999', verdict: 'match' });
    expect(visible.at(-1)?.row).toMatchObject({
      kind: 'more',
      title: `and ${(5000 - shownChildren).toLocaleString('en')} more`,
    });
  });

  test('long lists start closed where there are very many', () => {
    const list = (name: string) =>
      item(
        name,
        Array.from({ length: 50 }, (_, at) => value(`v${at}`, 'value_differs')),
      );
    const lists = (many: number) =>
      toStages(
        rule(
          text,
          whole,
          identifier('sel', allOf(...Array.from({ length: many }, (_, at) => list(`f${at}`))), whole),
        ),
        text,
      ).rows;
    expect(closedAtFirst(rowsOf(5000)).size).toBe(0);
    expect(closedAtFirst(lists(3)).size).toBe(0);
    expect(closedAtFirst(lists(20)).size).toBe(20);
  });
});

describe('keys', () => {
  const visible = toVisibleRows(rowsOf(2), open);
  test.each([
    ['0', 'ArrowDown', { to: '1' }],
    ['1', 'ArrowUp', { to: '0' }],
    ['1', 'ArrowRight', { to: '1.0' }],
    ['1', 'ArrowLeft', { close: '1' }],
    ['1.0', 'ArrowLeft', { to: '1' }],
    ['1.0', 'ArrowRight', null],
    ['1.0', 'Home', { to: '0' }],
    ['1.0', 'End', { to: '1.1.1' }],
    ['0', 'n', { to: '1.0' }],
    ['0', 'z', null],
  ])('at %s, %s', (key, pressed, move) => expect(moveInTree(visible, key, pressed)).toEqual(move));

  test('right opens a closed row', () => {
    const closed = toVisibleRows(rowsOf(2), { ...open, closed: new Set(['1']) });
    expect(moveInTree(closed, '1', 'ArrowRight')).toEqual({ open: '1' });
  });

  test('keys of the rows above', () => expect(ancestors('1.0.2')).toEqual(['1', '1.0']));
});

describe('from the editors to the tree and back', () => {
  const rows = rowsOf(3);
  test('the narrowest range wins', () => {
    expect(findRowAt(rows, 'rule', 112)?.key).toBe('1.1.1');
    expect(findRowAt(rows, 'events', 2)?.key).toBe('1.0');
    expect(findRowAt(rows, 'events', 999)).toBeUndefined();
  });

  test('marks: verdicts of leaves, matched values of the event, the row under the pointer', () => {
    const marks = toMarks(rows, findRow(rows, '1.0'));
    expect(marks.rule.map((mark) => mark.kind)).toEqual(['match', 'miss', 'miss', 'miss', 'hover']);
    expect(marks.events).toContainEqual(
      expect.objectContaining({ range: { start: 1, end: 4 }, kind: 'match' }),
    );
    expect(marks.events.filter((mark) => mark.kind === 'miss')).toHaveLength(1);
    expect(marks.events.at(-1)).toMatchObject({ kind: 'hover', range: { start: 1, end: 4 } });
  });

  test('the key row of a miss is the first failing predicate', () => {
    expect(toKeyRow(rows)?.key).toBe('1.1.0');
    expect(toFailing(rows).map((row) => row.key)).toEqual(['1.1.0', '1.1.1', '1.1.2']);
  });
});
