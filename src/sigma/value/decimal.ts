// Exact decimal comparison of numbers by their text: nothing beyond 2^53 collapses.

/** `0.digits × 10^exponent`, without leading or trailing zeros; zero has no digits. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Reads JSON and YAML numbers, hexadecimal (`0x1F`) and octal (`0o17`) included; null for anything else. */
export function readDecimal(text: string): Decimal | null {
  const based = /^([-+]?)(0x[0-9a-fA-F]+|0o[0-7]+)$/.exec(text);
  if (based) return normalised(based[1] === '-', BigInt(based[2] as string).toString(), '', 0);
  const match = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text);
  if (!match || ((match[2] ?? '') === '' && (match[3] ?? '') === '')) return null;
  return normalised(match[1] === '-', match[2] ?? '', match[3] ?? '', Number(match[4] ?? 0));
}

function normalised(negative: boolean, whole: string, fraction: string, exponent: number): Decimal {
  const all = whole + fraction;
  let leading = 0;
  while (all[leading] === '0') leading++;
  let end = all.length;
  while (end > leading && all[end - 1] === '0') end--;
  const digits = all.slice(leading, end);
  if (digits === '') return { negative: false, digits: '', exponent: 0 };
  return { negative, digits, exponent: whole.length - leading + exponent };
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const signs = sign(a) - sign(b);
  if (signs !== 0 || a.digits === '') return signs;
  const size =
    a.exponent !== b.exponent
      ? a.exponent - b.exponent
      : a.digits < b.digits
        ? -1
        : a.digits > b.digits
          ? 1
          : 0;
  return a.negative ? -size : size;
}

function sign(decimal: Decimal): number {
  return decimal.digits === '' ? 0 : decimal.negative ? -1 : 1;
}
