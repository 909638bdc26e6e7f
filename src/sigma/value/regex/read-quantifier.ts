import type { PatternReader } from './pattern-reader.ts';
import type { RegexNode } from './regex-node.ts';

/** PCRE's own limit. */
export const maxRepeatCount = 65_535;

/**
 * Reads a quantifier behind `part`, which begins at `partStart`; `null` when none stands here. `{` without a
 * quantifier's shape stands for itself. `skipIgnored` skips what may stand before the `?` or `+` of a quantifier.
 */
export function readQuantifier(
  reader: PatternReader,
  partStart: number | null,
  part: RegexNode | undefined,
  skipIgnored: (reader: PatternReader) => boolean,
): RegexNode | null {
  const start = reader.at;
  const match = reader.acceptMatch(/[*+?]|\{(\d+)(?:(,)(\d*))?\}/y);
  if (!match) {
    refuseNewerShape(reader);
    return null;
  }
  if (partStart === null || part === undefined) {
    const what = part === undefined ? 'nothing does' : 'that cannot be repeated';
    throw reader.syntax(
      start,
      `\`${match[0]}\` repeats what stands before it, and ${what}. To match it, write \`\\${match[0]}\`.`,
    );
  }
  const min = match[0] === '+' ? 1 : Number(match[1] ?? 0);
  const max =
    match[0] === '?' ? 1 : match[1] === undefined || match[3] === '' ? Infinity : Number(match[3] ?? min);
  if (Math.max(min, max === Infinity ? 0 : max) > maxRepeatCount) {
    throw reader.syntax(start, `A repetition counts to ${maxRepeatCount} at most.`);
  }
  if (min > max)
    throw reader.syntax(start, 'The repetition is reversed: its least number is above its most.');
  while (skipIgnored(reader));
  const suffix = reader.acceptMatch(/[?+]/y)?.[0];
  if (suffix) reader.noteOutside(start, suffix === '?' ? 'lazy quantifiers' : 'possessive quantifiers');
  const range = reader.rangeFrom(partStart);
  const repeat = { type: 'repeat', body: part, min, max, lazy: suffix === '?', range } as const;
  return suffix === '+' ? { type: 'atomic', body: repeat, range } : repeat;
}

/**
 * `{,3}` and `{ 1, 3 }` are plain text to PCRE2 before 10.43, Go and JavaScript, and a quantifier to PCRE2 since, to
 * Perl 5.34 and (the first) to Python: refused, because either reading would be wrong for someone.
 */
function refuseNewerShape(reader: PatternReader): void {
  const start = reader.at;
  const match = reader.acceptMatch(/\{[ \t]*(?:\d+[ \t]*(?:,[ \t]*\d*[ \t]*)?|,[ \t]*\d+[ \t]*)\}/y);
  if (!match) return;
  const spelled = match[0].replace(/[ \t]/g, '').replace('{,', '{0,');
  throw reader.unsupported(
    start,
    `Engines disagree whether \`${match[0]}\` is a repetition or plain text: write \`${spelled}\` or \`\\${match[0]}\`.`,
  );
}
