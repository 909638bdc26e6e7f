// The words of the grid.
import type { CellState, Expectation } from '../../sigma/index.ts';
import { eventWord } from '../words.ts';
import { expectations, outcomes, qualityOf, verdicts } from './outcome.ts';
import type { Outcome, Totals } from './outcome.ts';
import { rankOfState } from './rankings.ts';
import type { FactColumn } from './rankings.ts';

export const cellWord: Readonly<Record<CellState, string>> = {
  open: 'not known yet',
  match: 'match',
  miss: 'miss',
  absent: 'absent',
  unknown: 'cannot decide',
};

/** As the choice after “should”. */
export const expectationWord: Readonly<Record<Expectation, string>> = {
  fire: 'fire',
  silent: 'not',
  gap: 'gap',
};

export const expectationSentence: Readonly<Record<Expectation, string>> = {
  fire: 'should fire',
  silent: 'should not fire',
  gap: 'known gap',
};

export const outcomeWord: Readonly<Record<Outcome, string>> = {
  true_positive: 'true positive',
  false_positive: 'false positive',
  true_negative: 'true negative',
  false_negative: 'false negative',
  known_gap: 'known gap',
  gap_closed: 'gap closed',
  undecided: 'undecided',
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
  ['true_positive', 'TP', 'true positives: should fire, and fire', true],
  ['false_positive', 'FP', 'false positives: should not fire, and do', true],
  ['true_negative', 'TN', 'true negatives: should not fire, and do not', true],
  ['false_negative', 'FN', 'false negatives: should fire, and do not', true],
  ['known_gap', 'known gaps', 'known gaps: the rule does not see them, and that is known', false],
  ['gap_closed', 'gaps closed', 'known gaps that fire now: label them anew', false],
  ['undecided', 'undecided', 'labelled, but the rule cannot be decided', false],
  ['none', 'unlabelled', 'events without a label', false],
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
      name: 'precision',
      text: toPercent(precision),
      title:
        precision === null
          ? 'Precision: no labelled event fires, so there is nothing to divide.'
          : `Precision: ${hits} of ${hits + wrong} labelled events that fire should.`,
    },
    {
      name: 'recall',
      text: toPercent(recall),
      title:
        recall === null
          ? 'Recall: no event is labelled as one that should fire.'
          : `Recall: ${hits} of ${hits + missed} events that should fire do. Known gaps are not counted.`,
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
  expectation: [...expectations.map((each) => expectationWord[each]), 'no label'].map(toChoice),
  verdict: verdicts.map((verdict) => eventWord[verdict]).map(toChoice),
  outcome: outcomes.map((outcome) => outcomeWord[outcome] || 'no label').map(toChoice),
};

function toChoice(word: string, rank: number): Choice {
  return { rank, word };
}

export function choicesOf(column: string): readonly Choice[] {
  return Object.hasOwn(factChoices, column) ? factChoices[column as keyof typeof factChoices] : cellChoices;
}
