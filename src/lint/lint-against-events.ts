import type { CompiledRule, Diagnostic, EventValue } from '../sigma/index.ts';
import { findAll, inOrder } from './check.ts';
import { eventChecks } from './events/event-checks.ts';
import { EventsSubject } from './events/subject.ts';

/**
 * A rule against the events that it is tried on, in steps of a few milliseconds: whoever has something else to do
 * takes the next one later. `total` counts those too that are not given: no more than `maxEvents` are looked at.
 * Nothing of a rule that cannot be evaluated, or without events.
 */
export function* lintAgainstEvents(
  rule: CompiledRule,
  events: readonly EventValue[],
  total = events.length,
): Generator<void, readonly Diagnostic[]> {
  if (rule.refused || events.length === 0) return [];
  const subject = yield* EventsSubject.read(rule, events, total);
  const found: Diagnostic[] = [];
  for (const check of eventChecks) {
    found.push(...findAll(check, subject));
    yield;
  }
  return inOrder(found);
}
