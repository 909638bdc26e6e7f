// Which part of an event stands at an offset of its text: the reverse of `locate`, in a file of its own because the
// first verdict has no use for it.
import type { Range } from '../source/range.ts';
import { decodeString, openBrace, openBracket, valueEnd, walkElements, walkMembers } from './json-tokens.ts';
import { characterEnd, embeddedText } from './locate.ts';

/**
 * The pointer of the innermost value at an offset, or of the member whose key or colon is there; null
 * outside of the event.
 */
export function pointerAt(text: string, eventRange: Range, offset: number): string | null {
  const { end } = eventRange;
  if (offset < eventRange.start || offset > end) return null;
  const embedded = embeddedText(text, eventRange);
  if (embedded !== null) {
    const inner = decodedOffset(text, eventRange.start + 1, offset);
    return pointerAt(embedded, { start: 0, end: embedded.length }, Math.min(inner, embedded.length));
  }
  let pointer = '';
  let start: number | null = eventRange.start;
  while (start !== null) {
    const open: number = start;
    const c = text.charCodeAt(open);
    start = null;
    if (c === openBrace)
      walkMembers(text, open, end, (keyStart, keyEnd, valueStart) => {
        const after = valueEnd(text, valueStart, end);
        if (keyStart <= offset && offset <= after) {
          pointer += `/${escapeSegment(decodeString(text, keyStart, keyEnd))}`;
          start = offset < valueStart ? null : valueStart;
          return end;
        }
        return after;
      });
    else if (c === openBracket)
      walkElements(text, open, end, (index, valueStart) => {
        const after = valueEnd(text, valueStart, end);
        if (valueStart <= offset && offset <= after) {
          pointer += `/${index}`;
          start = valueStart;
          return end;
        }
        return after;
      });
  }
  return pointer;
}

function escapeSegment(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

/** How many decoded characters stand between `from`, inside a string literal, and `offset`. */
function decodedOffset(text: string, from: number, offset: number): number {
  let decoded = 0;
  for (let pos = from; pos < offset; decoded++) {
    pos = characterEnd(text, pos, text.length);
    if (pos > offset) break;
  }
  return decoded;
}
