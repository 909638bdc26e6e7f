// Tests for formats in which a test has one event.
import { readEvents } from '../event/read-events.ts';
import type { EventObject } from '../event/value.ts';
import type { Expectation } from './expectation.ts';
import type { RuleTest } from './rule-test.ts';
import { toCount } from './rule-test.ts';

export interface SingleTest {
  readonly name?: string;
  readonly expectation: Expectation;
  readonly event: EventObject;
}

/** One for each event. `notes` say what was left out. */
export function singleTests(tests: readonly RuleTest[]): { singles: SingleTest[]; notes: string[] } {
  const singles: SingleTest[] = [];
  let unreadable = 0;
  let partial = 0;
  for (const { name, expectation, eventText, atLeast } of tests) {
    const { events, diagnostics } = readEvents(eventText);
    if (events.length === 0 || diagnostics.some(({ severity }) => severity === 'error')) unreadable++;
    else if (atLeast !== undefined && atLeast < events.length) partial++;
    else {
      const said = name?.trim() ? { name: name.trim() } : {};
      singles.push(...events.map(({ value }) => ({ ...said, expectation, event: value })));
    }
  }
  const notes = [
    ...(unreadable > 0 ? [`${toCount(unreadable, 'test')} left out: the event cannot be read.`] : []),
    ...(partial > 0 ? [`${toCount(partial, 'test')} left out: only some of the events should fire.`] : []),
  ];
  return { singles, notes };
}

/** How the known gaps among the tests are written, where the format has no word for them. */
export function gapNotes(singles: readonly SingleTest[], written: string): string[] {
  const gaps = singles.filter(({ expectation }) => expectation === 'gap').length;
  if (gaps === 0) return [];
  return [`${toCount(gaps, 'known gap')} written as \`${written}\`, with a name that says so.`];
}
