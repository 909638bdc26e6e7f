import type { Range } from '../source/range.ts';

export interface ScalarNode {
  readonly type: 'scalar';
  readonly kind: 'string' | 'number' | 'boolean' | 'null';
  /** What a string says; of any other plain scalar its source text (`0755`, `True`, `~`). */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  readonly range: Range;
}

export interface MappingEntry {
  readonly key: ScalarNode;
  readonly value: DocumentNode;
  readonly range: Range;
}

export interface MappingNode {
  readonly type: 'mapping';
  readonly entries: readonly MappingEntry[];
  readonly range: Range;
}

export interface SequenceNode {
  readonly type: 'sequence';
  readonly items: readonly DocumentNode[];
  readonly range: Range;
}

export type DocumentNode = ScalarNode | MappingNode | SequenceNode;

export function entryOf(mapping: MappingNode, key: string): MappingEntry | undefined {
  return mapping.entries.find((entry) => entry.key.text === key);
}

export function scalarText(mapping: MappingNode, key: string): string | undefined {
  const value = entryOf(mapping, key)?.value;
  return value?.type === 'scalar' && value.kind !== 'null' ? value.text : undefined;
}
