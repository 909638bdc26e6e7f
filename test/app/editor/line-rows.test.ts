import { expect, test } from 'vitest';
import { LineRows } from '../../../src/editor/line-rows.ts';
import { lineStarts } from '../../../src/editor/text.ts';

const wide = 4;
const measured: string[] = [];

function countRows(lines: readonly string[]): number[] {
  measured.push(...lines);
  return lines.map((line) => Math.ceil(line.length / wide));
}

function read(rows: LineRows, text: string, wraps = true): string[] {
  measured.length = 0;
  rows.read(text, lineStarts(text), wraps ? countRows : null);
  return [...measured];
}

test('each line is one row when nothing wraps', () => {
  const rows = new LineRows();
  read(rows, 'a\nb\nc', false);
  expect([rows.rowOf(2), rows.rowsOf(2)]).toEqual([2, 1]);
  expect([-3, 0, 1.5, 9].map((row) => rows.lineAt(row))).toEqual([0, 0, 1, 2]);
});

test('a line begins below all rows of those above it', () => {
  const rows = new LineRows();
  read(rows, 'a\n123456789\n\nb');
  expect([0, 1, 2, 3].map((line) => rows.rowOf(line))).toEqual([0, 1, 4, 5]);
  expect([0, 1, 2, 3].map((line) => rows.rowsOf(line))).toEqual([1, 3, 1, 1]);
});

test('finds the line of a row, and the nearest for rows outside', () => {
  const rows = new LineRows();
  read(rows, 'a\n123456789\n\nb');
  expect([-1, 0, 1, 3.9, 4, 5, 80].map((row) => rows.lineAt(row))).toEqual([0, 0, 1, 1, 2, 3, 3]);
});

test('measures only lines it has not met', () => {
  const rows = new LineRows();
  expect(read(rows, 'a\nb\na')).toEqual(['a', 'b']);
  expect(read(rows, 'a\nnew\nb\na')).toEqual(['new']);
  rows.forget();
  expect(read(rows, 'a\nb')).toEqual(['a', 'b']);
});
