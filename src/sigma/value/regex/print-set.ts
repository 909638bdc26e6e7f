import type { CharSet } from './char-set.ts';
import { complementOf, maxCodePoint } from './char-set.ts';

/** How a dialect writes a code point by number. */
export type CodePointEscape = (codePoint: number) => string;

/** JavaScript with the `u` flag. */
export const nativeEscape: CodePointEscape = (codePoint) => `\\u{${codePoint.toString(16)}}`;

export const re2Escape: CodePointEscape = (codePoint) => `\\x{${codePoint.toString(16)}}`;

/** Prints what both dialects accept: letters, digits and a few harmless signs stand for themselves. */
function printChar(codePoint: number, escape: CodePointEscape): string {
  const char = String.fromCodePoint(codePoint);
  if (/[A-Za-z0-9 _"'%&,:;<=>@~#!`]/.test(char)) return char;
  return /[\\/.*+?()[\]{}|^$]/.test(char) ? `\\${char}` : escape(codePoint);
}

/** The inside of a class. */
export function printRanges(set: CharSet, escape: CodePointEscape): string {
  let out = '';
  for (let i = 0; i < set.length; i += 2) {
    const first = set[i]!;
    const last = set[i + 1]!;
    out += printChar(first, escape);
    if (last > first) out += (last > first + 1 ? '-' : '') + printChar(last, escape);
  }
  return out;
}

/** A set as one item of a pattern. */
export function printSet(set: CharSet, escape: CodePointEscape): string {
  if (set.length === 2 && set[0] === set[1]) return printChar(set[0]!, escape);
  const isNegatedShorter = set.at(-1) === maxCodePoint && set[0] === 0 && set.length > 2;
  if (isNegatedShorter) return `[^${printRanges(complementOf(set), escape)}]`;
  // An empty class, such as [^\s\S], is written as a contradiction: RE2 has no `[]`.
  return set.length === 0 ? `[^${printRanges([0, maxCodePoint], escape)}]` : `[${printRanges(set, escape)}]`;
}
