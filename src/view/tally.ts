// How a part of the rule did, in a sentence.
import type { ConditionTrace, DetectionTrace, Verdict } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';
import { number } from './words.ts';

export function conditionSentence(root: ConditionTrace): string {
  if (root.type === 'and') return texts.rowAllStages;
  if (root.type === 'or') return texts.rowAnyStage;
  return '';
}

export function stageSentence(trace: ConditionTrace): string {
  switch (trace.type) {
    case 'identifier':
      return trace.detection ? detectionSentence(trace.detection) : texts.rowNoIdentifier;
    case 'not':
      return notSentence(trace.child, trace.verdict);
    case 'quantified':
      return fill(texts.rowNeeds, {
        got: number(trace.got),
        all: number(trace.children.length),
        need: number(trace.need),
      });
    case 'and':
      return tally('all', trace.children, 'part');
    case 'or':
      return tally('any', trace.children, 'part');
    case 'broken':
      return texts.rowBrokenCondition;
  }
}

export function notSentence(child: ConditionTrace, verdict: Verdict): string {
  const said =
    verdict === 'match'
      ? texts.rowExcludesNothing
      : verdict === 'miss'
        ? texts.rowExcludesEvent
        : texts.rowCannotBeDecided;
  if (child.type !== 'quantified') return said;
  return `${said} (${fill(texts.rowMatched, { got: number(child.got), all: number(child.children.length) })})`;
}

export function detectionSentence(detection: DetectionTrace | null): string {
  if (!detection) return '';
  if (detection.type === 'broken') return texts.rowBrokenDetection;
  if (detection.type === 'array') return tally('any', detection.elements, 'item');
  if (detection.type === 'item') return tally('all', [detection], 'item');
  return tally(detection.type === 'all_of' ? 'all' : 'any', detection.children, 'item');
}

export function tally(
  join: 'any' | 'all',
  parts: readonly { readonly verdict: Verdict }[],
  noun: keyof typeof nouns,
): string {
  const matched = parts.filter((part) => part.verdict === 'match').length;
  const [single, several] = nouns[noun];
  const values = { matched: number(matched), of: plural(parts.length, single, several) };
  if (parts.length === 1 || join === 'all')
    return fill(parts.length === 1 || matched === 1 ? texts.rowTallyOne : texts.rowTallyMany, values);
  return fill(matched === 1 ? texts.rowTallyAnyOne : texts.rowTallyAnyMany, values);
}

const nouns = {
  item: [texts.countItemOne, texts.countItemMany],
  part: [texts.countPartOne, texts.countPartMany],
  value: [texts.countValueOne, texts.countValueMany],
} as const;
