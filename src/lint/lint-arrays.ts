// Brackets in field names are array selectors only in rules that declare a version.
import { codeSpan, diagnostic, entryOf, hasArraySelectors } from '../sigma/index.ts';
import type { Diagnostic, DocumentNode, MappingNode, ScalarNode, TextEdit } from '../sigma/index.ts';

/** What array selectors look like. */
const selector = /\[(?:any|all|all_or_empty|none|-?\d+)\](?:[.[|]|$)/;
const maxNotes = 20;

/** Keys that would select elements of arrays, with a fix that makes them do so. */
export function lintArrays(root: DocumentNode | null, text: string): Diagnostic[] {
  if (root?.type !== 'mapping' || hasArraySelectors(root)) return [];
  const edit = versionEdit(root, text);
  const title = 'Add `sigma-version: 3`, which changes what the brackets mean';
  return keysIn(entryOf(root, 'detection')?.value)
    .filter(({ text: key }) => selector.test(key))
    .slice(0, maxNotes)
    .map((key) =>
      diagnostic(
        'array_matching_without_version',
        key.range,
        `The brackets of ${codeSpan(key.text)} are a part of the name: they select elements of arrays only from \`sigma-version: 3\` on.`,
        edit ? [{ title, edits: [edit], changesMeaning: true }] : [],
      ),
    );
}

export function keysIn(node: DocumentNode | undefined): ScalarNode[] {
  if (node?.type === 'sequence') return node.items.flatMap(keysIn);
  if (node?.type !== 'mapping') return [];
  return node.entries.flatMap(({ key, value }) => [key, ...keysIn(value)]);
}

/** What makes a rule one of version 3; null where no line can be put in. It may change what brackets mean. */
export function versionEdit(root: MappingNode, text: string): TextEdit | null {
  const declared = entryOf(root, 'sigma-version');
  if (declared) {
    const { range } = declared.value;
    return declared.value.type === 'scalar' && range.end > range.start ? { range, text: '3' } : null;
  }
  const at = entryOf(root, 'detection')?.key.range.start;
  if (at === undefined) return null;
  const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  if (indent.trim() !== '') return null;
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  return { range: { start: at, end: at }, text: `sigma-version: 3${newLine}${indent}` };
}
