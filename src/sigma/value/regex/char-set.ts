/**
 * Sets of code points: `[first, last, first, last, …]`, sorted, both ends included, without overlaps or neighbours
 * that touch. Every character class becomes one, so what a pattern means never depends on another engine's classes.
 */
export type CharSet = readonly number[];

export const maxCodePoint = 0x10ffff;

export const anyChar: CharSet = [0, maxCodePoint];

export function singleChar(codePoint: number): CharSet {
  return [codePoint, codePoint];
}

export function unionOf(...sets: readonly CharSet[]): CharSet {
  const pairs: [number, number][] = [];
  for (const set of sets) {
    for (let i = 0; i < set.length; i += 2) pairs.push([set[i]!, set[i + 1]!]);
  }
  pairs.sort((a, b) => a[0] - b[0]);
  const out: number[] = [];
  for (const [first, last] of pairs) {
    const end = out.length - 1;
    if (end > 0 && first <= out[end]! + 1) out[end] = Math.max(out[end]!, last);
    else out.push(first, last);
  }
  return out;
}

export function complementOf(set: CharSet): CharSet {
  const out: number[] = [];
  let next = 0;
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > next) out.push(next, set[i]! - 1);
    next = set[i + 1]! + 1;
  }
  if (next <= maxCodePoint) out.push(next, maxCodePoint);
  return out;
}

export function intersects(a: CharSet, b: CharSet): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i + 1]! < b[j]!) i += 2;
    else if (b[j + 1]! < a[i]!) j += 2;
    else return true;
  }
  return false;
}

export function isSameSet(a: CharSet, b: CharSet): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

const digit = [0x30, 0x39];
const upper = [0x41, 0x5a];
const lower = [0x61, 0x7a];
const alpha = [...upper, ...lower];
const alnum = [...digit, ...alpha];
const space = [0x09, 0x0d, 0x20, 0x20];

/** The inside of `[[:name:]]`, as PCRE reads it without Unicode properties: ASCII only. */
export const posixClasses: Readonly<Record<string, CharSet>> = {
  alnum,
  alpha,
  ascii: [0, 0x7f],
  blank: [0x09, 0x09, 0x20, 0x20],
  cntrl: [0, 0x1f, 0x7f, 0x7f],
  digit,
  graph: [0x21, 0x7e],
  lower,
  print: [0x20, 0x7e],
  punct: [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e],
  space,
  upper,
  word: [...digit, ...upper, 0x5f, 0x5f, ...lower],
  xdigit: [...digit, 0x41, 0x46, 0x61, 0x66],
};

const newline = singleChar(0x0a);

/** Escapes that stand for a class; the capital letter is the complement. `\v` is PCRE's: all vertical space. */
export const classEscapes: Readonly<Record<string, CharSet>> = {
  d: digit,
  h: [0x09, 0x09, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x180e, 0x180e, 0x2000, 0x200a].concat([
    0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000,
  ]),
  s: space,
  v: [0x0a, 0x0d, 0x85, 0x85, 0x2028, 0x2029],
  w: posixClasses['word']!,
  N: complementOf(newline),
};

/** `.` without the `s` flag: everything but a newline, a carriage return included (JavaScript differs). */
export const anyButNewline: CharSet = classEscapes['N']!;
