import type { CompiledRule, Diagnostic, EventValue } from '../sigma/index.ts';
import { runChecks } from './check.ts';
import { checks } from './checks.ts';
import { EventsSubject } from './events/subject.ts';

/** A rule against the events that it is tried on. Nothing of a rule that cannot be evaluated, or without events. */
export function lintAgainstEvents(rule: CompiledRule, events: readonly EventValue[]): Diagnostic[] {
  return rule.refused || events.length === 0 ? [] : runChecks(checks.events, new EventsSubject(rule, events));
}
