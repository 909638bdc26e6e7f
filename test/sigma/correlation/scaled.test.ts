import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCountable, printQuotient, toScaled } from '../../../src/sigma/correlation/scaled.ts';

test('numbers are whole multiples of the smallest unit among them', () => {
  expect(toScaled(['1', '-0.25', '1e3', '0x10'])).toEqual({
    decimals: 2,
    values: [100n, -25n, 100_000n, 1600n],
  });
  expect(toScaled([])).toEqual({ decimals: 0, values: [] });
});

test.each([
  ['5', true, true],
  ['1e21', true, true],
  ['1e21', false, false],
  ['5.5', false, true],
  ['5 apples', false, false],
  ['', false, false],
  ['1e500', true, false],
  ['9'.repeat(900), true, false],
])('whether %s (a number: %s) can be counted with', (text, isNumber, countable) => {
  expect(isCountable(text, isNumber)).toBe(countable);
});

test.each([
  [15n, 1n, 1, '1.5'],
  [-15n, 1n, 1, '-1.5'],
  [10n, 1n, 1, '1'],
  [1n, 3n, 0, '0.333333'],
  [2n, 3n, 0, '0.666667'],
  [-1n, 30_000_000n, 0, '0'],
  [5n, 1n, 3, '0.005'],
])('%s / %s with %d decimals is %s', (numerator, denominator, decimals, text) => {
  expect(printQuotient(numerator, denominator, decimals)).toBe(text);
});

test('what is printed reads as the same number', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(10), (number, decimals) => {
      const [whole, fraction = ''] = printQuotient(number, 1n, decimals).split('.');
      expect(BigInt(`${whole}${fraction.padEnd(decimals, '0')}`.replace(/^-0*(?=\d)/, '-'))).toBe(number);
    }),
  );
});
