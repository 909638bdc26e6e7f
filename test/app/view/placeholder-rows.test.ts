import { expect, test } from 'vitest';
import {
  readValues,
  toPlaceholderRows,
  toValueLines,
  withValues,
} from '../../../src/view/placeholder-rows.ts';

test('those of the rule come first, in its order; what else has values stays in sight', () => {
  expect(toPlaceholderRows(['b', 'toString'], { a: ['1'], b: ['2', '3'] })).toEqual([
    { name: 'b', values: ['2', '3'], isUsed: true },
    { name: 'toString', values: [], isUsed: true },
    { name: 'a', values: ['1'], isUsed: false },
  ]);
});

test('values are lines; what is between their ends stays', () => {
  expect(readValues('a b\r\n\n  \n c\rd')).toEqual(['a b', ' c', 'd']);
});

test('without values left there are no placeholders', () => {
  const one = withValues(undefined, 'a', ['1']);
  expect(one).toEqual({ a: ['1'] });
  expect(withValues(one, 'b', ['2'])).toEqual({ a: ['1'], b: ['2'] });
  expect(withValues(one, 'a', [])).toBeUndefined();
});

test('to be compared they are lines', () => {
  expect(toValueLines({ a: ['1', '2'], b: ['3'] })).toBe('%a%\n  1\n  2\n%b%\n  3');
  expect(toValueLines(undefined)).toBe('');
});
