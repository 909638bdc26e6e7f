// The edit that puts a detection item into a rule: into the list of an item of the same key, else beside the other items
// of its mapping, in their style. What stands there already, comments and blank lines too, stays as it is.
import { entryOf } from '../sigma/index.ts';
import type { DetectionRule, MappingEntry, MappingNode, Range, TextEdit } from '../sigma/index.ts';
import type { Place } from './place.ts';

/** Key and value as YAML, and the key as a reader sees it. */
export interface NewItem {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** Where the rule has no detection yet. */
export function addDetection(text: string, rule: Range, item: NewItem): TextEdit {
  const newline = newlineOf(text);
  const end = trimmedEnd(text, rule.end);
  const lines = ['detection:', '  selection:', `    ${item.key}: ${item.value}`, '  condition: selection'];
  const before = text.slice(0, end).trim() === '' ? '' : newline;
  return insert(lineEndOf(text, end), before + lines.join(newline));
}

/** null where the text is written in a way that an edit could break. */
export function addItem(rule: DetectionRule, place: Place, item: NewItem): TextEdit | null {
  const { text } = rule;
  const { mapping } = place;
  if (!mapping) return fillIdentifier(text, place.entry, item);
  const same = entryOf(mapping, item.name);
  if (same) return joinValues(text, same, item.value, isFlow(text, mapping));
  return isFlow(text, mapping) ? addToFlow(text, mapping, item) : addToBlock(text, mapping, item);
}

function fillIdentifier(text: string, { key }: MappingEntry, item: NewItem): TextEdit | null {
  const end = lineEndOf(text, key.range.end);
  if (!/^\s*:\s*(#.*)?$/.test(text.slice(key.range.end, end))) return null;
  const indent = ' '.repeat(columnOf(text, key.range.start) + 2);
  return insert(end, `${newlineOf(text)}${indent}${item.key}: ${item.value}`);
}

function addToBlock(text: string, { entries }: MappingNode, item: NewItem): TextEdit | null {
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) return null;
  const indent = ' '.repeat(columnOf(text, first.key.range.start));
  const end = lineEndOf(text, trimmedEnd(text, last.range.end));
  return insert(end, `${newlineOf(text)}${indent}${item.key}: ${item.value}`);
}

function addToFlow(text: string, { entries, range }: MappingNode, item: NewItem): TextEdit | null {
  const written = `${item.key}: ${item.value}`;
  const last = entries.at(-1);
  if (!last) return { range, text: `{ ${written} }` };
  return insert(last.range.end, `,${gapBefore(text, last.key.range.start, range.start)}${written}`);
}

/** In a flow collection: each on a line of its own, or all on one. */
function gapBefore(text: string, start: number, open: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  return lineStart > open && before.trim() === '' ? `${newlineOf(text)}${before}` : ' ';
}

function joinValues(
  text: string,
  { key, value, range }: MappingEntry,
  added: string,
  inFlow: boolean,
): TextEdit | null {
  const isHere = value.range.start >= key.range.end && value.range.end <= range.end;
  if (value.type === 'mapping' || !isHere) return null;
  if (value.type === 'scalar') {
    const between = text.slice(key.range.end, value.range.start);
    if (value.range.start === value.range.end || !/^\s*:[ \t]+$/.test(between)) return null;
    const old = text.slice(value.range.start, value.range.end);
    // Its lines would have to move with it.
    if (/[\r\n]/.test(old)) return null;
    if (inFlow) return { range: value.range, text: `[${old}, ${added}]` };
    const end = lineEndOf(text, value.range.end);
    const line = `${newlineOf(text)}${' '.repeat(columnOf(text, key.range.start) + 2)}- `;
    const behind = text.slice(value.range.end, end);
    return {
      range: { start: value.range.start - (/[ \t]+$/.exec(between)?.[0].length ?? 0), end },
      text: `${line}${old}${behind}${line}${added}`,
    };
  }
  const last = value.items.at(-1);
  if (!last || last.type !== 'scalar') return null;
  if (text[value.range.start] === '[')
    return insert(last.range.end, `,${gapBefore(text, last.range.start, value.range.start)}${added}`);
  const lineStart = text.lastIndexOf('\n', last.range.start - 1) + 1;
  const dash = /^( *)(- +)$/.exec(text.slice(lineStart, last.range.start));
  if (!dash) return null;
  const end = lineEndOf(text, trimmedEnd(text, last.range.end));
  return insert(end, `${newlineOf(text)}${dash[0]}${added}`);
}

const insert = (at: number, text: string): TextEdit => ({ range: { start: at, end: at }, text });

const isFlow = (text: string, { range }: MappingNode): boolean => text[range.start] === '{';

const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Before the line break. */
function lineEndOf(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  const end = lineBreak < 0 ? text.length : lineBreak;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}
