// The parts of a rule text as a tree: its documents, their keys, search identifiers and what these ask for.
import { readDocuments } from '../../sigma/index.ts';
import type { DocumentNode, MappingEntry, MappingNode, Range } from '../../sigma/index.ts';

export interface RuleSymbol {
  readonly kind: 'rule' | 'key' | 'identifier' | 'condition' | 'item';
  readonly name: string;
  /** What stands there, in a few words; may be empty. */
  readonly detail: string;
  /** All of it. */
  readonly range: Range;
  /** What to go to: its name. */
  readonly nameRange: Range;
  readonly children: readonly RuleSymbol[];
}

const maxDetail = 80;
const maxItems = 500;

/** Of documents that are broken, as much as could be read. */
export function outlineOf(text: string): readonly RuleSymbol[] {
  return readDocuments(text).flatMap(({ root }) => (root?.type === 'mapping' ? ruleSymbol(root) : []));
}

function ruleSymbol(root: MappingNode): RuleSymbol {
  const title = root.entries.find(({ key }) => key.text === 'title');
  const name = title?.value.type === 'scalar' && title.value.text !== '' ? title.value.text : '…';
  return {
    kind: 'rule',
    name,
    detail: '',
    range: root.range,
    nameRange: title?.key.range ?? { start: root.range.start, end: root.range.start },
    children: root.entries.map(keySymbol),
  };
}

function keySymbol(entry: MappingEntry): RuleSymbol {
  const isDetection = /^(?:detection|filter)$/.test(entry.key.text) && entry.value.type === 'mapping';
  const children =
    entry.value.type !== 'mapping'
      ? []
      : isDetection
        ? entry.value.entries.map(identifierSymbol)
        : entry.value.entries.map((each) => symbol('key', each, []));
  return symbol('key', entry, children);
}

function identifierSymbol(entry: MappingEntry): RuleSymbol {
  const { text } = entry.key;
  if (text === 'condition') return symbol('condition', entry, []);
  if (/^(?:timeframe|rules)$/.test(text)) return symbol('key', entry, []);
  return symbol('identifier', entry, itemsOf(entry.value));
}

function itemsOf(node: DocumentNode): RuleSymbol[] {
  if (node.type === 'mapping') return node.entries.slice(0, maxItems).map((each) => symbol('item', each, []));
  return node.type === 'sequence' ? node.items.slice(0, maxItems).flatMap(itemsOf) : [];
}

function symbol(
  kind: RuleSymbol['kind'],
  { key, value, range }: MappingEntry,
  children: readonly RuleSymbol[],
): RuleSymbol {
  return { kind, name: key.text, detail: detailOf(value), range, nameRange: key.range, children };
}

function detailOf(node: DocumentNode): string {
  if (node.type === 'mapping') return '';
  const words =
    node.type === 'scalar'
      ? node.text
      : node.items.map((item) => (item.type === 'scalar' ? item.text : '…')).join(', ');
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > maxDetail ? `${line.slice(0, maxDetail - 1)}…` : line;
}
