import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatEvents } from '../../src/intake/format-events.ts';
import type { EventMark } from '../../src/intake/event-marks.ts';
import { shiftMarks, withExpectation } from '../../src/intake/event-marks.ts';
import { marksOf } from '../../src/intake/marks-of.ts';
import { readInput } from '../../src/intake/read-input.ts';

const rangesOf = (text: string) => readInput(text).events.map(({ range }) => range);

/** Every event of a text, named by its number. */
const nameAll = (text: string): EventMark[] => rangesOf(text).map((range, i) => ({ range, name: `${i}` }));

const namesIn = (marks: readonly EventMark[], text: string) =>
  marksOf(marks, rangesOf(text)).map((mark) => mark?.name ?? null);

const list = '[{"a":1},{"b":2},{"c":3}]';

describe('a change of the text', () => {
  test.each([
    ['inside an event', '[{"a":1},{"b":22},{"c":3}]', ['0', '1', '2']],
    ['a new event between', '[{"a":1},{"n":9},{"b":2},{"c":3}]', ['0', null, '1', '2']],
    ['a new event at the end', '[{"a":1},{"b":2},{"c":3},{"d":4}]', ['0', '1', '2', null]],
    ['a new event at the beginning', '[{"n":9},{"a":1},{"b":2},{"c":3}]', [null, '0', '1', '2']],
    ['an event removed', '[{"a":1},{"c":3}]', ['0', '2']],
    ['a key renamed and more', '[{"a":1},{"bcd":[5]},{"c":3}]', ['0', '1', '2']],
    ['one thing replaced everywhere', list.replaceAll('{"', '{"x'), ['0', '1', '2']],
    ['everything is another text', '{"x":"y"}', [null]],
  ])('%s', (_, after, names) => {
    expect(namesIn(shiftMarks(nameAll(list), list, after), after)).toEqual(names);
  });

  test('laying out, and taking that back', () => {
    const laidOut = formatEvents(list) ?? '';
    const there = shiftMarks(nameAll(list), list, laidOut);
    expect(namesIn(there, laidOut)).toEqual(['0', '1', '2']);
    expect(shiftMarks(there, laidOut, list)).toEqual(nameAll(list));
  });

  test('edits inside of events never lose or exchange a mark', () => {
    const number = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 6 }), number, fc.nat(), (values, put, at) => {
        const write = (of: readonly number[]) => of.map((a) => JSON.stringify({ a })).join('\n');
        const before = write(values);
        const after = write(values.map((a, i) => (i === at % values.length ? put + 10 : a)));
        expect(namesIn(shiftMarks(nameAll(before), before, after), after)).toEqual(
          values.map((_, i) => `${i}`),
        );
      }),
    );
  });

  test('any change of any text leaves marks inside of it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), fc.nat(), (before, after, a, b) => {
        const [start, end] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        for (const { range } of shiftMarks([{ range: { start, end } }], before, after)) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(after.length);
        }
      }),
    );
  });
});

describe('the mark of an event', () => {
  test('is the narrowest that holds it', () => {
    const [first, second, third] = rangesOf(list) as [
      EventMark['range'],
      EventMark['range'],
      EventMark['range'],
    ];
    const all = { range: { start: first.start, end: third.end }, name: 'all' };
    const names = marksOf([all, { range: second, name: 'own' }], [first, second, third]).map(
      (mark) => mark?.name,
    );
    expect(names).toEqual(['all', 'own', 'all']);
  });

  test('takes an expectation, which leaves names and other events alone', () => {
    const ranges = rangesOf(list);
    const all: EventMark = { range: { start: 0, end: list.length }, name: 'all' };
    const some = withExpectation([all], ranges, [0, 2], 'fire');
    expect(some.map(({ name, expectation }) => [name, expectation])).toEqual([
      ['all', 'fire'],
      ['all', undefined],
      ['all', 'fire'],
    ]);
    expect(withExpectation(withExpectation([], ranges, [1], 'gap'), ranges, [1], null)).toEqual([]);
  });
});
