// What stands between events and begins none: plain text, commas, brackets that close nothing.
import type { Fix } from '../source/diagnostic.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { commentEnd, lineEnd, syntaxError } from './json-errors.ts';
import { readJson } from './json.ts';
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
} from './json-tokens.ts';
import type { Reading } from './reading.ts';
import { readEvent, removal, report, reportSyntax } from './reading.ts';

/** What stands between events and begins none. Always goes on by at least one character. */
export function readStray(reading: Reading, start: number): number {
  const { text, end } = reading;
  const c = text.charCodeAt(start);
  if (c === comma) return readStrayComma(reading, start);
  if (isCloser(c)) {
    let stop = start + 1;
    while (isCloser(codeAt(text, stop, end))) stop++;
    const brackets = text.slice(start, Math.min(stop, start + 20));
    const message = `This ${brackets} closes nothing.`;
    reportSyntax(reading, start, stop, message, removal(start, stop, `Remove ${brackets}`));
    return stop;
  }
  if (c === 0x2f && (text[start + 1] === '/' || text[start + 1] === '*')) {
    report(reading, syntaxError(text, end, start, 'value', []));
    return commentEnd(text, end, start);
  }
  const read = readJson(text, start, end);
  if ('value' in read && isAlone(text, read.end, end)) return readEvent(reading, start, false).end;
  const stop = plainTextEnd(text, start, end);
  if ('value' in read && c === quote && codeAt(text, skipSpace(text, read.end, end), end) === colon) {
    reportSyntax(reading, start, start + 1, 'The braces { } around this event are missing.', {
      title: 'Put { } around it',
      edits: [
        { range: { start, end: start }, text: '{' },
        { range: { start: stop, end: stop }, text: '}' },
      ],
    });
    return stop;
  }
  const follows = reading.events.length > 0 && !isLineStart(text, start);
  const message = follows
    ? 'Text follows the event on its line.'
    : 'This is plain text; an event is a JSON object.';
  report(reading, diagnostic(follows ? 'json_syntax' : 'event_not_object', { start, end: stop }, message));
  return stop;
}

function isCloser(c: number): boolean {
  return c === closeBrace || c === closeBracket;
}

/** Events with commas between them and no brackets around them: said once. */
function readStrayComma(reading: Reading, start: number): number {
  const { text, end } = reading;
  if (!reading.saidComma) {
    reading.saidComma = true;
    const first = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
    const isLast = skipSpace(text, start + 1, end) === end;
    const fix: Fix = isLast
      ? removal(start, start + 1, 'Remove the comma')
      : {
          title: 'Put [ ] around the events',
          edits: [
            { range: { start: first, end: first }, text: '[' },
            { range: { start: end, end }, text: ']' },
          ],
        };
    reportSyntax(reading, start, start + 1, 'Commas separate events only within [ ].', fix);
  }
  return start + 1;
}

/** Whether a number, text or literal that ends here stands for itself rather than begins a sentence. */
function isAlone(text: string, pos: number, end: number): boolean {
  const next = skipSpace(text, pos, end);
  if (next === end || text.slice(pos, next).includes('\n')) return true;
  const c = text.charCodeAt(next);
  return c === comma || c === openBrace || c === openBracket;
}

/** The end of the lines up to one that begins with a bracket. */
function plainTextEnd(text: string, start: number, end: number): number {
  let stop = start;
  for (;;) {
    stop = lineEnd(text, stop, end);
    const next = skipSpace(text, stop, end);
    const c = codeAt(text, next, end);
    if (c === -1 || c === openBrace || c === openBracket) return stop;
    stop = next;
  }
}

function isLineStart(text: string, pos: number): boolean {
  let before = pos - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  return before < 0 || text[before] === '\n' || text[before] === '\r';
}
