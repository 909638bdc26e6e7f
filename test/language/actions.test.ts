import { expect, test } from 'vitest';
import { actionsAt } from '../../src/language/actions.ts';

const text = 'one two\nthree\n';
const fix = (title: string) => ({ title, edits: [] });
const problems = [
  { range: { start: 0, end: 3 }, severity: 'hint', fixes: [fix('a'), fix('b')] },
  { range: { start: 4, end: 7 }, severity: 'error', fixes: [fix('c')] },
  { range: { start: 8, end: 13 }, severity: 'error', fixes: [fix('d')] },
  { range: { start: 4, end: 7 }, severity: 'error' },
] as const;
const titles = (start: number, end: number) =>
  actionsAt(problems, text, { start, end }).map(({ fix }) => fix.title);

test('a cursor reaches all of its line, a selection what it touches; the worst first', () => {
  expect(titles(1, 1)).toEqual(['c', 'a', 'b']);
  expect(titles(0, 2)).toEqual(['a', 'b']);
  expect(titles(9, 9)).toEqual(['d']);
  expect(titles(14, 14)).toEqual([]);
});
