// The ATT&CK matrix as it is drawn.
import type { Matrix, MatrixCell } from '../../catalog/types.ts';

export type Heat = 0 | 1 | 2 | 3 | 4;

/** Four steps by the logarithm: a few techniques have most of the rules. */
export function toHeat(rules: number, most: number): Heat {
  if (rules <= 0) return 0;
  const share = Math.log(rules + 1) / Math.log(Math.max(most, 1) + 1);
  return Math.max(1, Math.min(4, Math.ceil(share * 4))) as Heat;
}

/** The highest count of a technique, sub-techniques included. */
export function mostRules({ columns }: Matrix): number {
  return columns.reduce(
    (most, { techniques }) => techniques.reduce((max, { rules }) => Math.max(max, rules), most),
    0,
  );
}

/** Without the cells that no rule is in, unless they are asked for. */
export function shownCells(cells: readonly MatrixCell[], withGaps: boolean): readonly MatrixCell[] {
  return withGaps ? cells : cells.filter(({ rules }) => rules > 0);
}

/** How many techniques there are, sub-techniques left out, and how many of them have rules. */
export function countTechniques({ columns }: Matrix): { readonly covered: number; readonly all: number } {
  const rules = new Map<string, number>();
  for (const { techniques } of columns)
    for (const cell of techniques) rules.set(cell.id, (rules.get(cell.id) ?? 0) + cell.rules);
  return { covered: [...rules.values()].filter((each) => each > 0).length, all: rules.size };
}
