// A regular expression whose groups are asked for: for replacements, which rules do not know.
import { backtrackingCost } from './backtracking-cost.ts';
import { printNative } from './print-native.ts';
import { readRegex } from './read-regex.ts';
import type { RegexNode } from './regex-node.ts';
import { childrenOf } from './regex-node.ts';
import { RegexFault } from './regex-problem.ts';

/** Names and values of rules are no longer than this, as a rule. */
const usualLength = 1024;
const maxSteps = 1e8;

/** For the browser's engine, finding all matches; its groups capture, in their order. Otherwise why it cannot be used. */
export function compileCapturing(pattern: string): RegExp | string {
  const read = readRegex(pattern, { ignoreCase: false, multiline: false, dotAll: false });
  if ('problem' in read) return read.problem.message;
  // Printed, it would count as a group of its own.
  if (hasAtomic(read.tree)) return 'Atomic groups are not supported here: write `(?:…)`.';
  if (backtrackingCost(read.tree, usualLength).steps > maxSteps)
    return 'This may take very long: let what is repeated begin with something of its own.';
  try {
    const { source, flags } = printNative(read.tree, true);
    return new RegExp(source, `${flags}g`);
  } catch (fault) {
    return fault instanceof RegexFault
      ? fault.problem.message
      : 'The regular expression is too large for the browser.';
  }
}

function hasAtomic(node: RegexNode): boolean {
  return node.type === 'atomic' || childrenOf(node).some(hasAtomic);
}
