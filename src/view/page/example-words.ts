// What came of making events from a rule, in a sentence or two.
import type { NoNearMiss } from '../../coverage/near-miss-events.ts';
import type { RuleExamples } from '../../worker/reference/protocol.ts';
import { toShort } from '../visible.ts';
import { count } from '../words.ts';

const reasons: Readonly<Record<NoNearMiss, string>> = {
  no_event: 'no event fires by it',
  not_decisive: 'it never decides alone',
  no_value: 'no value was found',
  not_alone: 'others change with it',
  not_recorded: 'such events never have it',
  left_out: 'there would be too many',
};

/** Predicates named one by one. */
const maxNamed = 2;
const maxLength = 40;

export function toExamplesMessage({ events, problems }: RuleExamples, ruleText: string): string {
  const firing = events.filter(({ expectation }) => expectation === 'fire').length;
  const missing = events.length - firing;
  const made = `${count(firing, 'event that fires', 'events that fire')}, ${count(missing, 'near miss', 'near misses')}.`;
  if (problems.length === 0) return made;
  const named = problems.slice(0, maxNamed).map(({ range, reason }) => {
    const text = ruleText.slice(range.start, range.end).replace(/\s+/g, ' ');
    return `“${toShort(text, maxLength)}” (${reasons[reason]})`;
  });
  const more = problems.length - named.length;
  return `${made} No near miss of ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
