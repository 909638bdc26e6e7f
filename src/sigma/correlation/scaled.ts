// Exact sums of decimal numbers: whole numbers of the smallest unit that any of them has.
import { readDecimal } from '../value/decimal.ts';
import type { Decimal } from '../value/decimal.ts';

/** Numbers beyond 10^400, or with so many decimals, are none that anyone counts with. */
const maxExponent = 400;

/** Numbers in text that count as numbers: plain decimals, as log sources write them. */
const plainDecimal = /^[-+]?\d+(\.\d+)?$/;

export function isCountable(text: string, isNumber: boolean): boolean {
  if (text.length > 2 * maxExponent || (!isNumber && !plainDecimal.test(text))) return false;
  const decimal = readDecimal(text);
  return decimal !== null && Math.abs(decimal.exponent) <= maxExponent;
}

export interface Scaled {
  /** Of each text, in order. */
  readonly values: readonly bigint[];
  /** How many decimals a unit stands behind the point. */
  readonly decimals: number;
}

/** Texts that can be counted. */
export function toScaled(texts: readonly string[]): Scaled {
  const read = texts.map((text) => readDecimal(text) as Decimal);
  const decimals = read.reduce((most, { digits, exponent }) => Math.max(most, digits.length - exponent), 0);
  return {
    decimals,
    values: read.map(({ negative, digits, exponent }) => {
      const size = BigInt(digits || '0') * 10n ** BigInt(decimals - (digits.length - exponent));
      return negative ? -size : size;
    }),
  };
}

const maxShownDecimals = 6;

/** The quotient as a decimal text; one that has no end, or a long one, is rounded. */
export function printQuotient(numerator: bigint, denominator: bigint, decimals: number): string {
  const shown = denominator === 1n ? decimals : Math.max(Math.min(decimals, 20), maxShownDecimals);
  const negative = numerator < 0n;
  const size = (negative ? -numerator : numerator) * 10n ** BigInt(Math.max(shown - decimals, 0));
  const divisor = denominator * 10n ** BigInt(Math.max(decimals - shown, 0));
  const rounded = (2n * size + divisor) / (2n * divisor);
  const digits = rounded.toString().padStart(shown + 1, '0');
  const fraction = shown > 0 ? digits.slice(-shown).replace(/0+$/, '') : '';
  const whole = digits.slice(0, digits.length - shown);
  return `${negative && rounded !== 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}
