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
