import { expect, test } from 'vitest';
import type { EventMark } from '../../src/intake/event-marks.ts';
import { marksOf } from '../../src/intake/marks-of.ts';
import { createKeptMarks } from '../../src/intake/kept-marks.ts';
import { readInput } from '../../src/intake/read-input.ts';

const rangesOf = (text: string) => readInput(text).events.map(({ range }) => range);
const [a, b, c] = ['A', 'B', 'C'].map((name) => `{"version":1,"name":"${name}","id":"00"}`) as [
  string,
  string,
  string,
];
const lines = (...events: readonly string[]) => events.map((event) => `${event}\n`).join('');
const abc = lines(a, b, c);

/** A text whose events are named by their numbers, and what becomes of the names as it is edited. */
function edited(text: string) {
  const keep = createKeptMarks();
  let marks: readonly EventMark[] = rangesOf(text).map((range, i) => ({ range, name: `${i}` }));
  return {
    to(next: string) {
      marks = keep(marks, text, next);
      text = next;
      return marksOf(marks, rangesOf(text)).map((mark) => mark?.name ?? null);
    },
    name(i: number, name: string) {
      const range = rangesOf(text)[i] as EventMark['range'];
      marks = [...marks.filter((mark) => mark.range.start !== range.start), { range, name }].sort(
        (one, other) => one.range.start - other.range.start,
      );
    },
  };
}

test('what an edit took comes back with its events', () => {
  const text = edited(abc);
  expect(text.to(lines(a, c))).toEqual(['0', '2']);
  expect(text.to(abc)).toEqual(['0', '1', '2']);
  expect(text.to('')).toEqual([]);
  expect(text.to('{"other":1}')).toEqual([null]);
  expect(text.to(abc)).toEqual(['0', '1', '2']);
});

test('events that change places take what is said of them along', () => {
  const text = edited(abc);
  expect(text.to(lines(b, a, c))).toEqual(['1', '0', '2']);
  expect(text.to(lines(c, b, a))).toEqual(['2', '1', '0']);
  expect(text.to(`${lines(c, b)}{"new":1}\n${a}`)).toEqual(['2', '1', null, '0']);
  expect(text.to(`[${a},${b},${c}]`)).toEqual(['0', '1', '2']);
});

test('one text replaced by another in all events, and back', () => {
  const text = edited(abc);
  expect(text.to(abc.replaceAll('00', '12345'))).toEqual(['0', '1', '2']);
  expect(text.to(abc)).toEqual(['0', '1', '2']);
  expect(text.to(abc.replaceAll('"name"', '"n":0,"name"'))).toEqual([null, null, null]);
  expect(text.to(abc)).toEqual(['0', '1', '2']);
});

test('events that are the same have each its own', () => {
  const text = edited(lines(a, a, a));
  expect(text.to('')).toEqual([]);
  expect(text.to(lines(a, a, a))).toEqual(['0', '1', '2']);
});

test('what was said since then stays', () => {
  const text = edited(abc);
  text.to(lines(a, c));
  text.name(0, 'new');
  expect(text.to(abc)).toEqual(['new', '1', '2']);
});

test('other events are not taken for those that were lost, nor another text for an edited one', () => {
  const keep = createKeptMarks();
  const marks = rangesOf(abc).map((range) => ({ range, name: 'x' }));
  const other = abc.replaceAll('name', 'key').replaceAll('version', 'kind');
  expect(keep(marks, abc, other)).toEqual([]);
  expect(keep([], '', abc)).toEqual([]);
});

test('very many events are soon looked for', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `{"n":"${i}"}`);
  const text = edited(lines(...many));
  const startedAt = performance.now();
  text.to('');
  expect(text.to(lines(...many.toReversed())).filter((name) => name === null).length).toBeLessThan(10_000);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
