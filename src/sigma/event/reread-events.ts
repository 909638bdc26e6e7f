// After an edit inside one event of a large text, only that event is read again.
import { readJson } from './json.ts';
import { openBrace, quote, skipSpace } from './json-tokens.ts';
import type { EventsRead } from './read-events.ts';
import { readEvents } from './read-events.ts';
import { maxEventsLength } from './reading.ts';
import { isEventObject } from './value.ts';

/**
 * What `readEvents(text, listKeys)` gives, for a text that resembles an earlier one. The values of events
 * outside of the edit are the same objects as before. `previous` must be of the same `listKeys`; best is the
 * last reading without diagnostics.
 */
export function rereadEvents(
  previous: EventsRead,
  text: string,
  listKeys: readonly string[] = [],
): EventsRead {
  if (previous.text === text) return previous;
  return rereadOne(previous, text, listKeys) ?? readEvents(text, listKeys);
}

/** null: not an edit inside the braces of one event, or not certain. */
function rereadOne(previous: EventsRead, text: string, listKeys: readonly string[]): EventsRead | null {
  const { text: before, events } = previous;
  if (previous.diagnostics.length > 0 || text.length > maxEventsLength) return null;
  const prefix = commonPrefix(before, text);
  const suffix = commonSuffix(before, text, Math.min(before.length, text.length) - prefix);
  const index = lastStartingBefore(previous, prefix);
  const edited = events[index];
  if (edited === undefined || edited.range.end <= before.length - suffix) return null;

  const shift = text.length - before.length;
  const { start } = edited.range;
  const end = edited.range.end + shift;
  if (mayBeEnvelope(text, start, end, listKeys)) return null;
  // Substrings keep the whole text they were cut from in memory; one event's own copy is small.
  const copy = ` ${text.slice(start, end)}`.slice(1);
  const read = readJson(copy);
  if ('diagnostic' in read || read.warnings.length > 0) return null;
  if (read.end !== copy.length || !isEventObject(read.value)) return null;
  const value = read.value;

  const next = events.map((event, i) => {
    if (i < index) return event;
    if (i === index) return { ...event, value, range: { start, end } };
    const range = { start: event.range.start + shift, end: event.range.end + shift };
    return { ...event, range };
  });
  return { ...previous, text, events: next };
}

/** An event that begins with a list key stands for a list, if it is not an element of one. */
function mayBeEnvelope(text: string, start: number, end: number, listKeys: readonly string[]): boolean {
  const key = skipSpace(text, start + 1, end);
  if (text.charCodeAt(start) !== openBrace || text.charCodeAt(key) !== quote) return false;
  return listKeys.some((listKey) => text.startsWith(listKey, key + 1));
}

/** Index of the last event whose opening brace is before `offset`; -1 for none. */
function lastStartingBefore({ events }: EventsRead, offset: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.range.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whole blocks are compared first: comparing two slices is many times faster than a loop. */
const block = 4096;

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let n = 0;
  while (n + block <= most && a.slice(n, n + block) === b.slice(n, n + block)) n += block;
  while (n < most && a.charCodeAt(n) === b.charCodeAt(n)) n++;
  return n;
}

function commonSuffix(a: string, b: string, most: number): number {
  const ends = (n: number) =>
    a.slice(a.length - n - block, a.length - n) === b.slice(b.length - n - block, b.length - n);
  let n = 0;
  while (n + block <= most && ends(n)) n += block;
  while (n < most && a.charCodeAt(a.length - n - 1) === b.charCodeAt(b.length - n - 1)) n++;
  return n;
}
