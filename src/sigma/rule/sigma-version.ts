// The version of Sigma that a rule is written for. From 3 on, brackets in field names are array selectors.
import { scalarText } from '../document/node.ts';
import type { MappingNode } from '../document/node.ts';

/** Spec: enhancement proposal 212. A rule without `sigma-version` is of a version before it. */
export function hasArraySelectors(root: MappingNode): boolean {
  const text = scalarText(root, 'sigma-version') ?? '';
  return /^\d+(?:\.\d+)*$/.test(text) && Number.parseInt(text, 10) >= 3;
}
