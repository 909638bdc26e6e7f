import { expect, test } from 'vitest';
import { byteLength, readOrigin } from '../../src/intake/event-origin.ts';

const text = '{"a":"é"}\n{"b":1}\n{"c":2}';
const ranges = [
  { start: 0, end: 9 },
  { start: 10, end: 17 },
  { start: 18, end: 25 },
];

test('the mark of a whole file tells the place of each event in its bytes', () => {
  const marks = [
    {
      range: { start: 0, end: 17 },
      origin: { file: 'a', index: 0, start: 0, end: byteLength(text.slice(0, 17)) },
    },
    { range: { start: 18, end: 25 }, origin: { file: 'b', index: 41, start: 900, end: 907 } },
  ];
  expect(readOrigin(text, marks, ranges, 0)).toEqual({ file: 'a', place: { index: 0, start: 0, end: 10 } });
  expect(readOrigin(text, marks, ranges, 1)).toEqual({ file: 'a', place: { index: 1, start: 11, end: 18 } });
  expect(readOrigin(text, marks, ranges, 2)).toEqual({
    file: 'b',
    place: { index: 41, start: 900, end: 907 },
  });
});

test('of what was edited only the file is known; of what came from none, nothing', () => {
  const marks = [{ range: { start: 0, end: 17 }, origin: { file: 'a', index: 0, start: 0, end: 30 } }];
  expect(readOrigin(text, marks, ranges, 1)).toEqual({ file: 'a', place: null });
  expect(readOrigin(text, marks, ranges, 2)).toBeNull();
  expect(readOrigin(text, [{ range: ranges[0]!, name: 'x' }], ranges, 0)).toBeNull();
  expect(readOrigin(text, marks, [], 0)).toBeNull();
});
