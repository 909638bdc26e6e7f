// Tests → the rule text with them in it: everything else in it, comments and layout, stays as it is.
import { entryOf } from '../document/node.ts';
import type { DocumentNode, MappingEntry, MappingNode } from '../document/node.ts';
import { compactJson } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';
import { readRules } from '../rule/read-rules.ts';
import type { DetectionRule } from '../rule/rule.ts';
import { applyEdits, refusesRule } from '../source/diagnostic.ts';
import type { TextEdit } from '../source/diagnostic.ts';
import { printYaml } from './print-yaml.ts';
import { exemplarsKey, findExemplars, readExemplars } from './exemplars.ts';
import { twoWayName, uniqueNames } from './rule-test.ts';
import type { RuleTest, Written } from './rule-test.ts';
import { gapNotes, singleTests } from './single-events.ts';

const attributesKey = 'custom_attributes';
const defaultIndent = 4;

/** Edits of the first detection rule of a text. Exemplars that are there are replaced. */
export function embedExemplars(
  ruleText: string,
  tests: readonly RuleTest[],
): Written<{ readonly edits: readonly TextEdit[] }> {
  const rule = firstRule(ruleText);
  if (!rule?.document) return { problem: 'There is no rule that tests could be put into.' };
  const { singles, notes } = singleTests(tests);
  if (singles.length === 0) return { problem: 'There are no tests to put into the rule.' };
  const names = uniqueNames(singles.map(twoWayName));
  const exemplars = singles.map(({ expectation, event }, i) => ({
    ...(names[i] === undefined ? {} : { name: names[i] }),
    expect: expectation === 'fire' ? 'match' : 'no-match',
    event,
  }));
  const edit = editOf(rule.document, ruleText, exemplars);
  if (!edit) return { problem: 'The custom attributes of the rule are no mapping: put them in order first.' };
  const edits = [edit];
  if (!holds(applyEdits(ruleText, edits), singles.length))
    return { problem: 'With these events in it the rule could not be read: they are too large or too deep.' };
  return { edits, notes: [...notes, ...gapNotes(singles, 'expect: no-match')] };
}

function firstRule(text: string): DetectionRule | undefined {
  return readRules(text).rules.find((rule) => rule.type === 'detection');
}

/** Whether a rule can be read, and all its tests. */
function holds(ruleText: string, count: number): boolean {
  const rule = firstRule(ruleText);
  if (!rule) return false;
  const { tests, diagnostics } = readExemplars(rule.document);
  const unreadable = rule.diagnostics.some((each) => refusesRule(each) && each.code.startsWith('yaml_'));
  return tests.length === count && diagnostics.length === 0 && !unreadable;
}

function editOf(document: MappingNode, text: string, exemplars: EventValue): TextEdit | null {
  const indent = indentOf(document, text);
  const found = findExemplars(document);
  if (found) return replacement(found, { [exemplarsKey]: exemplars }, text, indent);
  const attributes = entryOf(document, attributesKey);
  if (!attributes)
    return addition(document, { [attributesKey]: { [exemplarsKey]: exemplars } }, text, indent);
  const { value, key } = attributes;
  if (value.type === 'scalar' && value.kind === 'null')
    return replacement(attributes, { [attributesKey]: { [exemplarsKey]: exemplars } }, text, indent);
  // An alias: what it stands for belongs to another place.
  if (value.type !== 'mapping' || value.range.start < key.range.end) return null;
  return addition(value, { [exemplarsKey]: exemplars }, text, indent);
}

type Entry = Readonly<Record<string, EventValue>>;

/** `entry` in the place of another. */
function replacement(
  { key, value }: MappingEntry,
  entry: Entry,
  text: string,
  indent: number,
): TextEdit | null {
  if (value.range.start < key.range.end) return null;
  if (isInFlow(text, key.range.start)) {
    const range = { start: key.range.start, end: value.range.end };
    return { range, text: compactJson(entry).slice(1, -1) };
  }
  const column = columnOf(text, key.range.start);
  const end = lineEnd(text, Math.max(contentEnd(value, text), key.range.end));
  const put = blockText(entry, text, column, indent).trimStart();
  const range = { start: key.range.start, end };
  return { range, text: put + lineBreakAfter(text, end) };
}

/** `entry` after those that the mapping has. */
function addition(mapping: MappingNode, entry: Entry, text: string, indent: number): TextEdit {
  if (text[mapping.range.start] === '{') {
    const at = mapping.range.end - 1;
    const before = mapping.entries.at(-1);
    const isOpen = before && !/,\s*$/.test(text.slice(before.range.end, at));
    return { range: { start: at, end: at }, text: (isOpen ? ', ' : '') + compactJson(entry).slice(1, -1) };
  }
  const column = columnOf(text, (mapping.entries[0] as MappingEntry).key.range.start);
  const at = lineEnd(text, contentEnd(mapping, text));
  const put = blockText(entry, text, column, indent);
  const before = isLineStart(text, at) ? '' : newLineOf(text);
  return { range: { start: at, end: at }, text: before + put + lineBreakAfter(text, at) };
}

/** What is put at `at` shall end its line. */
function lineBreakAfter(text: string, at: number): string {
  return isLineStart(text, at) || at === text.length ? newLineOf(text) : '';
}

/** A block scalar ends with the beginning of the next line. */
function isLineStart(text: string, at: number): boolean {
  return at > 0 && text[at - 1] === '\n';
}

function blockText(entry: Entry, text: string, column: number, indent: number): string {
  const lines = printYaml(entry, indent).split('\n');
  return lines.map((line) => (line === '' ? line : ' '.repeat(column) + line)).join(newLineOf(text));
}

function newLineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A flow mapping's keys follow its brace or a comma. */
function isInFlow(text: string, at: number): boolean {
  return /[{,]\s*$/.test(text.slice(0, at));
}

function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

function lineEnd(text: string, at: number): number {
  if (isLineStart(text, at)) return at;
  const found = text.indexOf('\n', at);
  const end = found < 0 ? text.length : found;
  return end > at && text[end - 1] === '\r' ? end - 1 : end;
}

/** After the last scalar in it: the range of a block runs over the comments that follow. */
function contentEnd(node: DocumentNode, text: string): number {
  const isBlock = node.type !== 'scalar' && !/[{[]/.test(text[node.range.start] ?? '');
  if (!isBlock) return node.range.end;
  const children = node.type === 'mapping' ? node.entries.map(({ value }) => value) : node.items;
  const last = children.at(-1);
  const keyEnd = node.type === 'mapping' ? (node.entries.at(-1)?.key.range.end ?? 0) : node.range.start;
  // An alias stands elsewhere.
  const end = last && last.range.start >= node.range.start ? contentEnd(last, text) : keyEnd;
  return Math.max(end, keyEnd);
}

/** Columns of a level, as the rule has them. */
function indentOf(document: MappingNode, text: string): number {
  const outer = document.entries[0];
  for (const { value } of document.entries) {
    const inner = value.type === 'mapping' && text[value.range.start] !== '{' ? value.entries[0] : undefined;
    if (!outer || !inner) continue;
    const step = columnOf(text, inner.key.range.start) - columnOf(text, outer.key.range.start);
    if (step > 0 && step <= 8) return step;
  }
  return defaultIndent;
}
