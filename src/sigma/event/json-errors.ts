// What is wrong with a text that is not JSON, in words that name the mend.
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import {
  backslash,
  closeBrace,
  closeBracket,
  codeAt,
  colon,
  comma,
  isDigit,
  openBrace,
  openBracket,
  quote,
} from './json-tokens.ts';

/** What the reader wanted at the place of the fault. */
export type Want =
  | 'value'
  | 'key'
  | 'colon'
  /** A comma or a closing brace. */
  | 'member'
  /** A comma or a closing bracket. */
  | 'element'
  /** Nothing more. */
  | 'end'
  /** The rest of a string, or of a number, that begins here. */
  | { readonly string: number }
  | { readonly number: number };

/** The diagnostic of a fault at `at`, inside the brackets that begin at `opened`. */
export function syntaxError(
  text: string,
  end: number,
  at: number,
  want: Want,
  opened: readonly number[],
): Diagnostic {
  if (typeof want === 'object')
    return 'string' in want
      ? stringError(text, end, at, want.string)
      : numberError(text, end, at, want.number);
  if (at >= end) return endError(text, end, want, opened);
  return knownMistake(text, end, at) ?? structureError(text, end, at, want, opened);
}

function syntax(range: Range, message: string, fix?: Fix): Diagnostic {
  return diagnostic('json_syntax', range, message, fix ? [fix] : []);
}

function replace(start: number, end: number, text: string, title: string): Fix {
  return { title, edits: [{ range: { start, end }, text }] };
}

/** The text ends too early. */
function endError(text: string, end: number, want: Want, opened: readonly number[]): Diagnostic {
  const open = opened.at(-1);
  if (open === undefined) return syntax({ start: end, end }, 'A JSON value is missing here.');
  const closing = text.charCodeAt(open) === openBrace ? '}' : ']';
  const range = { start: open, end: open + 1 };
  const message = `This ${text[open]} is not closed: the text ends before its ${closing}.`;
  if (want !== 'member' && want !== 'element') return syntax(range, message);
  const closers = opened.map((at) => (text.charCodeAt(at) === openBrace ? '}' : ']'));
  const missing = closers.reverse().join('');
  const last = lastBefore(text, end) + 1;
  return syntax(range, message, replace(last, last, missing, `Close with ${missing}`));
}

/** The order of commas, colons and brackets. */
function structureError(
  text: string,
  end: number,
  at: number,
  want: Want,
  opened: readonly number[],
): Diagnostic {
  const c = text.charCodeAt(at);
  const here = { start: at, end: at + 1 };
  const before = lastBefore(text, at);
  const afterComma = text.charCodeAt(before) === comma;
  const open = opened.at(-1);
  const wantsValue = want === 'value' || want === 'key';

  if (wantsValue && afterComma && (c === closeBrace || c === closeBracket))
    return syntax(
      { start: before, end: before + 1 },
      `JSON has no comma before ${text[at]}: remove it.`,
      replace(before, before + 1, '', 'Remove the comma'),
    );
  if (wantsValue && c === comma)
    return syntax(
      here,
      afterComma ? 'Two commas follow each other: remove one.' : 'A value is missing before this comma.',
      afterComma ? replace(at, at + 1, '', 'Remove the comma') : undefined,
    );
  if (want === 'key') {
    const bare = wordAt(text, end, at);
    if (bare !== '')
      return syntax(
        { start: at, end: at + bare.length },
        `A key stands in double quotes: "${shorten(bare)}".`,
        replace(at, at + bare.length, JSON.stringify(bare), `Write ${JSON.stringify(shorten(bare))}`),
      );
    if (c === openBrace && open !== undefined)
      return syntax({ start: open, end: open + 1 }, 'This { is not closed: its } is missing.');
    return syntax(here, 'A key in double quotes belongs here.');
  }
  if (want === 'colon')
    return c === 0x3d
      ? syntax(here, 'A colon stands between key and value.', replace(at, at + 1, ':', 'Write a colon'))
      : syntax(here, 'A colon is missing between this key and its value.');
  if (want === 'member' || want === 'element') {
    const closing = want === 'member' ? '}' : ']';
    const isCloser = c === closeBrace || c === closeBracket;
    if (isCloser || (want === 'member' && c === openBrace)) {
      const message = `This ${want === 'member' ? '{' : '['} is not closed: its ${closing} is missing.`;
      const range = open === undefined ? here : { start: open, end: open + 1 };
      return syntax(range, message, replace(before + 1, before + 1, closing, `Insert ${closing}`));
    }
    if (c === colon) return syntax(here, 'A colon stands only between a key and its value.');
    if (startsValue(c))
      return syntax(
        { start: at, end: at + 1 },
        'A comma is missing before this.',
        replace(before + 1, before + 1, ',', 'Insert a comma'),
      );
    return syntax(here, `A comma or ${closing} belongs here, not ${show(text, at)}.`);
  }
  if (want === 'end')
    return syntax({ start: at, end }, 'There is more text after the end of the JSON value.');
  if (c === closeBrace || c === closeBracket || c === colon)
    return syntax(here, `A value is missing before ${text[at]}.`);
  const word = wordAt(text, end, at);
  if (word !== '')
    return syntax(
      { start: at, end: at + word.length },
      `“${shorten(word)}” is no JSON value: a text stands in double quotes.`,
      replace(at, at + word.length, JSON.stringify(word), `Write ${JSON.stringify(shorten(word))}`),
    );
  return syntax(here, `A value belongs here, not ${show(text, at)}.`);
}

