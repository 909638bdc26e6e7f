// After a broken event: where does the next one begin? A broken event must not hide its neighbours.
import { lineEnd } from './json-errors.ts';
import { readJson } from './json.ts';
import {
  closeBrace,
  closeBracket,
  comma,
  openBrace,
  openBracket,
  plainEnd,
  quote,
  skipSpace,
  stringEnd,
} from './json-tokens.ts';

export interface ResyncOptions {
  /** The event is an element of a list: a comma or a closing bracket outside of it ends it. */
  readonly inList: boolean;
  readonly mayGoBack: boolean;
}

export interface Resync {
  /** Offset after the broken event. */
  readonly end: number;
  /** Whether its brackets were balanced there, so that what follows follows an event. */
  readonly isBalanced: boolean;
}

/**
 * The broken event begins at `start`, its fault is at `fault`. It ends where its brackets balance, or
 * before the next line that begins like an event: with a brace, indented no deeper than the broken one.
 * Between start and fault such a line must be an event in full (and `mayGoBack`), since it may belong inside.
 */
export function resync(
  text: string,
  start: number,
  fault: number,
  end: number,
  options: ResyncOptions,
): Resync {
  let indent = -1;
  const open: number[] = [];
  let pos = start;
  while (pos < end) {
    const c = text.charCodeAt(pos);
    if (c === quote) {
      const after = stringEnd(text, pos, end);
      // A string that is never closed ends with its line.
      pos = after >= 0 ? after : looseEnd(text, pos + 1, end);
      continue;
    }
    const isOutside = open.length === 0 && pos > start;
    if (isOutside && c === openBrace) return { end: pos, isBalanced: false };
    if (isOutside && options.inList && c === comma) return { end: pos, isBalanced: true };
    if (c === openBrace || c === openBracket) open.push(c);
    else if (c === closeBrace || c === closeBracket) {
      const opener = c - 2;
      if (open.length === 0) return { end: pos, isBalanced: true };
      if (open.at(-1) === opener) open.pop();
      else if (open.at(-2) === opener) open.length -= 2;
      else if (options.inList && open.length === 1 && c === closeBracket)
        return { end: pos, isBalanced: true };
      if (open.length === 0) return { end: pos + 1, isBalanced: true };
    } else if (c === 0x0a) {
      const next = skipSpace(text, pos, end);
      if (indent < 0) indent = indentOf(text, start);
      const likeEvent = text.charCodeAt(next) === openBrace && indentOf(text, next) <= indent;
      if (likeEvent && (next >= fault || (options.mayGoBack && isWholeLine(text, next, end))))
        return { end: next, isBalanced: false };
      // A string, if one begins here, is seen by the next turn.
      pos = next;
      continue;
    }
    pos++;
  }
  return { end, isBalanced: false };
}

/** The end of a string that has faults: its quote if that is on the line, or the line's end. */
function looseEnd(text: string, inside: number, end: number): number {
  let pos = inside;
  for (;;) {
    pos = plainEnd(text, pos, end);
    if (pos >= end) return end;
    const c = text.charCodeAt(pos);
    if (c === quote) return pos + 1;
    if (c === 0x0a || c === 0x0d) return pos;
    pos += c === 0x5c && pos + 1 < end && text.charCodeAt(pos + 1) >= 0x20 ? 2 : 1;
  }
}

/** Characters of white space before the first character of the line of `pos`; 0 far into a long line. */
function indentOf(text: string, pos: number): number {
  let lineStart = pos;
  while (lineStart > 0 && text.charCodeAt(lineStart - 1) !== 0x0a) {
    if (pos - lineStart > 10_000) return 0;
    lineStart--;
  }
  return skipSpace(text, lineStart, pos) - lineStart;
}

function isWholeLine(text: string, start: number, end: number): boolean {
  const stop = lineEnd(text, start, end);
  const read = readJson(text, start, stop);
  return 'value' in read && skipSpace(text, read.end, stop) === stop;
}
