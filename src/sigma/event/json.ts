// JSON text → event value. Our own reader, because an event keeps the source text of its numbers and every
// fault its place. Iterative: no depth of nesting overflows the stack.
import type { Diagnostic } from '../source/diagnostic.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { Want } from './json-errors.ts';
import { syntaxError } from './json-errors.ts';
import {
  closeBrace,
  closeBracket,
  codeAt,
  colon,
  comma,
  decodeString,
  isDigit,
  literalEnd,
  numberEnd,
  openBrace,
  openBracket,
  plainEnd,
  quote,
  skipSpace,
  stringEnd,
  valueEnd,
  walkMembers,
} from './json-tokens.ts';
import type { EventValue } from './value.ts';
import { ExactNumber } from './value.ts';

/** Objects and arrays within each other. Real events stay under 30. */
export const maxEventDepth = 500;

/** A value that was read, the offset after it, and its repeated keys. */
export interface JsonValue {
  readonly value: EventValue;
  readonly end: number;
  readonly warnings: readonly Diagnostic[];
}

export interface JsonFault {
  readonly diagnostic: Diagnostic;
  /** Where reading stopped. */
  readonly at: number;
}

export type JsonRead = JsonValue | JsonFault;

/** Warnings about one value beyond this number are not made. */
const maxWarnings = 100;

const noWarnings: readonly Diagnostic[] = [];

type Members = Record<string, EventValue>;

/** Reads the one value that begins at `start`, after white space. What follows it is the caller's affair. */
export function readJson(text: string, start = 0, end = text.length): JsonRead {
  const opened: number[] = [];
  const outer: (EventValue[] | Members)[] = [];
  const keys: string[] = [];
  const sizes: number[] = [];
  let warnings = noWarnings;
  // The container being filled: one of the two, or none.
  let array: EventValue[] | null = null;
  let object: Members | null = null;
  let size = 0;
  let key = '';
  let value: EventValue = null;
  let pos = skipSpace(text, start, end);

  const fault = (at: number, want: Want): JsonFault => ({
    diagnostic: syntaxError(text, end, at, want, opened),
    at,
  });

  reading: for (;;) {
    if (object !== null) {
      if (codeAt(text, pos, end) !== quote) return fault(pos, 'key');
      const stop = plainEnd(text, pos + 1, end);
      if (codeAt(text, stop, end) === quote) {
        key = text.slice(pos + 1, stop);
        pos = stop + 1;
      } else {
        const after = stringEnd(text, pos, end);
        if (after < 0) return fault(~after, { string: pos });
        key = decodeString(text, pos, after);
        pos = after;
      }
      pos = skipSpace(text, pos, end);
      if (codeAt(text, pos, end) !== colon) return fault(pos, 'colon');
      pos = skipSpace(text, pos + 1, end);
    }

    const c = codeAt(text, pos, end);
    if (c === quote) {
      const stop = plainEnd(text, pos + 1, end);
      if (codeAt(text, stop, end) === quote) {
        value = text.slice(pos + 1, stop);
        pos = stop + 1;
      } else {
        const after = stringEnd(text, pos, end);
        if (after < 0) return fault(~after, { string: pos });
        value = decodeString(text, pos, after);
        pos = after;
      }
    } else if (c === openBrace || c === openBracket) {
      if (opened.length === maxEventDepth) {
        const message = `This is nested more than ${maxEventDepth} levels deep.`;
        return { diagnostic: diagnostic('json_too_deep', { start: pos, end: pos + 1 }, message), at: pos };
      }
      const inside = skipSpace(text, pos + 1, end);
      const isEmpty = codeAt(text, inside, end) === c + 2;
      if (!isEmpty) {
        const parent: EventValue[] | Members | null = object ?? array;
        if (parent !== null) outer.push(parent);
        keys.push(key);
        sizes.push(size);
        opened.push(pos);
        size = 0;
        object = c === openBrace ? {} : null;
        array = c === openBrace ? null : [];
        pos = inside;
        continue;
      }
      value = c === openBrace ? {} : [];
      pos = inside + 1;
    } else if (c === 0x2d || isDigit(c)) {
      const after = numberEnd(text, pos, end);
      if (after < 0) return fault(~after, { number: pos });
      value = toNumber(text.slice(pos, after));
      pos = after;
    } else {
      const after = literalEnd(text, pos, end);
      if (after < 0) return fault(pos, 'value');
      value = c === 0x74 ? true : c === 0x66 ? false : null;
      pos = after;
    }

    for (;;) {
      if (object !== null) {
        if (key === '__proto__') define(object, value);
        else object[key] = value;
        size++;
      } else if (array !== null) array.push(value);
      else return { value, end: pos, warnings };

      pos = skipSpace(text, pos, end);
      const next = codeAt(text, pos, end);
      if (next === comma) {
        pos = skipSpace(text, pos + 1, end);
        continue reading;
      }
      if (next !== (object !== null ? closeBrace : closeBracket))
        return fault(pos, object !== null ? 'member' : 'element');
      pos++;
      const open = opened.pop() as number;
      if (object !== null && Object.keys(object).length !== size && warnings.length < maxWarnings)
        warnings = [...warnings, ...repeatedKeys(text, open, pos)].slice(0, maxWarnings);
      value = (object ?? array) as EventValue;
      key = keys.pop() as string;
      size = sizes.pop() as number;
      const parent: EventValue[] | Members | undefined = outer.pop();
      array = Array.isArray(parent) ? parent : null;
      object = parent === undefined || Array.isArray(parent) ? null : parent;
    }
  }
}

/** Reads a text that is one JSON value and nothing else. */
export function readJsonText(text: string): JsonRead {
  const read = readJson(text);
  if ('diagnostic' in read) return read;
  const after = skipSpace(text, read.end, text.length);
  if (after === text.length) return read;
  return { diagnostic: syntaxError(text, text.length, after, 'end', []), at: after };
}

function toNumber(text: string): number | ExactNumber {
  const number = Number(text);
  return String(number) === text ? number : new ExactNumber(text);
}

/** `object['__proto__'] = value` would set the prototype. */
function define(object: Members, value: EventValue): void {
  Object.defineProperty(object, '__proto__', { value, writable: true, enumerable: true, configurable: true });
}

/** Of the well-formed object at `open`: a warning for each key that stood there before. */
function repeatedKeys(text: string, open: number, end: number): Diagnostic[] {
  const seen = new Set<string>();
  const out: Diagnostic[] = [];
  walkMembers(text, open, end, (keyStart, keyEnd, valueStart) => {
    const key = decodeString(text, keyStart, keyEnd);
    if (seen.has(key)) {
      const message = `The key “${key.slice(0, 100)}” stands twice in one object; the last one counts.`;
      out.push(diagnostic('json_duplicate_key', { start: keyStart, end: keyEnd }, message));
    }
    seen.add(key);
    return valueEnd(text, valueStart, end);
  });
  return out;
}
