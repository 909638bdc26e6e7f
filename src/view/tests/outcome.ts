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

const outcomeByte = new Map(outcomes.map((outcome, byte) => [outcome, byte]));

export function toFacts(verdictList: readonly Verdict[], marks: readonly (EventMark | null)[]): Facts {
  const count = verdictList.length;
  const facts = {
    count,
    verdict: new Uint8Array(count),
    expectation: new Uint8Array(count),
    outcome: new Uint8Array(count),
  };
  verdictList.forEach((verdict, event) => {
    const expected = marks[event]?.expectation;
    facts.verdict[event] = verdicts.indexOf(verdict);
    facts.expectation[event] = expected ? expectations.indexOf(expected) : noExpectation;
    facts.outcome[event] = outcomeByte.get(outcomeOf(expected, verdict)) ?? 0;
  });
  return facts;
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
