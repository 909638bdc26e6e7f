// One document of a text, whatever kind of rule it is, as its YAML stands there.
import { entryOf } from '../../sigma/index.ts';
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode } from '../../sigma/index.ts';

export type DocumentKind = 'detection' | 'correlation' | 'filter' | 'other';

export interface DocumentSubject {
  readonly text: string;
  readonly root: MappingNode;
  readonly kind: DocumentKind;
}

export function documentSubject(text: string, root: MappingNode): DocumentSubject {
  const kinds = ['detection', 'correlation', 'filter'] as const;
  return { text, root, kind: kinds.find((kind) => entryOf(root, kind)) ?? 'other' };
}

/** A value that says something. */
export function isSaid(node: DocumentNode | undefined): node is ScalarNode {
  return node?.type === 'scalar' && node.kind !== 'null' && node.text.trim() !== '';
}

/** The scalar of a key, where it says something. */
export function saidAt(root: MappingNode, key: string): ScalarNode | null {
  const value = entryOf(root, key)?.value;
  return isSaid(value) ? value : null;
}

/** The scalars of a list, or of a text that should be one. */
export function listAt(root: MappingNode, key: string): readonly ScalarNode[] {
  const value = entryOf(root, key)?.value;
  return (value?.type === 'sequence' ? value.items : value ? [value] : []).filter(isSaid);
}

/** Where a document is told what it lacks: its title, or its first key. */
export function headOf({ root }: DocumentSubject): MappingEntry['range'] {
  return (entryOf(root, 'title') ?? root.entries[0])?.key.range ?? root.range;
}

/** A text in a message. */
export const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
