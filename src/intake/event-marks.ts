// What the user, or a file, says of events: by their places in the events text, which move as the text is edited.
import type { Expectation, Range } from '../sigma/index.ts';
import { marksOf } from './marks-of.ts';

export interface EventMark {
  /** Of the event in the events text. A wider one speaks of all events in it. */
  readonly range: Range;
  readonly expectation?: Expectation;
  readonly name?: string;
  readonly origin?: EventOrigin;
}

/** Where an event came from. */
export interface EventOrigin {
  readonly file: string;
  /** Of the event among those of the file, from 0. */
  readonly index: number;
  /** Bytes of the unpacked file. */
  readonly start: number;
  readonly end: number;
}

/** The marks after events were given an expectation, or lost theirs (null). `ranges` are those of all events. */
export function withExpectation(
  marks: readonly EventMark[],
  ranges: readonly Range[],
  indexes: readonly number[],
  expectation: Expectation | null,
): EventMark[] {
  const chosen = new Set(indexes);
  return marksOf(marks, ranges).flatMap((mark, i) => {
    const range = ranges[i] as Range;
    if (!chosen.has(i)) return mark ? [{ ...mark, range }] : [];
    const { expectation: _, ...rest }: Partial<EventMark> = mark ?? {};
    if (expectation) return [{ ...rest, range, expectation }];
    return rest.name !== undefined || rest.origin ? [{ ...rest, range }] : [];
  });
}

/** The marks in the text after a change: what was edited inside keeps its mark, what was replaced or cut loses it. */
export function shiftMarks(marks: readonly EventMark[], before: string, after: string): readonly EventMark[] {
  if (marks.length === 0 || before === after) return marks;
  return shiftEach(marks, before, after).filter((mark) => mark !== null);
}

/** As `shiftMarks`, with null in the place of each mark that is lost. */
export function shiftEach(
  marks: readonly EventMark[],
  before: string,
  after: string,
): readonly (EventMark | null)[] {
  const change = findChange(marks, before, after);
  const { start, endBefore } = change;
  const by = after.length - before.length;
  const shifted = marks.map((mark) => {
    const { range } = mark;
    if (range.end <= start) return mark;
    if (range.start >= endBefore) return { ...mark, range: { start: range.start + by, end: range.end + by } };
    const isEdited = range.start < start && range.end > endBefore;
    return isEdited ? { ...mark, range: { start: range.start, end: range.end + by } } : null;
  });
  if (!shifted.includes(null)) return shifted;
  return mapSpaced(marks, before, after) ?? mapSubstituted(marks, before, after, change) ?? shifted;
}

export interface Change {
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** What stands between what both texts begin and end with. */
export function findChange(marks: readonly EventMark[], before: string, after: string): Change {
  const start = commonStart(before, after);
  const kept = commonEnd(before, after, start);
  const change = { start, endBefore: before.length - kept, endAfter: after.length - kept };
  if (change.endBefore > start && change.endAfter > start) return change;
  // Events resemble each other: was `"b":2},{` put in, or rather `{"b":2},` one place before?
  const longer = before.length > after.length ? before : after;
  const length = longer.length - Math.min(before.length, after.length);
  for (let by = 0; by <= Math.min(start, maxSlide); by++) {
    const at = start - by;
    const ends = longer === after ? [at] : [at, at + length];
    if (!marks.some(({ range }) => ends.some((end) => range.start < end && end < range.end)))
      return { start: at, endBefore: change.endBefore - by, endAfter: change.endAfter - by };
    if (longer.charCodeAt(at - 1) !== longer.charCodeAt(at - 1 + length)) break;
  }
  return change;
}

/** Longer is what no two events have in common but those that are the same. */
const maxSlide = 5000;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonEnd(a: string, b: string, from: number): number {
  const most = Math.min(a.length, b.length) - from;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}

/** For a text that was laid out anew: only its white space is another. null when more has changed. */
function mapSpaced(marks: readonly EventMark[], before: string, after: string): (EventMark | null)[] | null {
  const places = [...new Set(marks.flatMap(({ range }) => [range.start, range.end - 1]))].sort(
    (a, b) => a - b,
  );
  const moved = new Map<number, number>();
  let [at, to, next] = [0, 0, 0];
  for (;;) {
    while (isSpace(before.charCodeAt(at))) at++;
    while (isSpace(after.charCodeAt(to))) to++;
    if (at >= before.length || to >= after.length) break;
    if (before.charCodeAt(at) !== after.charCodeAt(to)) return null;
    while (next < places.length && (places[next] as number) <= at) moved.set(places[next++] as number, to);
    at++;
    to++;
  }
  if (at < before.length || to < after.length) return null;
  return marks.map((mark) => {
    const [start, last] = [moved.get(mark.range.start), moved.get(mark.range.end - 1)];
    return start === undefined || last === undefined ? null : { ...mark, range: { start, end: last + 1 } };
  });
}

/** For a text in which one thing was replaced by another in many places. null when more has changed. */
function mapSubstituted(
  marks: readonly EventMark[],
  before: string,
  after: string,
  { start, endBefore, endAfter }: Change,
): (EventMark | null)[] | null {
  const from = before.slice(start, endBefore).split('"');
  const to = after.slice(start, endAfter).split('"');
  if (from.length !== to.length) return null;
  let [old, put] = ['', ''];
  let isFirst = true;
  for (const [i, was] of from.entries()) {
    const is = to[i] as string;
    if (was === is) continue;
    const head = commonStart(was, is);
    const tail = commonEnd(was, is, head);
    const [cut, added] = [was.slice(head, was.length - tail), is.slice(head, is.length - tail)];
    if (isFirst) [old, put, isFirst] = [cut, added, false];
    else if (cut !== old || added !== put) return null;
  }
  const moved = movedBy(from, to);
  return marks.map((mark) => {
    const [first, last] = [moved(mark.range.start - start), moved(mark.range.end - 1 - start)];
    if (first === null || last === null) return null;
    return { ...mark, range: { start: start + first, end: start + last + 1 } };
  });
}

/**
 * Where a character of one text is in another; null when it was replaced. Both in parts, joined by one character.
 */
function movedBy(from: readonly string[], to: readonly string[]): (offset: number) => number | null {
  const starts: number[] = [];
  const shifts: number[] = [];
  let [at, shift] = [0, 0];
  for (const [i, part] of from.entries()) {
    starts.push(at);
    shifts.push(shift);
    at += part.length + 1;
    shift += (to[i] as string).length - part.length;
  }
  return (offset) => {
    if (offset < 0) return offset;
    if (offset >= at - 1) return offset + shift;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const [was, is] = [from[low] as string, to[low] as string];
    const inside = offset - (starts[low] as number);
    const moved = offset + (shifts[low] as number);
    const head = commonStart(was, is);
    if (inside < head || was === is) return moved;
    return inside >= was.length - commonEnd(was, is, head) ? moved + is.length - was.length : null;
  };
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}
