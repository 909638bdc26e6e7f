// Edits of one value in the rule text: a tag, a value of a detection item. They leave quotes, comments and neighbours
// as they are; where the text is written in a way that a small edit could break (aliases, escapes, block scalars),
// there is none.
import type { PlacedText, Range, TextEdit } from '../sigma/index.ts';

/** Puts another text in the place of the value; it must do without quotes and escapes of its own. */
export function replaceScalar(text: string, value: PlacedText, by: string): TextEdit | null {
  const range = innerRange(text, value);
  return range && { range, text: by };
}

/** Takes the value out of its list, with its line or its comma. */
export function removeEntry(text: string, value: PlacedText): TextEdit | null {
  if (!innerRange(text, value)) return null;
  const { start, end } = value.range;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = text.indexOf('\n', end);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  const [before, after] = [text.slice(lineStart, start), text.slice(end, lineEnd)];
  if (/^\s*(-\s+)?$/.test(before) && /^\s*,?\s*(#[^\n]*)?$/.test(after)) {
    // The last line of a text takes the line break before it.
    const range =
      lineBreak < 0
        ? { start: Math.max(0, lineStart - 1), end: lineEnd }
        : { start: lineStart, end: lineEnd + 1 };
    return { range, text: '' };
  }
  const [comma = ''] = /,\s*$/.exec(before) ?? [];
  if (comma !== '') return { range: { start: start - comma.length, end }, text: '' };
  // Only straight after the bracket: an anchor would be left without its value.
  const [following = ''] = (/\[\s*$/.test(before) && /^\s*,[ \t]*/.exec(after)) || [];
  return following === '' ? null : { range: { start, end: end + following.length }, text: '' };
}

/** Puts another value into its list, after it; a value alone becomes a list. The new one must do without quotes. */
export function addEntry(text: string, value: PlacedText, added: string): TextEdit | null {
  if (!innerRange(text, value)) return null;
  const { start, end } = value.range;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = text.indexOf('\n', end);
  const [before, after] = [
    text.slice(lineStart, start),
    text.slice(end, lineBreak < 0 ? text.length : lineBreak),
  ];
  const written = text.slice(start, end);
  const isLast = /^\s*(#[^\n]*)?$/.test(after);
  if (/^\s*-\s+$/.test(before) && after.trim() === '')
    return { range: { start: end, end }, text: `\n${before}${added}` };
  if (/[[,]\s*$/.test(before) && /^\s*[\],]/.test(after))
    return { range: { start: end, end }, text: `, ${added}` };
  return /:\s+$/.test(before) && isLast ? { range: value.range, text: `[${written}, ${added}]` } : null;
}

/** Where the value's own letters stand, inside of quotes; null where they do not stand there as they are. */
function innerRange(text: string, value: PlacedText): Range | null {
  const { start, end } = value.range;
  const written = text.slice(start, end);
  const quote = /^(['"]).*\1$/s.test(written) ? 1 : 0;
  const inner = written.slice(quote, written.length - quote);
  if (inner.trim() !== value.text) return null;
  const from = start + quote + (inner.length - inner.trimStart().length);
  return { start: from, end: from + value.text.length };
}
