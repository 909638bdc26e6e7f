// Events with labels: JSON objects with `event`, `expect` and perhaps `name`, one a line (NDJSON), or in a list. It is
// what stands in a rule under `rsigma.exemplars`, with a word for known gaps. `expect` may also be true or false, or as
// many matches as there should be.
import { locate } from '../event/locate.ts';
import { readEvents } from '../event/read-events.ts';
import type { LocatedEvent } from '../event/reading.ts';
import { compactJson } from '../event/text.ts';
import { isEventObject } from '../event/value.ts';
import type { EventObject, EventValue } from '../event/value.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Expectation } from './expectation.ts';
import { testDiagnostic } from './rule-test.ts';
import type { RuleTest, TestsRead } from './rule-test.ts';
import { singleTests } from './single-events.ts';

const words: Readonly<Record<Expectation, string>> = {
  fire: 'match',
  silent: 'no-match',
  gap: 'known-gap',
};

const expectations = new Map<EventValue | undefined, Expectation>([
  ['match', 'fire'],
  ['fire', 'fire'],
  [true, 'fire'],
  [1, 'fire'],
  ['no-match', 'silent'],
  ['silent', 'silent'],
  [false, 'silent'],
  [0, 'silent'],
  ['known-gap', 'gap'],
  ['gap', 'gap'],
]);

/** Whether the first object of a text is a labelled event. */
export function hasLabels(text: string): boolean {
  const first = readEvents(text).events[0]?.value;
  return first !== undefined && Object.hasOwn(first, 'event') && Object.hasOwn(first, 'expect');
}

export function readLabelled(text: string): TestsRead {
  const { events, diagnostics } = readEvents(text);
  const read = events.map((event) => readTest(text, event));
  return {
    tests: read.flatMap((each) => ('test' in each ? [each.test] : [])),
    diagnostics: [...diagnostics, ...read.flatMap((each) => ('test' in each ? [] : [each.problem]))],
  };
}

function readTest(
  text: string,
  { value, range }: LocatedEvent,
): { readonly test: RuleTest } | { readonly problem: Diagnostic } {
  const bad = (message: string) => ({ problem: testDiagnostic('test_shape', range, message) });
  const event = own(value, 'event');
  if (event === undefined) return bad('A test has its event under `event`.');
  if (!isEventObject(event))
    return { problem: testDiagnostic('test_event', range, '`event` is no JSON object.') };
  const expectation = expectations.get(own(value, 'expect'));
  if (!expectation) return bad('`expect` says what the rule should do: `match`, `no-match`, or `known-gap`.');
  const place = locate(text, range, ['/event']).get('/event') ?? range;
  const name = own(value, 'name');
  const said = typeof name === 'string' && name.trim() !== '' ? { name: name.trim() } : {};
  return { test: { ...said, expectation, eventText: text.slice(place.start, place.end), range } };
}

function own(value: EventObject, key: string): EventValue | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** One test a line. All that a test says can be said. */
export function toNdjson(tests: readonly RuleTest[]): {
  readonly text: string;
  readonly notes: readonly string[];
} {
  const { singles, notes } = singleTests(tests);
  const lines = singles.map(({ name, expectation, event }) =>
    compactJson({ ...(name === undefined ? {} : { name }), expect: words[expectation], event }),
  );
  return { text: lines.map((line) => `${line}\n`).join(''), notes };
}
