// A located document as YAML again, each scalar in the style in which it was written. Comments stay behind.
import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import { quoted } from '../document/yaml-1-1.ts';

const indent = 4;

/** With a line break at the end. */
export function printDocument(root: MappingNode): string {
  return `${printBlock(root, 0).replace(/^\n/, '')}\n`;
}

/** What stands after a key or a dash: on its line, or on lines of its own, in `column`. */
function printBlock(node: DocumentNode, column: number): string {
  const margin = `\n${' '.repeat(column)}`;
  if (node.type === 'scalar') return printScalar(node, column);
  if (node.type === 'sequence') {
    if (node.items.length === 0) return '[]';
    return node.items.map((item) => `${margin}- ${printBlock(item, column + 2).trimStart()}`).join('');
  }
  if (node.entries.length === 0) return '{}';
  return node.entries
    .map(({ key, value }) => {
      const printed = printBlock(value, column + indent);
      return `${margin}${printKey(key)}:${printed.startsWith('\n') ? '' : ' '}${printed}`;
    })
    .join('');
}

function printKey(key: ScalarNode): string {
  return key.style === 'block' || key.text.includes('\n') ? JSON.stringify(key.text) : printScalar(key, 0);
}

function printScalar({ kind, text, style }: ScalarNode, column: number): string {
  if (kind !== 'string') return text === '' ? 'null' : text;
  if (style === 'block' && isLiteral(text)) return printLiteral(text, column);
  if (style === 'double' || /[\n\r]/.test(text) || style === 'block') return JSON.stringify(text);
  return style === 'single' ? quoted(text) : text;
}

/** Neither says how deep it is, nor would white space at its ends be lost. */
function isLiteral(text: string): boolean {
  return /^\S/.test(text) && !/\n\n$|[\r\u0085\u2028\u2029]/.test(text) && !/[ \t](?:\n|$)/.test(text);
}

function printLiteral(text: string, column: number): string {
  const margin = ' '.repeat(Math.max(column, indent));
  const lines = text.replace(/\n$/, '').split('\n');
  const body = lines.map((line) => (line === '' ? '' : margin + line)).join('\n');
  return `|${text.endsWith('\n') ? '' : '-'}\n${body}`;
}
