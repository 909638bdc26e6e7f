// Where the parts of an event stand in its text. Meant for text that `readEvents` has read; on other text the answers
// are meaningless, but they come.
//
// An event may also be JSON inside a JSON string (`"CloudTrailEvent": "{\"eventName\": …}"`): then its range
// is that of the string, and all places are places in the outer text.
import type { Range } from '../source/range.ts';
import {
  backslash,
  decodeString,
  escapeEnd,
  openBrace,
  openBracket,
  quote,
  stringEnd,
  valueEnd,
  walkElements,
  walkMembers,
} from './json-tokens.ts';

/** The pointers (RFC 6901) that are wanted at and below one value. */
interface Wanted {
  pointer: string | null;
  readonly below: Map<string, Wanted>;
}

/**
 * The range of the value at each pointer, for texts with their quotes. A pointer that leads nowhere is not
 * in the answer; of a repeated key the last counts.
 */
export function locate(text: string, eventRange: Range, pointers: readonly string[]): Map<string, Range> {
  const embedded = embeddedText(text, eventRange);
  if (embedded !== null) {
    const inner = locate(embedded, { start: 0, end: embedded.length }, pointers);
    return new Map([...inner].map(([pointer, range]) => [pointer, spanInText(text, eventRange, range)]));
  }
  const found = new Map<string, Range>();
  const { end } = eventRange;

  const forget = (wanted: Wanted): void => {
    if (wanted.pointer !== null) found.delete(wanted.pointer);
    wanted.below.forEach(forget);
  };
  // As deep as the pointers are long.
  const place = (start: number, wanted: Wanted): number => {
    const c = wanted.below.size > 0 ? text.charCodeAt(start) : 0;
    let after: number;
    if (c === openBrace) {
      const seen = new Set<Wanted>();
      after = walkMembers(text, start, end, (keyStart, keyEnd, valueStart) => {
        const below = wanted.below.get(decodeString(text, keyStart, keyEnd));
        if (below === undefined) return valueEnd(text, valueStart, end);
        if (seen.has(below)) forget(below);
        seen.add(below);
        return place(valueStart, below);
      });
    } else if (c === openBracket) {
      after = walkElements(text, start, end, (index, valueStart) => {
        const below = wanted.below.get(String(index));
        return below === undefined ? valueEnd(text, valueStart, end) : place(valueStart, below);
      });
    } else after = valueEnd(text, start, end);
    if (wanted.pointer !== null) found.set(wanted.pointer, { start, end: after });
    return after;
  };
  place(eventRange.start, toWanted(pointers));
  return found;
}

/**
 * Where a span of a value's text stands in the source. `valueRange` is what `locate` gave; `span` counts in
 * the decoded string, or in the source of a number, boolean or null.
 */
export function spanInText(text: string, valueRange: Range, span: Range): Range {
  const { start, end } = valueRange;
  const c = text.charCodeAt(start);
  // A string within a string begins with an escaped quote.
  if (c === backslash) {
    const literal = `"${text.slice(start, end)}"`;
    if (stringEnd(literal, 0, literal.length) !== literal.length) return valueRange;
    const inner = decodeString(literal, 0, literal.length);
    return sourceSpan(text, start, end, spanInText(inner, { start: 0, end: inner.length }, span));
  }
  if (c === quote) return sourceSpan(text, start + 1, end - 1, span);
  return { start: Math.min(start + span.start, end), end: Math.min(start + span.end, end) };
}

function toWanted(pointers: readonly string[]): Wanted {
  const root: Wanted = { pointer: null, below: new Map() };
  for (const pointer of pointers) {
    let at = root;
    for (const segment of pointer.split('/').slice(1)) {
      const key = segment.replace(/~1/g, '/').replace(/~0/g, '~');
      let below = at.below.get(key);
      if (below === undefined) at.below.set(key, (below = { pointer: null, below: new Map() }));
      at = below;
    }
    at.pointer = pointer;
  }
  return root;
}

/** The JSON text of an event that stands in a JSON string; null for an event that stands for itself. */
export function embeddedText(text: string, { start, end }: Range): string | null {
  const isString = text.charCodeAt(start) === quote && stringEnd(text, start, end) === end;
  return isString ? decodeString(text, start, end) : null;
}

/** Offsets of decoded characters, counted from `from` inside a string literal, as offsets of the source. */
function sourceSpan(text: string, from: number, end: number, span: Range): Range {
  let pos = from;
  let decoded = 0;
  const goTo = (target: number): number => {
    while (decoded < target && pos < end) {
      pos = characterEnd(text, pos, end);
      decoded++;
    }
    return pos;
  };
  const start = goTo(span.start);
  return { start, end: goTo(span.end) };
}

/** After the character or the escape at `pos`. */
export function characterEnd(text: string, pos: number, end: number): number {
  const after = text.charCodeAt(pos) === backslash ? escapeEnd(text, pos, end) : pos + 1;
  return after < 0 ? pos + 1 : after;
}
