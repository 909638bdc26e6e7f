// What lights up in the two editors.
import type { Range, Verdict } from '../sigma/index.ts';
import { sameRange } from './place.ts';
import type { Row } from './row.ts';
import { eachRow } from './tree.ts';
import { predicateWord } from './words.ts';

export interface Mark {
  readonly range: Range;
  readonly kind: Verdict | 'hover' | 'selected';
  /** Also a sign in the margin. */
  readonly margin?: boolean;
  readonly title?: string;
}

export interface Marks {
  readonly rule: readonly Mark[];
  readonly events: readonly Mark[];
}

const maxMarks = 1500;

export const noMarks: Marks = { rule: [], events: [] };

/** `hovered` and `selected` are rows of the tree, or undefined. */
export function toMarks(rows: readonly Row[], hovered?: Row, selected?: Row): Marks {
  const rule: Mark[] = [];
  const events: Mark[] = [];
  const asked: Row[] = [];
  for (const row of eachRow(rows)) {
    if (row.reason === undefined || row.kind === 'stage') continue;
    const title = `${predicateWord[row.verdict]}: ${row.sentence}`;
    const mark: Mark = { range: row.ruleRange, kind: row.verdict, margin: true, title };
    const at = rule.findIndex(({ range }) => sameRange(range, mark.range));
    if (at >= 0 && weight(row) > weight(asked[at] as Row)) [rule[at], asked[at]] = [mark, row];
    else if (at < 0 && rule.length < maxMarks) asked[rule.push(mark) - 1] = row;
    if (row.quiet && row.verdict === 'miss') continue;
    for (const range of row.eventRanges) {
      if (events.length < maxMarks) addOnce(events, { range, kind: row.verdict, title });
    }
  }
  for (const [row, kind] of [
    [selected, 'selected'],
    [hovered, 'hover'],
  ] as const) {
    if (!row) continue;
    rule.push({ range: row.ruleRange, kind });
    for (const range of row.eventRanges.slice(0, maxMarks)) events.push({ range, kind });
  }
  return { rule, events };
}

/** Ranges that are pointed at, from elsewhere than the tree. */
export function toPointed({ rule, events }: Readonly<Record<keyof Marks, readonly Range[]>>): Marks {
  const as = (kind: Mark['kind']) => (range: Range) => ({ range, kind });
  return { rule: rule.map(as('selected')), events: events.map(as('hover')) };
}

/** One predicate may be asked of several elements of an array: those that decide say more, and of them a miss. */
function weight({ quiet, verdict }: Row): number {
  return quiet ? 0 : verdict === 'match' ? 1 : 2;
}

/** Several predicates may speak of one value: a match says more than a miss. */
function addOnce(marks: Mark[], mark: Mark): void {
  const at = marks.findIndex((other) => sameRange(other.range, mark.range));
  if (at === -1) marks.push(mark);
  else if (mark.kind === 'match' && marks[at]?.kind !== 'match') marks[at] = mark;
}
