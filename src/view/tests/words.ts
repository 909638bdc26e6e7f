// The words of the grid.
import type { CellState, Expectation } from '../../sigma/index.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { eventWord } from '../words.ts';
import { expectations, outcomes, qualityOf, verdicts } from './outcome.ts';
import type { Outcome, Totals } from './outcome.ts';
import { rankOfState } from './rankings.ts';
import type { FactColumn } from './rankings.ts';

export const cellWord: Readonly<Record<CellState, string>> = {
  open: texts.testsNotKnownYet,
  match: texts.testsMatch,
  miss: texts.testsMiss,
  absent: texts.testsAbsent,
  unknown: texts.testsCannotDecide,
};

/** As the choice after “should”. */
export const expectationWord: Readonly<Record<Expectation, string>> = {
  fire: texts.testsFire,
  silent: texts.testsNot,
  gap: texts.testsGap,
};

export const expectationSentence: Readonly<Record<Expectation, string>> = {
  fire: texts.testsShouldFire,
  silent: texts.testsShouldNotFire,
  gap: texts.testsKnownGap,
};

export const outcomeWord: Readonly<Record<Outcome, string>> = {
  true_positive: texts.testsTruePositive,
  false_positive: texts.testsFalsePositive,
  true_negative: texts.testsTrueNegative,
  false_negative: texts.testsFalseNegative,
  known_gap: texts.testsKnownGap,
  gap_closed: texts.testsGapClosed,
  undecided: texts.testsUndecided,
  none: '',
};

/** A figure of the totals. */
export interface Figure {
  readonly outcome: Outcome;
  readonly short: string;
  readonly long: string;
  readonly count: number;
}

const figures: readonly (readonly [outcome: Outcome, short: string, long: string, always: boolean])[] = [
  ['true_positive', texts.testsTp, texts.testsTruePositivesAbout, true],
  ['false_positive', texts.testsFp, texts.testsFalsePositivesAbout, true],
  ['true_negative', texts.testsTn, texts.testsTrueNegativesAbout, true],
  ['false_negative', texts.testsFn, texts.testsFalseNegativesAbout, true],
  ['known_gap', texts.testsKnownGaps, texts.testsKnownGapsAbout, false],
  ['gap_closed', texts.testsGapsClosed, texts.testsGapsClosedAbout, false],
  ['undecided', texts.testsUndecided, texts.testsUndecidedAbout, false],
  ['none', texts.testsUnlabelled, texts.testsUnlabelledAbout, false],
];

export function toFigures(totals: Totals): Figure[] {
  return figures.flatMap(([outcome, short, long, always]) =>
    always || totals[outcome] > 0 ? [{ outcome, short, long, count: totals[outcome] }] : [],
  );
}

export interface Share {
  readonly name: string;
  readonly text: string;
  readonly title: string;
}

export function toShares(totals: Totals): Share[] {
  const { precision, recall } = qualityOf(totals);
  const { true_positive: hits, false_positive: wrong, false_negative: missed } = totals;
  return [
    {
      name: texts.testsPrecision,
      text: toPercent(precision),
      title:
        precision === null
          ? texts.testsPrecisionNone
          : fill(texts.testsPrecisionAbout, { hits, all: hits + wrong }),
    },
    {
      name: texts.testsRecall,
      text: toPercent(recall),
      title:
        recall === null ? texts.testsRecallNone : fill(texts.testsRecallAbout, { hits, all: hits + missed }),
    },
  ];
}

/** Never rounded to all or nothing. */
function toPercent(share: number | null): string {
  if (share === null) return '–';
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '> 99 %';
  return rounded === 0 && share > 0 ? '< 1 %' : `${rounded} %`;
}

/** What one may filter a column by: a rank of its ranking, and the word for it. */
export interface Choice {
  readonly rank: number;
  readonly word: string;
}

const cellChoices = (['match', 'miss', 'absent', 'unknown'] as const).map((state) => ({
  rank: rankOfState(state),
  word: cellWord[state],
}));
const factChoices: Readonly<Record<Exclude<FactColumn, 'number' | 'name'>, readonly Choice[]>> = {
  expectation: [...expectations.map((each) => expectationWord[each]), texts.testsNoLabel].map(toChoice),
  verdict: verdicts.map((verdict) => eventWord[verdict]).map(toChoice),
  outcome: outcomes.map((outcome) => outcomeWord[outcome] || texts.testsNoLabel).map(toChoice),
};

function toChoice(word: string, rank: number): Choice {
  return { rank, word };
}

export function choicesOf(column: string): readonly Choice[] {
  return Object.hasOwn(factChoices, column) ? factChoices[column as keyof typeof factChoices] : cellChoices;
}
