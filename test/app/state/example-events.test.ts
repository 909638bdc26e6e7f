import { expect, test } from 'vitest';
import { marksOf } from '../../../src/intake/marks-of.ts';
import { readEvents } from '../../../src/sigma/index.ts';
import { toExampleWork } from '../../../src/state/example-events.ts';
import { toExamplesMessage } from '../../../src/view/page/example-words.ts';

const example = (name: string, expectation: 'fire' | 'silent', event: object) => ({
  ...{ name, expectation, text: JSON.stringify(event, null, 2), predicate: null },
});
const events = [
  example('fires', 'fire', { a: { b: 'x\ny' } }),
  example('misses', 'silent', { a: { b: '},\n{' } }),
];

test('events become one array, with what is said of each in its place', () => {
  const work = toExampleWork('rule', { events });
  const read = readEvents(work.eventsText);
  expect(read.events.map(({ value }) => value)).toEqual(events.map(({ text }) => JSON.parse(text) as object));
  const ranges = read.events.map(({ range }) => range);
  expect(work.marks?.map(({ range }) => range)).toEqual(ranges);
  expect(marksOf(work.marks ?? [], ranges).map((mark) => [mark?.name, mark?.expectation])).toEqual([
    ['fires', 'fire'],
    ['misses', 'silent'],
  ]);
});

test('it is said how many there are, and which predicates have no near miss', () => {
  const ruleText = `a: ${'x'.repeat(100)}\nb: 1\nc: 2`;
  expect(toExamplesMessage({ events, problems: [], predicates: 1 }, ruleText)).toBe(
    '1 event that fires, 1 near miss.',
  );
  const problems = [
    { range: { start: 0, end: 103 }, reason: 'not_alone' as const },
    { range: { start: 104, end: 108 }, reason: 'no_value' as const },
    { range: { start: 109, end: 113 }, reason: 'left_out' as const },
  ];
  const message = toExamplesMessage({ events, problems, predicates: 4 }, ruleText);
  expect(message).toContain('x…');
  expect(message).toContain('b: 1');
  expect(message).toContain('and 1 more');
});
