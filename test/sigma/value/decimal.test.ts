import { describe, expect, test } from 'vitest';
import { compareDecimals, readDecimal } from '../../../src/sigma/value/decimal.ts';
import type { Decimal } from '../../../src/sigma/value/decimal.ts';

function compare(a: string, b: string): number {
  const order = compareDecimals(readDecimal(a) as Decimal, readDecimal(b) as Decimal);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

describe('equal', () => {
  test.each([
    ['1', '1.0'],
    ['1', '01'],
    ['1', '+1'],
    ['1000', '1e3'],
    ['1000', '1.000E+3'],
    ['0.001', '1e-3'],
    ['0', '-0'],
    ['0', '0.000e10'],
    ['.5', '0.50'],
    ['5.', '5'],
    ['0x1F', '31'],
    ['-0x1f', '-31'],
    ['0o17', '15'],
    ['9007199254740993', '9007199254740993.000'],
    ['123456789012345678901234567890', '1.2345678901234567890123456789e29'],
    ['1e400', '10e399'],
  ])('%s and %s', (a, b) => {
    expect(compare(a, b)).toBe(0);
    expect(compare(b, a)).toBe(0);
  });
});

describe('less', () => {
  test.each([
    ['9007199254740992', '9007199254740993'],
    ['1', '1.00000000000000000001'],
    ['-1', '1'],
    ['-2', '-1'],
    ['-1', '0'],
    ['0', '1e-400'],
    ['9', '10'],
    ['99', '100'],
    ['0.09', '0.1'],
    ['-1e3', '-999.9'],
    ['1e399', '1e400'],
    ['2', '0x3'],
  ])('%s than %s', (a, b) => {
    expect(compare(a, b)).toBe(-1);
    expect(compare(b, a)).toBe(1);
  });
});

test.each(['', '-', '.', 'e5', '1e', '1.2.3', 'abc', '0x', '0o8', ' 1', '1 ', '1_000', 'NaN', 'Infinity'])(
  '%j is no number',
  (text) => {
    expect(readDecimal(text)).toBe(null);
  },
);

test.each([`1${'0'.repeat(500_000)}1`, `${'0'.repeat(500_000)}1`, `0.${'0'.repeat(500_000)}1`])(
  'long numbers are read at once (%#)',
  (text) => {
    const started = performance.now();
    readDecimal(text);
    expect(performance.now() - started).toBeLessThan(500);
  },
);
