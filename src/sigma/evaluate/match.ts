import type { CompiledRule } from '../compile/compile-rule.ts';
import type { EventValue } from '../event/value.ts';
import { explain } from './explain.ts';
import type { Verdict } from './trace.ts';

/** Whether a rule matches an event. Short-circuits; `explain` gives the same verdict with all its reasons. */
export function match(rule: CompiledRule, event: EventValue): Verdict {
  if (rule.refused) return 'unknown';
  if (rule.undecided) return explain(rule, event).verdict;
  return rule.test(event) ? 'match' : 'miss';
}
