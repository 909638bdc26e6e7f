import { describe, expect, test } from 'vitest';
import { printDocument } from '../../../src/sigma/collection/print-document.ts';
import type { DocumentNode, MappingNode } from '../../../src/sigma/document/node.ts';
import { readDocuments } from '../../../src/sigma/document/read-documents.ts';

function plainOf(node: DocumentNode): unknown {
  if (node.type === 'scalar') return [node.kind, node.kind === 'null' ? '' : node.text];
  if (node.type === 'sequence') return node.items.map(plainOf);
  return node.entries.map(({ key, value }) => [plainOf(key), plainOf(value)]);
}

const read = (text: string): MappingNode => readDocuments(text)[0]?.root as MappingNode;

describe('what is printed is read as the same', () => {
  test.each([
    'a: b',
    'a: [b, {c: d}, [e, f], []]\ng: {}',
    "a: 'it''s'\nb: \"tab\\t \\u0000 \\\\ \\\" é\"",
    'a: |\n  one\n   two\n\n  three\nb: |-\n  x\nc: |+\n  y\n\nd: >\n  folded\n  text\n',
    'a: |2\n   leading\n',
    'a: "trailing \\n"\nb: "\\r\\n"\n',
    'a: plain\n  goes on\nb: "one\n  two"',
    'a: 007\nb: ~\nc:\nd: True\ne: 1e3\nf: -.inf\ng: yes',
    "'*': '*'\n? [x]\n: y\n'a: b': '# c'\n\"q\\n\": 1",
    'a: &x\n  b: c\nd: *x\n',
    '- a\n'.replace('- a', 'l:\n  - - a\n    - b\n  - c: d\n    e: |\n      f\n'),
    'a: C:\\path\\*.exe\nb: a|b\nc: x%',
  ])('%j', (text) => {
    const root = read(text);
    const printed = printDocument(root);
    expect(readDocuments(printed)[0]?.diagnostics).toEqual([]);
    expect(plainOf(read(printed))).toEqual(plainOf(root));
    expect(printDocument(read(printed))).toBe(printed);
  });
});
