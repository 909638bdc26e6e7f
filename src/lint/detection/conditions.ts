// Checks of conditions that say in a roundabout way what they mean.
import { codeSpan, namesSelected } from '../../sigma/index.ts';
import type { ConditionNode } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import type { DetectionSubject } from './subject.ts';

export type QuantifiedNode = Extract<ConditionNode, { readonly type: 'quantified' }>;

export function quantifiedIn(node: ConditionNode): QuantifiedNode[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap(quantifiedIn);
    case 'not':
      return quantifiedIn(node.child);
    case 'quantified':
      return [node];
    default:
      return [];
  }
}

/** Words that a condition reads as something else. */
const isPlainName = (name: string): boolean =>
  /^[a-z_][\w.-]*$/i.test(name) && !/^(and|or|not|of|all|any|them)$/i.test(name);

function themOfOne({ text, rule: { detection } }: DetectionSubject): Finding[] {
  const names = detection.identifiers.map(({ name }) => name);
  return detection.conditions.flatMap(({ root }) =>
    quantifiedIn(root).flatMap(({ quantifier, pattern, range }) => {
      const [only, ...more] = pattern === 'them' ? namesSelected(pattern, names) : [];
      if (only === undefined || more.length > 0 || (quantifier !== 'all' && quantifier > 1)) return [];
      const isAsWritten = /^\S+[ \t]+of[ \t]+them$/i.test(text.slice(range.start, range.end));
      return [
        finding(range, `There is one search identifier only: ${codeSpan(only)} says the same.`, [
          isAsWritten && isPlainName(only)
            ? fixOf(`Change to ${codeSpan(only)}`, { range, text: only })
            : null,
        ]),
      ];
    }),
  );
}

export const conditionChecks: readonly Check<DetectionSubject>[] = [{ code: 'them_of_one', find: themOfOne }];
