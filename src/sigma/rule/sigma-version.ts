// The version of Sigma that a rule is written for. From 3 on, brackets in field names are array selectors.
import { entryOf, scalarText } from '../document/node.ts';
import type { MappingNode } from '../document/node.ts';
import type { TextEdit } from '../source/diagnostic.ts';

const firstWithArrays = 3;

/** Spec: enhancement proposal 212. A rule without `sigma-version` is of a version before it. */
export function hasArraySelectors(root: MappingNode): boolean {
  const text = scalarText(root, 'sigma-version') ?? '';
  return /^\d+(?:\.\d+)*$/.test(text) && Number.parseInt(text, 10) >= firstWithArrays;
}

/** What makes a rule one of version 3; null where no line can be put in. It may change what brackets mean. */
export function versionEdit(root: MappingNode, text: string): TextEdit | null {
  const declared = entryOf(root, 'sigma-version');
  if (declared) {
    const { range } = declared.value;
    return declared.value.type === 'scalar' && range.end > range.start
      ? { range, text: String(firstWithArrays) }
      : null;
  }
  const at = entryOf(root, 'detection')?.key.range.start;
  if (at === undefined) return null;
  const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  if (indent.trim() !== '') return null;
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  return { range: { start: at, end: at }, text: `sigma-version: ${firstWithArrays}${newLine}${indent}` };
}
