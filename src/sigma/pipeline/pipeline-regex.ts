// The regular expressions of a pipeline: read as those of rules are, and refused where they might never end.
import type { ScalarNode } from '../document/node.ts';
import { backtrackingCost } from '../value/regex/backtracking-cost.ts';
import { printNative } from '../value/regex/print-native.ts';
import { readRegex } from '../value/regex/read-regex.ts';
import { RegexFault } from '../value/regex/regex-problem.ts';
import type { RegexNode } from '../value/regex/regex-node.ts';
import { childrenOf } from '../value/regex/regex-node.ts';
import type { OptionsReader } from './options-reader.ts';

/** Names and values of rules are no longer than this, as a rule. */
const usualLength = 1024;
const maxSteps = 1e8;

/** null, and a diagnostic, where it cannot be used. Its groups capture, in their order. */
export function readPattern(options: OptionsReader, { text, range }: ScalarNode): RegExp | null {
  const refuse = (why: string): null => options.say('pipeline_regex', range, why);
  const read = readRegex(text, { ignoreCase: false, multiline: false, dotAll: false });
  if ('problem' in read) return refuse(read.problem.message);
  // Printed, it would count as a group of its own.
  if (hasAtomic(read.tree)) return refuse('Atomic groups are not supported in a pipeline: write `(?:…)`.');
  if (backtrackingCost(read.tree, usualLength).steps > maxSteps)
    return refuse('This may take very long: let what is repeated begin with something of its own.');
  try {
    const { source, flags } = printNative(read.tree, true);
    return new RegExp(source, `${flags}g`);
  } catch (fault) {
    if (fault instanceof RegexFault) return refuse(fault.problem.message);
    return refuse('The regular expression is too large for the browser.');
  }
}

function hasAtomic(node: RegexNode): boolean {
  return node.type === 'atomic' || childrenOf(node).some(hasAtomic);
}

/** Whether it matches at the beginning, as Python's `re.match` asks. */
export function matchesAtStart(pattern: RegExp, text: string): boolean {
  const sticky = new RegExp(pattern.source, pattern.flags.replace('g', 'y'));
  return sticky.test(text);
}

/** `\1` and `\g<1>` stand for groups, as in Python; `\\` for a backslash. */
const inReplacement = /\\(?:g<(\d+)>|(\d{1,2})|(.))/gsu;

/** Why a replacement cannot be used; empty where it can. */
export function replacementProblem(replacement: string): string {
  for (const [text, , , other] of replacement.matchAll(inReplacement))
    if (other !== undefined && other !== '\\')
      return `\`${text}\` stands for nothing: groups are \`\\1\` or \`\\g<1>\`, and a backslash is \`\\\\\`.`;
  return '';
}

export function replaceAll(pattern: RegExp, text: string, replacement: string): string {
  return text.replace(pattern, (...match: unknown[]) =>
    replacement.replace(inReplacement, (_, named?: string, digits?: string) => {
      const group = named ?? digits;
      const value = group === undefined ? '\\' : match[Number(group)];
      return typeof value === 'string' ? value : '';
    }),
  );
}
