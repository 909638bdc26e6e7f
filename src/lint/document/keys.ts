// Checks of the keys of a document: whether Sigma has them, and what stands at them.
import { codeSpan, entryOf, nearestWord } from '../../sigma/index.ts';
import type { DocumentNode, MappingEntry, MappingNode, TextEdit } from '../../sigma/index.ts';
import { changing, finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { replaceScalar } from '../scalar-edits.ts';
import type { DocumentSubject } from './subject.ts';

type Wanted = 'text' | 'list' | 'mapping' | 'anything';

/** Spec: Sigma 2.1.0, rules, correlation rules and filters. `sigma-version` and `action` are of other versions. */
const kinds: Readonly<Record<string, Wanted>> = {
  title: 'text',
  id: 'text',
  related: 'list',
  name: 'text',
  taxonomy: 'text',
  status: 'text',
  description: 'text',
  license: 'text',
  // A text with commas; lists are read too.
  author: 'anything',
  references: 'list',
  date: 'text',
  modified: 'text',
  logsource: 'mapping',
  detection: 'anything',
  correlation: 'mapping',
  filter: 'mapping',
  fields: 'list',
  falsepositives: 'list',
  level: 'text',
  tags: 'list',
  scope: 'list',
  generate: 'anything',
  action: 'anything',
  'sigma-version': 'anything',
  custom_attributes: 'mapping',
};
export const knownKeys: readonly string[] = Object.keys(kinds);
const isKnown = (key: string): boolean => Object.hasOwn(kinds, key);

/** Keys below another one whose names are fixed. */
const knownBelow: Readonly<Record<string, readonly string[]>> = {
  logsource: ['category', 'product', 'service', 'definition'],
  detection: ['condition', 'timeframe'],
};

interface PlacedKey {
  readonly entry: MappingEntry;
  readonly siblings: MappingNode;
  readonly known: readonly string[];
  /** Below it, any other name may stand. */
  readonly isOpen: boolean;
}

function keysOf({ root }: DocumentSubject): PlacedKey[] {
  const own = root.entries.map((entry): PlacedKey => ({
    entry,
    siblings: root,
    known: knownKeys,
    isOpen: false,
  }));
  const below = Object.entries(knownBelow).flatMap(([key, known]) => {
    const value = entryOf(root, key)?.value;
    if (value?.type !== 'mapping') return [];
    const isOpen = key === 'detection';
    return value.entries.map((entry): PlacedKey => ({ entry, siblings: value, known, isOpen }));
  });
  return [...own, ...below];
}

/** A key under another name, unless that stands there too. */
function renameKey(
  { text }: DocumentSubject,
  { entry: { key }, siblings }: PlacedKey,
  name: string,
): TextEdit | null {
  return entryOf(siblings, name) ? null : replaceScalar(text, key, name);
}

function keyCases(subject: DocumentSubject): Finding[] {
  return keysOf(subject).flatMap((placed) => {
    const { key } = placed.entry;
    const lower = key.text.toLowerCase();
    if (lower === key.text || (placed.isOpen && !placed.known.includes(lower))) return [];
    const isMeant = placed.known.includes(lower);
    const fix = fixOf(`Change to ${codeSpan(lower)}`, renameKey(subject, placed, lower));
    return [
      finding(
        key.range,
        isMeant
          ? `Keys heed case: ${codeSpan(key.text)} is not read as ${codeSpan(lower)}. Write it in lower case.`
          : `Keys are in lower case: write ${codeSpan(lower)}.`,
        [isMeant ? changing(fix) : fix],
      ),
    ];
  });
}

function unknownKeys(subject: DocumentSubject): Finding[] {
  return keysOf(subject).flatMap((placed) => {
    const { key } = placed.entry;
    const { text: name } = key;
    const isCase = placed.known.includes(name.toLowerCase());
    if (placed.isOpen || placed.known.includes(name) || isCase || /[.:]/.test(name)) return [];
    const near = nearestWord(name, placed.known);
    // Any other key is an attribute of one's own, which the specification allows.
    if (near === null || entryOf(placed.siblings, near)) return [];
    const fix = fixOf(`Change to ${codeSpan(near)}`, renameKey(subject, placed, near));
    return [
      finding(
        key.range,
        `Sigma has no key ${codeSpan(name)}: it says nothing to a reader of rules. Did you mean ${codeSpan(near)}?`,
        [changing(fix)],
      ),
    ];
  });
}

const found: Readonly<Record<DocumentNode['type'], string>> = {
  scalar: 'a text',
  sequence: 'a list',
  mapping: 'a mapping',
};

/** A text becomes the one entry of a list. */
function intoList({ text }: DocumentSubject, { key, value }: MappingEntry): TextEdit | null {
  const between = text.slice(key.range.end, value.range.start);
  const isOneLine = !/[\r\n]/.test(text.slice(value.range.start, value.range.end));
  if (!/^:[ ]+$/.test(between) || !isOneLine || value.type !== 'scalar') return null;
  return { range: { start: key.range.end, end: value.range.start }, text: ':\n    - ' };
}

function wrongTypes(subject: DocumentSubject): Finding[] {
  return subject.root.entries.flatMap((entry) => {
    const { key, value } = entry;
    const wanted = kinds[key.text];
    if (wanted === undefined || wanted === 'anything' || !isKnown(key.text)) return [];
    if (value.type === 'scalar' && (value.kind === 'null' || value.text.trim() === '')) return [];
    const is = value.type === 'scalar' ? 'text' : value.type === 'sequence' ? 'list' : 'mapping';
    if (is === wanted) return [];
    return [
      finding(
        key.range,
        `${codeSpan(key.text)} is a ${wanted}, and here stands ${found[value.type]}: write a ${wanted}.`,
        wanted === 'list' ? [fixOf('Make it a list', intoList(subject, entry))] : [],
      ),
    ];
  });
}

const isEmpty = (node: DocumentNode): boolean =>
  node.type === 'scalar'
    ? node.kind === 'null' || node.text.trim() === ''
    : node.type === 'sequence' && node.items.length === 0;

/** What these say when empty is told by the readers of rules. */
const readElsewhere: ReadonlySet<string> = new Set(['detection', 'correlation', 'filter', 'title']);

function emptyKeys({ root }: DocumentSubject): Finding[] {
  return root.entries
    .filter(({ key, value }) => isKnown(key.text) && !readElsewhere.has(key.text) && isEmpty(value))
    .map(({ key }) =>
      finding(key.range, `${codeSpan(key.text)} says nothing: fill it in, or take the key out.`),
    );
}

function emptyTitles({ root }: DocumentSubject): Finding[] {
  const title = entryOf(root, 'title');
  return title && isEmpty(title.value)
    ? [finding(title.key.range, 'The title is empty: say in a few words what the rule finds.')]
    : [];
}

/** Keys that stand right after `detection` and belong into it: the condition is among them, and it is missing there. */
function outdented({ text, root }: DocumentSubject): Finding[] {
  const at = root.entries.findIndex(({ key }) => key.text === 'detection');
  const detection = root.entries[at];
  const condition = entryOf(root, 'condition');
  if (!detection || !condition) return [];
  const { value } = detection;
  if (value.type === 'mapping' && entryOf(value, 'condition')) return [];
  if (value.type === 'sequence' || (value.type === 'scalar' && value.kind !== 'null')) return [];
  const rest = root.entries.slice(at + 1);
  const end = rest.findIndex(({ key }) => isKnown(key.text));
  const moved = end < 0 ? rest : rest.slice(0, end);
  const fix = moved.includes(condition) ? indent(text, detection, moved) : null;
  return [
    finding(
      condition.key.range,
      'The condition belongs into `detection`, and stands beside it: indent it as far as the search identifiers.',
      [changing(fix)],
    ),
  ];
}

function indent(text: string, { key, value }: MappingEntry, moved: readonly MappingEntry[]) {
  const [first] = value.type === 'mapping' ? value.entries : [];
  const isBlock = first === undefined ? value.type === 'scalar' : text[value.range.start] !== '{';
  const lineStart = (offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
  const last = moved.at(-1);
  if (!isBlock || !last || lineStart(key.range.start) !== key.range.start) return null;
  const by = first ? first.key.range.start - lineStart(first.key.range.start) : 4;
  if (by <= 0) return null;
  const edits: TextEdit[] = [];
  let at = lineStart(moved[0]?.key.range.start ?? 0);
  while (at < last.range.end) {
    const next = text.indexOf('\n', at);
    if (!/^[ \t]*\r?$/.test(text.slice(at, next < 0 ? text.length : next)))
      edits.push({ range: { start: at, end: at }, text: ' '.repeat(by) });
    if (next < 0) break;
    at = next + 1;
  }
  return fixOf('Indent it under `detection`', ...edits);
}

export const keyChecks: readonly Check<DocumentSubject>[] = [
  { code: 'key_case', find: keyCases },
  { code: 'key_unknown', find: unknownKeys },
  { code: 'metadata_type', find: wrongTypes },
  { code: 'metadata_empty', find: emptyKeys },
  { code: 'title_empty', find: emptyTitles },
  { code: 'condition_outdented', find: outdented },
];
