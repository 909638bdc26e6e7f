// Edits of a detection item in the rule text; null where the text is written in a way that they could break.
import type { CompiledItem, DetectionItem, TextEdit } from '../sigma/index.ts';

/** Where the name of the field stands as it is. */
const isPlain = (text: string, { field, fieldRange }: DetectionItem): boolean =>
  field !== null && text.slice(fieldRange.start, fieldRange.end) === field;

export function renameField(
  text: string,
  { item }: Pick<CompiledItem, 'item'>,
  name: string,
): TextEdit | null {
  const isSafe = /^\w(?:[\w.-]*\w)?$/.test(name);
  return isSafe && isPlain(text, item) ? { range: item.fieldRange, text: name } : null;
}

const modifiersEnd = ({ fieldRange, modifiers }: DetectionItem): number =>
  modifiers.at(-1)?.range.end ?? fieldRange.end;

export function addModifier(
  text: string,
  { item }: Pick<CompiledItem, 'item'>,
  name: string,
): TextEdit | null {
  const end = modifiersEnd(item);
  return isPlain(text, item) ? { range: { start: end, end }, text: `|${name}` } : null;
}

export function setModifiers(
  text: string,
  { item }: Pick<CompiledItem, 'item'>,
  names: string,
): TextEdit | null {
  if (!isPlain(text, item)) return null;
  return { range: { start: item.fieldRange.end, end: modifiersEnd(item) }, text: names };
}

/** The item on lines of its own: where they begin, where they end, and their indent. */
function linesOf(text: string, { item: { range } }: CompiledItem) {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const indent = text.slice(start, range.start);
  const lineBreak = text.indexOf('\n', range.end);
  const end = lineBreak < 0 ? text.length : lineBreak + 1;
  const isAlone = /^ +$/.test(indent) && /^\s*(#[^\n]*)?$/.test(text.slice(range.end, end));
  return isAlone ? { start, end, indent } : null;
}

export function removeItem(text: string, item: CompiledItem): TextEdit | null {
  const lines = linesOf(text, item);
  return lines && { range: { start: lines.start, end: lines.end }, text: '' };
}

/** Another item of the same mapping, on the line before. */
export function insertBefore(text: string, item: CompiledItem, line: string): TextEdit | null {
  const lines = linesOf(text, item);
  return lines && { range: { start: lines.start, end: lines.start }, text: `${lines.indent}${line}\n` };
}
