// Where an event came from, told from the mark that its text was given when it was read from a file.
import type { Range } from '../sigma/index.ts';
import type { EventMark, EventOrigin } from './event-marks.ts';
import { marksOf } from './marks-of.ts';

export interface FoundOrigin {
  readonly file: string;
  /** null: it was edited since. */
  readonly place: Omit<EventOrigin, 'file'> | null;
}

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/**
 * Of the event at `at`; a mark may be that of a whole file. null for what came from no file.
 */
export function readOrigin(
  text: string,
  marks: readonly EventMark[],
  ranges: readonly Range[],
  at: number,
): FoundOrigin | null {
  const range = ranges[at];
  if (!range) return null;
  const found = marksOf(marks, ranges);
  const mark = found[at];
  const origin = mark?.origin;
  if (!mark || !origin) return null;
  const length = byteLength(text.slice(mark.range.start, mark.range.end));
  if (length !== origin.end - origin.start) return { file: origin.file, place: null };
  let first = at;
  while (first > 0 && (ranges[first - 1] as Range).start >= mark.range.start) first--;
  const start = origin.start + byteLength(text.slice(mark.range.start, range.start));
  const end = start + byteLength(text.slice(range.start, range.end));
  return { file: origin.file, place: { index: origin.index + at - first, start, end } };
}
