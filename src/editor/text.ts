// The text an editor can hold, and the smallest edit between two texts.

/** Replaces `removed` at `offset` by `inserted`. */
export interface Change {
  readonly offset: number;
  readonly removed: string;
  readonly inserted: string;
}

/**
 * A textarea knows only `\n`, and Monaco keeps one line ending for a whole text. So that offsets mean the same
 * everywhere, a text has only `\n` before it enters an editor; everything else is kept as it is.
 */
export function normalizeText(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

const CHUNK = 4096;

export function commonPrefix(a: string, b: string, limit: number): number {
  let length = 0;
  while (length + CHUNK <= limit && a.slice(length, length + CHUNK) === b.slice(length, length + CHUNK))
    length += CHUNK;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

export function commonSuffix(a: string, b: string, limit: number): number {
  const [endA, endB] = [a.length, b.length];
  let length = 0;
  while (
    length + CHUNK <= limit &&
    a.slice(endA - length - CHUNK, endA - length) === b.slice(endB - length - CHUNK, endB - length)
  )
    length += CHUNK;
  while (length < limit && a.charCodeAt(endA - length - 1) === b.charCodeAt(endB - length - 1)) length++;
  return length;
}

/**
 * The one change that makes `after` of `before`; null when they are equal. Where several would do, the one that
 * leaves the text after `caret` (the cursor in `after`) alone.
 */
export function changeBetween(before: string, after: string, caret = after.length): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let suffix = commonSuffix(before, after, Math.min(shorter, after.length - caret));
  const prefix = commonPrefix(before, after, shorter - suffix);
  // The caret is a hint only: without it the end may agree further.
  suffix += commonSuffix(
    before.slice(prefix, before.length - suffix),
    after.slice(prefix, after.length - suffix),
    shorter - suffix - prefix,
  );
  return {
    offset: prefix,
    removed: before.slice(prefix, before.length - suffix),
    inserted: after.slice(prefix, after.length - suffix),
  };
}

export function applyChange(text: string, change: Change): string {
  return text.slice(0, change.offset) + change.inserted + text.slice(change.offset + change.removed.length);
}

export function invertChange(change: Change): Change {
  return { offset: change.offset, removed: change.inserted, inserted: change.removed };
}

/** Where an offset stands after the change; inside a replaced stretch it goes to the end of what replaced it. */
export function moveOffset(offset: number, change: Change, stickToStart = false): number {
  const end = change.offset + change.removed.length;
  if (offset < change.offset || (offset === change.offset && stickToStart)) return offset;
  if (offset >= end) return offset + change.inserted.length - change.removed.length;
  return change.offset + (stickToStart ? 0 : change.inserted.length);
}

/** Whether hardly anything of the text is left: then the place in it means nothing any more. */
export function isOtherText(change: Change, after: string): boolean {
  return change.inserted.length * 2 > after.length && change.removed.length > 0;
}

/** Offsets at which lines begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the line that holds the offset. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
