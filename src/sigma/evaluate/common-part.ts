import type { Range } from '../source/range.ts';

/** Code units compared at most: the work is the product of both lengths. */
const maxWanted = 300;
const maxText = 8_000;

/** The longest stretch of `wanted` that stands in `text`, as a range of `wanted`; null when they share nothing. */
export function longestCommonPart(wanted: string, text: string): Range | null {
  const [a, b] = [wanted.slice(0, maxWanted), text.slice(0, maxText)];
  let lengths = new Uint16Array(b.length + 1);
  let next = new Uint16Array(b.length + 1);
  let best = 0;
  let end = 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const length = a[i - 1] === b[j - 1] ? (lengths[j - 1] as number) + 1 : 0;
      next[j] = length;
      if (length > best) [best, end] = [length, i];
    }
    [lengths, next] = [next, lengths];
  }
  return best === 0 ? null : { start: end - best, end };
}
