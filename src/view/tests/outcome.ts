// What a verdict is worth beside what was expected of it.
import type { EventMark } from '../../intake/event-marks.ts';
import type { Expectation, Verdict } from '../../sigma/index.ts';

/** In the order in which they are sorted: what wants to be looked at first. */
export const outcomes = [
  'false_positive',
  'false_negative',
  'gap_closed',
  'undecided',
  'known_gap',
  'true_positive',
  'true_negative',
  'none',
] as const;
export type Outcome = (typeof outcomes)[number];

export const expectations = ['fire', 'silent', 'gap'] as const satisfies readonly Expectation[];
/** The byte of an event without an expectation. */
export const noExpectation = expectations.length;

export const verdicts = ['match', 'miss', 'unknown'] as const satisfies readonly Verdict[];

export function outcomeOf(expectation: Expectation | undefined, verdict: Verdict | undefined): Outcome {
  if (expectation === undefined || verdict === undefined) return 'none';
  if (verdict === 'unknown') return 'undecided';
  const fires = verdict === 'match';
  switch (expectation) {
    case 'fire':
      return fires ? 'true_positive' : 'false_negative';
    case 'silent':
      return fires ? 'false_positive' : 'true_negative';
    case 'gap':
      return fires ? 'gap_closed' : 'known_gap';
  }
}

/** What is known of each event without its predicates, as bytes. */
export interface Facts {
  readonly count: number;
  readonly verdict: Uint8Array;
  readonly expectation: Uint8Array;
  readonly outcome: Uint8Array;
}

/** Outcomes as bytes, by expectation and verdict: there may be very many events. */
const outcomeBytes = [...expectations, undefined].map((expected) =>
  verdicts.map((verdict) => outcomes.indexOf(outcomeOf(expected, verdict))),
);

export function toFacts(verdictList: readonly Verdict[], marks: readonly (EventMark | null)[]): Facts {
  const count = verdictList.length;
  const verdict = new Uint8Array(count);
  const expectation = new Uint8Array(count);
  const outcome = new Uint8Array(count);
  for (let event = 0; event < count; event++) {
    const expected = marks[event]?.expectation;
    const said = verdictList[event];
    const verdictByte = said === 'match' ? 0 : said === 'miss' ? 1 : 2;
    const expectedByte = expected ? expectations.indexOf(expected) : noExpectation;
    verdict[event] = verdictByte;
    expectation[event] = expectedByte;
    outcome[event] = outcomeBytes[expectedByte]?.[verdictByte] ?? 0;
  }
  return { count, verdict, expectation, outcome };
}

export type Totals = Readonly<Record<Outcome, number>>;

export function countOutcomes({ outcome }: Facts): Totals {
  const counts = outcomes.map(() => 0);
  for (const byte of outcome) counts[byte] = (counts[byte] ?? 0) + 1;
  return Object.fromEntries(outcomes.map((name, byte) => [name, counts[byte] ?? 0])) as Record<
    Outcome,
    number
  >;
}

export function isWrong(outcome: Outcome | undefined): boolean {
  return outcome === 'false_positive' || outcome === 'false_negative';
}

/** A share of labelled events; null where there is nothing to divide. Known gaps count for neither. */
export interface Quality {
  readonly precision: number | null;
  readonly recall: number | null;
}

export function qualityOf(totals: Totals): Quality {
  const share = (good: number, bad: number) => (good + bad === 0 ? null : good / (good + bad));
  return {
    precision: share(totals.true_positive, totals.false_positive),
    recall: share(totals.true_positive, totals.false_negative),
  };
}
