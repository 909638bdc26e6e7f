// Simple case folding, a code point to a code point and of the same length, so that offsets into a folded text are
// offsets into the text. `String.toLowerCase` on a whole text is no substitute: `İ` grows, and a final `Σ` becomes `ς`.

/** Two texts are equal without regard to case exactly when their folded texts are equal. */
export function fold(text: string): string {
  if (text.length < longText) return isAscii(text) ? text.toLowerCase() : foldUnicode(text);
  if (text !== last.text) last = { text, folded: isAscii(text) ? text.toLowerCase() : foldUnicode(text) };
  return last.folded;
}

/** Each value of a rule looks at the same text: a long one is folded once in a row. */
const longText = 1000;
let last = { text: '', folded: '' };

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

function foldUnicode(text: string): string {
  let out = '';
  for (const point of text) out += foldPoint(point);
  return out;
}

const folded = new Map<string, string>();

/** Unicode status C and S: through the upper case, where that is one code point; dotted and dotless i stay apart. */
function foldPoint(point: string): string {
  if (point === 'İ' || point === 'ı') return point;
  const known = folded.get(point);
  if (known !== undefined) return known;
  const upper = point.toUpperCase();
  const single = isOnePoint(upper) ? upper : point;
  const lower = single.toLowerCase();
  const result = isOnePoint(lower) && lower.length === point.length ? lower : point;
  folded.set(point, result);
  return result;
}

function isOnePoint(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}
