// Text → events: one object, a JSON array, one object a line, or objects one after the other.
// A broken event gives a diagnostic and never hides its neighbours.
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { syntaxError } from './json-errors.ts';
import {
  byteOrderMark,
  closeBrace,
  closeBracket,
  codeAt,
  colon,
  comma,
  openBrace,
  openBracket,
  quote,
  skipSpace,
  stringEnd,
} from './json-tokens.ts';
import { readJson } from './json.ts';
import type { LocatedEvent, Reading } from './reading.ts';
import { isFull, maxEventsLength, readEvent, removal, report, reportSyntax } from './reading.ts';
import { readStray } from './stray.ts';

export interface EventsRead {
  readonly text: string;
  readonly events: readonly LocatedEvent[];
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads all events of a text. An object whose first member is a list under one of `listKeys`
 * (`{"Records": […]}`) stands for the events in that list; its other members are ignored.
 */
export function readEvents(text: string, listKeys: readonly string[] = []): EventsRead {
  if (text.length > maxEventsLength) {
    const message = `The events are longer than ${maxEventsLength / 1024 / 1024} million characters.`;
    const found = diagnostic('events_too_large', { start: maxEventsLength, end: text.length }, message);
    return { text, events: [], diagnostics: [found] };
  }
  const reading: Reading = {
    text,
    end: text.length,
    listKeys,
    events: [],
    list: '',
    diagnostics: [],
    surplus: null,
    surplusCount: 0,
    rereads: 2 * text.length,
    saidComma: false,
  };
  readTopLevel(reading);
  const { events, diagnostics, surplus, surplusCount } = reading;
  diagnostics.sort((a, b) => a.range.start - b.range.start);
  if (surplus) {
    const message = `${surplusCount} more of these and later places are not listed.`;
    diagnostics.push({ ...surplus, message });
  }
  if (events.length === 0 && diagnostics.length === 0)
    diagnostics.push(diagnostic('no_events', { start: 0, end: 0 }, 'There is no event here.'));
  return { text, events, diagnostics };
}

function readTopLevel(reading: Reading): void {
  const { text, end } = reading;
  let pos = 0;
  for (;;) {
    pos = skipSpace(text, pos, end);
    if (pos >= end || isFull(reading, pos)) return;
    const c = text.charCodeAt(pos);
    if (c === byteOrderMark) pos++;
    else if (c === openBracket) pos = readList(reading, pos);
    else if (c === openBrace) pos = readEnvelope(reading, pos) ?? readEvent(reading, pos, false).end;
    else pos = readStray(reading, pos);
  }
}

/** Reads the events of the array that begins at `open`; returns the offset after it. */
function readList(reading: Reading, open: number): number {
  const { text, end } = reading;
  let pos = open + 1;
  let commaAt = -1;
  for (;;) {
    pos = skipSpace(text, pos, end);
    if (pos >= end) {
      const fix: Fix = { title: 'Close with ]', edits: [{ range: { start: end, end }, text: ']' }] };
      reportSyntax(reading, open, open + 1, 'This [ is not closed: the text ends before its ].', fix);
      return end;
    }
    const c = text.charCodeAt(pos);
    if (c === closeBracket) {
      const fix = removal(commaAt, commaAt + 1, 'Remove the comma');
      if (commaAt >= 0)
        reportSyntax(reading, commaAt, commaAt + 1, 'JSON has no comma before ]: remove it.', fix);
      return pos + 1;
    }
    if (c === comma) {
      const fix = removal(pos, pos + 1, 'Remove the comma');
      reportSyntax(reading, pos, pos + 1, 'An event is missing before this comma.', fix);
      pos++;
      continue;
    }
    if (isFull(reading, pos)) return end;
    const event = readEvent(reading, pos, true);
    pos = skipSpace(text, Math.max(event.end, pos + 1), end);
    commaAt = codeAt(text, pos, end) === comma ? pos : -1;
    if (commaAt >= 0) pos++;
    else if (event.isBalanced && pos < end && text.charCodeAt(pos) !== closeBracket) {
      report(reading, syntaxError(text, end, pos, 'element', [open]));
      pos = junkEnd(text, pos, end);
      if (codeAt(text, pos, end) === comma) pos++;
    }
  }
}

/** After an array's element: the next character that can belong to the array. */
function junkEnd(text: string, start: number, end: number): number {
  let pos = start;
  while (pos < end) {
    const c = text.charCodeAt(pos);
    if (c === comma || c === closeBracket || c === openBrace || c === openBracket || c === 0x0a) break;
    pos++;
  }
  return pos;
}

/** `{"Records": […], …}`: reads the list's events. null when the object at `start` is not of this shape. */
function readEnvelope(reading: Reading, start: number): number | null {
  const { text, end } = reading;
  const keyStart = skipSpace(text, start + 1, end);
  const key = reading.listKeys.find((key) => text.startsWith(`"${key}"`, keyStart));
  if (key === undefined) return null;
  const colonAt = skipSpace(text, keyStart + key.length + 2, end);
  if (codeAt(text, colonAt, end) !== colon) return null;
  const open = skipSpace(text, colonAt + 1, end);
  if (codeAt(text, open, end) !== openBracket) return null;

  reading.list = key;
  let pos = readList(reading, open);
  reading.list = '';
  // The list was not closed, which is said.
  if (text.charCodeAt(pos - 1) !== closeBracket) return pos;
  for (;;) {
    pos = skipSpace(text, pos, end);
    const c = codeAt(text, pos, end);
    if (c === closeBrace) return pos + 1;
    const member = c === comma ? otherMemberEnd(text, pos + 1, end) : null;
    if (member === null) {
      report(reading, syntaxError(text, end, pos, 'member', [start]));
      return pos;
    }
    pos = member;
  }
}

/** The offset after one `"key": value`, or null where there is none. */
function otherMemberEnd(text: string, start: number, end: number): number | null {
  const keyStart = skipSpace(text, start, end);
  if (codeAt(text, keyStart, end) !== quote) return null;
  const keyEnd = stringEnd(text, keyStart, end);
  if (keyEnd < 0) return null;
  const colonAt = skipSpace(text, keyEnd, end);
  if (codeAt(text, colonAt, end) !== colon) return null;
  const read = readJson(text, colonAt + 1, end);
  return 'diagnostic' in read ? null : read.end;
}
