// Events laid out for reading: two spaces a level, one member a line. Only white space between tokens changes, so that
// numbers, key order, repeated keys and escapes stay to the letter. Events one a line become events one after the
// other, which are read as well.

/** Of the result, in UTF-16 units: what an editor still shows with ease. */
export const maxFormattedLength = 2_000_000;

/** A string, closed or not; a mark; anything else up to white space. */
const token = /"[^"\\]*(?:\\[^]?[^"\\]*)*"?|[{}[\],:]|[^ \t\n\r"{}[\],:]+/g;
const indent = '  ';

/**
 * The text laid out; null when that would be too long. For texts that are read without an error; of others it still
 * changes white space alone.
 */
export function formatEvents(text: string): string | null {
  if (text.length > maxFormattedLength) return null;
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const parts = [text.slice(0, start)];
  let length = 0;
  let depth = 0;
  let before = '';
  const put = (part: string) => {
    parts.push(part);
    length += part.length;
  };
  const newLine = () => put(`\n${indent.repeat(depth)}`);
  for (const [found] of text.slice(start).matchAll(token)) {
    if (found === '}' || found === ']') {
      depth = Math.max(0, depth - 1);
      if (before !== '{' && before !== '[') newLine();
    } else if (before === ':') put(' ');
    else if (before === '{' || before === '[' || before === ',') newLine();
    else if (before !== '' && found !== ',' && found !== ':') {
      // Two values side by side: one event after the other.
      if (depth === 0) newLine();
      else put(' ');
    }
    put(found);
    if (found === '{' || found === '[') depth++;
    before = found;
    if (length > maxFormattedLength) return null;
  }
  return parts.join('') + (/\n\s*$/.test(text) ? '\n' : '');
}
