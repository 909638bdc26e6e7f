import type { TextEdit } from '../sigma/index.ts';

/**
 * The text with the edits of a fix, which never overlap. The matcher has the same; but a value taken from it would
 * put the whole of it beside the page, which must stay small.
 */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const lastFirst = [...edits].sort((a, b) => b.range.start - a.range.start);
  return lastFirst.reduce(
    (out, { range, text: put }) => out.slice(0, range.start) + put + out.slice(range.end),
    text,
  );
}
