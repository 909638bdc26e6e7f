// Nodes that stand in no text yet, to be printed.
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode, SequenceNode } from '../document/node.ts';

const range = { start: 0, end: 0 };
/** Words, and a number with a unit. */
const plain = /^(?:[a-z_][\w.-]*(?: [\w(),.-]+)*|\d+[smhd])$/i;
const meaning = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Quoted where it has to be. */
export function textNode(text: string): ScalarNode {
  const isPlain = plain.test(text) && !meaning.test(text);
  return { type: 'scalar', kind: 'string', text, style: isPlain ? 'plain' : 'single', range };
}

export function numberNode(text: string): ScalarNode {
  return { type: 'scalar', kind: 'number', text, style: 'plain', range };
}

export function listNode(texts: readonly string[]): SequenceNode {
  return { type: 'sequence', items: texts.map(textNode), range };
}

export function entryNode(key: string, value: DocumentNode | string): MappingEntry {
  return { key: textNode(key), value: typeof value === 'string' ? textNode(value) : value, range };
}

export function mappingNode(...entries: readonly (MappingEntry | null)[]): MappingNode {
  return { type: 'mapping', entries: entries.filter((entry) => entry !== null), range };
}
