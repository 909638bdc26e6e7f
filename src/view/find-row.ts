import type { Range } from '../sigma/index.ts';
import { covers } from './place.ts';
import type { Row } from './row.ts';
import { eachRow } from './tree.ts';

/** The row whose range covers the offset most narrowly; of equals the deepest. */
export function findRowAt(rows: readonly Row[], side: 'rule' | 'events', offset: number): Row | undefined {
  let best: Row | undefined;
  let narrowest = Infinity;
  for (const row of eachRow(rows)) {
    const ranges: readonly Range[] = side === 'rule' ? [row.ruleRange] : row.eventRanges;
    for (const range of ranges) {
      const width = range.end - range.start;
      if (covers(range, offset) && width <= narrowest) {
        best = row;
        narrowest = width;
      }
    }
  }
  return best;
}

/** The row of a detection item, by its range in the rule. */
export function findItemRow(rows: readonly Row[], range: Range): Row | undefined {
  for (const row of eachRow(rows)) {
    const { start, end } = row.ruleRange;
    if (row.kind === 'item' && start === range.start && end === range.end) return row;
  }
  return undefined;
}

/** The row of a detection item on a field: one that fails before one that does not. */
export function findFieldRow(rows: readonly Row[], field: string): Row | undefined {
  if (field === '') return undefined;
  let found: Row | undefined;
  for (const row of eachRow(rows)) {
    if (row.kind !== 'item' || row.field !== field) continue;
    if (row.verdict === 'miss') return row;
    found ??= row;
  }
  return found;
}
