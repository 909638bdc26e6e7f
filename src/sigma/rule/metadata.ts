// What a rule says of itself beside its detection. Spec: Sigma 2.1.0, rule specification, "Structure" and appendix tags.
import { entryOf } from '../document/node.ts';
import type { MappingNode, ScalarNode } from '../document/node.ts';
import type { Range } from '../source/range.ts';

/** A text with its place in the rule text. */
export interface PlacedText {
  readonly text: string;
  readonly range: Range;
}

export interface RelatedId {
  readonly id: PlacedText;
  readonly type: string;
}

/** null and empty lists stand for what the rule does not say. Nothing is checked here. */
export interface RuleMetadata {
  readonly title: PlacedText | null;
  readonly id: PlacedText | null;
  readonly name: PlacedText | null;
  readonly status: PlacedText | null;
  readonly level: PlacedText | null;
  readonly description: PlacedText | null;
  readonly license: PlacedText | null;
  readonly date: PlacedText | null;
  readonly modified: PlacedText | null;
  /** Authors are a text, divided at commas; some rules have a list. */
  readonly authors: readonly PlacedText[];
  readonly references: readonly PlacedText[];
  readonly falsepositives: readonly PlacedText[];
  /** Ranges are those of the scalars, quotes included. */
  readonly tags: readonly PlacedText[];
  readonly related: readonly RelatedId[];
}

export function readMetadata(document: MappingNode | null): RuleMetadata {
  const one = (key: string): PlacedText | null => listOf(document, key)[0] ?? null;
  return {
    title: one('title'),
    id: one('id'),
    name: one('name'),
    status: one('status'),
    level: one('level'),
    description: one('description'),
    license: one('license'),
    date: one('date'),
    modified: one('modified'),
    authors: listOf(document, 'author').flatMap(divideAtCommas),
    references: listOf(document, 'references'),
    falsepositives: listOf(document, 'falsepositives'),
    tags: listOf(document, 'tags'),
    related: relatedOf(document),
  };
}

function listOf(document: MappingNode | null, key: string): PlacedText[] {
  const value = document ? entryOf(document, key)?.value : undefined;
  const nodes = value?.type === 'sequence' ? value.items : value ? [value] : [];
  return nodes.filter(isSaid).map(({ text, range }) => ({ text: text.trim(), range }));
}

function isSaid(node: { readonly type: string }): node is ScalarNode {
  const scalar = node as ScalarNode;
  return scalar.type === 'scalar' && scalar.kind !== 'null' && scalar.text.trim() !== '';
}

function divideAtCommas({ text, range }: PlacedText): PlacedText[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ text: part, range }));
}

function relatedOf(document: MappingNode | null): RelatedId[] {
  const value = document ? entryOf(document, 'related')?.value : undefined;
  if (value?.type !== 'sequence') return [];
  return value.items.flatMap((item) => {
    if (item.type !== 'mapping') return [];
    const [id] = listOf(item, 'id');
    return id ? [{ id, type: listOf(item, 'type')[0]?.text ?? '' }] : [];
  });
}
