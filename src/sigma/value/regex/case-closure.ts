import type { CharSet } from './char-set.ts';
import { singleChar, unionOf } from './char-set.ts';
import { nativeEscape, printRanges } from './print-set.ts';

/**
 * The set with every character that differs from one of its own only in case. PCRE compares by simple case folding,
 * and so does JavaScript under `iu`; patterns are widened here instead of setting that flag, because `iu` would also
 * widen `\w` and `\b`, which PCRE leaves alone.
 */
export function closeOverCase(set: CharSet): CharSet {
  return set.at(-1)! <= 0x7f ? closeAscii(set) : closeAny(set);
}

function closeAscii(set: CharSet): CharSet {
  const out: CharSet[] = [set];
  for (let i = 0; i < set.length; i += 2) {
    for (let codePoint = Math.max(set[i]!, 0x41); codePoint <= Math.min(set[i + 1]!, 0x7a); codePoint++) {
      const lower = codePoint | 0x20;
      if (lower < 0x61 || lower > 0x7a) continue;
      out.push(singleChar(codePoint ^ 0x20));
      if (lower === 0x6b) out.push(singleChar(0x212a)); // the Kelvin sign folds to k
      if (lower === 0x73) out.push(singleChar(0x17f)); // the long s folds to s
    }
  }
  return unionOf(...out);
}

function closeAny(set: CharSet): CharSet {
  const found = casedChars().match(new RegExp(`[${printRanges(set, nativeEscape)}]`, 'giu')) ?? [];
  return unionOf(set, ...found.map((char) => singleChar(char.codePointAt(0)!)));
}

let cased: string | null = null;

/** Every character that has another case; gathered once, when the first class beyond ASCII is compared so. */
function casedChars(): string {
  if (cased !== null) return cased;
  const all: string[] = [];
  for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
    if (codePoint < 0xd800 || codePoint > 0xdfff) all.push(String.fromCodePoint(codePoint));
  }
  cased = (all.join('').match(/[\p{CWCM}\p{CWCF}]/gu) ?? []).join('');
  return cased;
}
