// Diagnostics about what a rule means, beyond whether it can be read: all checks of this folder.
import { readMetadata } from '../sigma/index.ts';
import type { Diagnostic, Rule } from '../sigma/index.ts';
import type { Attack } from '../knowledge/attack/attack.ts';
import { inOrder } from './check.ts';
import { lintArrays } from './lint-arrays.ts';
import { lintTags } from './lint-tags.ts';

/** In the order of the text. None of them refuses the rule. */
export function lintRule({ document, text }: Pick<Rule, 'document' | 'text'>, attack: Attack): Diagnostic[] {
  return inOrder([...lintTags(readMetadata(document), attack, text), ...lintArrays(document, text)]);
}