/** Words of other languages that stand for a JSON literal. */
const foreignLiterals = new Map([
  ['True', 'true'],
  ['TRUE', 'true'],
  ['False', 'false'],
  ['FALSE', 'false'],
  ['None', 'null'],
  ['NULL', 'null'],
  ['Null', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
  ['NaN', 'null'],
  ['Infinity', 'null'],
]);

/** Habits of other notations, wherever they stand. */
function knownMistake(text: string, end: number, at: number): Diagnostic | null {
  const c = text.charCodeAt(at);
  if (c === 0x2f && (text[at + 1] === '/' || text[at + 1] === '*')) {
    const stop = commentEnd(text, end, at);
    const fix = replace(at, stop, '', 'Remove the comment');
    return syntax({ start: at, end: stop }, 'JSON has no comments: remove it.', fix);
  }
  if (c === 0x23) {
    const stop = lineEnd(text, at, end);
    const fix = replace(at, stop, '', 'Remove the comment');
    return syntax({ start: at, end: stop }, 'JSON has no comments: remove it.', fix);
  }
  if (c === 0x27 || c === 0x60) return quotedOtherwise(text, end, at, text[at] as string);
  if (c === 0x201c || c === 0x201d || c === 0x201e) return quotedOtherwise(text, end, at, '[“”]');
  if (c === 0xa0 || c === 0x200b || c === 0x2028 || c === 0x2029 || c === 0xfeff || c === 0x3000) {
    const name = `U+${c.toString(16).toUpperCase().padStart(4, '0')}`;
    const message = `An invisible character (${name}) stands here, which is no white space in JSON.`;
    return syntax({ start: at, end: at + 1 }, message, replace(at, at + 1, ' ', 'Write a space'));
  }
  const word = wordAt(text, end, at);
  const literal = foreignLiterals.get(word);
  if (literal !== undefined && text[at + word.length] !== ':') {
    const fix = replace(at, at + word.length, literal, `Write ${literal}`);
    return syntax({ start: at, end: at + word.length }, `JSON has no ${word}; it writes ${literal}.`, fix);
  }
  if ((c === 0x2b || c === 0x2e) && isDigit(codeAt(text, at + 1, end)))
    return c === 0x2b
      ? syntax({ start: at, end: at + 1 }, 'A number has no plus sign.', replace(at, at + 1, '', 'Remove it'))
      : syntax(
          { start: at, end: at + 1 },
          'A digit is missing before the point.',
          replace(at, at, '0', 'Write 0.'),
        );
  return null;
}

/** A string between other quotes than `"`. */
function quotedOtherwise(text: string, end: number, at: number, closer: string): Diagnostic {
  const stop = lineEnd(text, at, end);
  const pattern = new RegExp(`^.((?:[^"\\\\${closer === '[“”]' ? '“”' : closer}])*)(?:${closer})`);
  const found = pattern.exec(text.slice(at, Math.min(stop, at + 10_000)));
  const message = 'A text stands in double quotes ("), not in other ones.';
  if (!found) return syntax({ start: at, end: at + 1 }, message);
  const close = at + found[0].length;
  return syntax(
    { start: at, end: close },
    message,
    replace(at, close, `"${found[1] as string}"`, 'Use double quotes'),
  );
}

function stringError(text: string, end: number, at: number, open: number): Diagnostic {
  const c = codeAt(text, at, end);
  if (c === -1)
    return syntax({ start: open, end: lineEnd(text, open, end) }, 'This text has no closing double quote.');
  if (c === 0x0a || c === 0x0d)
    return syntax(
      { start: open, end: at },
      'This text has no closing double quote on its line (a line end inside a text is written \\n).',
    );
  if (c === backslash) {
    const stop = Math.min(at + (text[at + 1] === 'u' ? 6 : 2), lineEnd(text, at, end));
    const message =
      text[at + 1] === 'u'
        ? 'After \\u four hexadecimal digits belong.'
        : `${text.slice(at, at + 2)} is no JSON escape; a backslash itself is written \\\\.`;
    return syntax({ start: at, end: stop }, message, replace(at, at, '\\', 'Double the backslash'));
  }
  const escape = c === 0x09 ? '\\t' : `\\u${c.toString(16).padStart(4, '0')}`;
  const message = `A control character inside a text is written ${escape}.`;
  return syntax({ start: at, end: at + 1 }, message, replace(at, at + 1, escape, `Write ${escape}`));
}

function numberError(text: string, end: number, at: number, start: number): Diagnostic {
  let stop = start;
  while (stop < end && /[\w.+-]/.test(text[stop] as string) && stop < start + 1000) stop++;
  const range = { start, end: Math.max(stop, start + 1) };
  const source = text.slice(start, stop);
  const zeros = /^(-?)0+(?=\d)/.exec(source);
  if (zeros)
    return syntax(
      range,
      'A number has no leading zeros; write it without, or as a text in quotes.',
      replace(start, stop, JSON.stringify(source), 'Write it as a text'),
    );
  if (/^-(?:Infinity|NaN)/.test(source))
    return syntax(range, `JSON has no ${source}.`, replace(start, stop, 'null', 'Write null'));
  return syntax(range, `A digit is missing ${at >= end ? 'at the end' : `before ${show(text, at)}`}.`);
}

/** A bare word, as people write keys without quotes. */
function wordAt(text: string, end: number, at: number): string {
  const found = /^[\p{L}_$][\p{L}\p{N}_$.-]*/u.exec(text.slice(at, Math.min(end, at + 1000)));
  return found ? found[0] : '';
}

function startsValue(c: number): boolean {
  return c === quote || c === openBrace || c === openBracket || c === 0x2d || isDigit(c) || isLetter(c);
}

function isLetter(c: number): boolean {
  return (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a);
}

function show(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
}

function shorten(word: string): string {
  return word.length > 60 ? `${word.slice(0, 59)}…` : word;
}

function lastBefore(text: string, at: number): number {
  let pos = at - 1;
  while (pos >= 0 && ' \t\r\n'.includes(text[pos] as string)) pos--;
  return pos;
}

/** The offset of the line end at or after `pos`. */
export function lineEnd(text: string, pos: number, end: number): number {
  while (pos < end) {
    const c = text.charCodeAt(pos);
    if (c === 0x0a || c === 0x0d) break;
    pos++;
  }
  return pos;
}

/** From `//` or a slash and a star: the offset after the comment. */
export function commentEnd(text: string, end: number, at: number): number {
  if (text[at + 1] !== '*') return lineEnd(text, at, end);
  const close = text.indexOf('*/', at + 2);
  return close === -1 || close + 2 > end ? lineEnd(text, at, end) : close + 2;
}
