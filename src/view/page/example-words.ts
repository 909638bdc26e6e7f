// What came of making events from a rule, in a sentence or two.
import type { NoNearMiss } from '../../coverage/near-miss-events.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { plural } from '../../texts/plural.ts';
import type { RuleExamples } from '../../worker/reference/protocol.ts';
import { toShort } from '../visible.ts';

const reasons: Readonly<Record<NoNearMiss, string>> = {
  no_event: texts.pageExampleNoEvent,
  not_decisive: texts.pageExampleNotDecisive,
  no_value: texts.pageExampleNoValue,
  not_alone: texts.pageExampleNotAlone,
  not_recorded: texts.pageExampleNotRecorded,
  left_out: texts.pageExampleLeftOut,
};

/** Predicates named one by one. */
const maxNamed = 2;
const maxLength = 40;

export function toExamplesMessage({ events, problems }: RuleExamples, ruleText: string): string {
  const firing = events.filter(({ expectation }) => expectation === 'fire').length;
  const missing = events.length - firing;
  const made = fill(texts.pageExampleMade, {
    firing: plural(firing, texts.countFiringOne, texts.countFiringMany),
    missing: plural(missing, texts.countNearMissOne, texts.countNearMissMany),
  });
  if (problems.length === 0) return made;
  const named = problems.slice(0, maxNamed).map(({ range, reason }) => {
    const text = ruleText.slice(range.start, range.end).replace(/\s+/g, ' ');
    return `“${toShort(text, maxLength)}” (${reasons[reason]})`;
  });
  const more = problems.length - named.length;
  const values = { made, named: named.join(', '), more };
  return fill(more > 0 ? texts.pageExampleMissingMore : texts.pageExampleMissing, values);
}
