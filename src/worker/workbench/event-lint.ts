// What can be said against the rule by the events it is tried on, in slices.
import { maxEvents } from '../../lint/events/subject.ts';
import { lintAgainstEvents } from '../../lint/lint-against-events.ts';
import type { CompiledRule } from '../../sigma/index.ts';
import type { Input } from '../../intake/read-input.ts';
import type { Held } from './held.ts';
import type { EventLintSlice } from './protocol.ts';

interface Task {
  readonly rule: CompiledRule;
  readonly input: Input;
  readonly steps: ReturnType<typeof lintAgainstEvents>;
  done: number;
}

export function createEventLint(held: Held): (from: number, budgetMs: number) => Promise<EventLintSlice> {
  let task: Task | null = null;
  return async (from, budgetMs) => {
    const endsAt = performance.now() + budgetMs;
    const { rule, input } = held;
    if (!rule) return { next: null, diagnostics: [] };
    if (from === 0 || task?.rule !== rule || task.input !== input || task.done !== from) {
      const events = input.events.slice(0, maxEvents).map(({ value }) => value);
      task = { rule, input, steps: lintAgainstEvents(rule, events, input.events.length), done: 0 };
    }
    do {
      const step = task.steps.next();
      task.done++;
      if (step.done) {
        task = null;
        return { next: null, diagnostics: step.value };
      }
    } while (performance.now() < endsAt);
    return { next: task.done, diagnostics: [] };
  };
}
