import type { CoverageRow, CoverageState } from '../../coverage/types.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

interface StateWords {
  readonly word: string;
  readonly icon: 'match' | 'miss' | 'unknown';
  /** A verdict's colours. */
  readonly tone: 'match' | 'miss' | 'unknown' | 'idle';
}

export const coverageWords: Readonly<Record<CoverageState, StateWords>> = {
  fires: { word: texts.pageCoverageFires, icon: 'match', tone: 'match' },
  may_fire: { word: texts.pageCoverageMayFire, icon: 'match', tone: 'match' },
  needs_data_events: { word: texts.pageCoverageNeedsData, icon: 'unknown', tone: 'unknown' },
  cannot: { word: texts.pageCoverageCannot, icon: 'miss', tone: 'miss' },
  unknown_operation: { word: texts.pageCoverageUnknown, icon: 'unknown', tone: 'unknown' },
};

/** `1 of 3 may fire`, for the heading. */
export function toCoverageTally(rows: readonly CoverageRow[]): string {
  const able = rows.filter(({ state }) => state !== 'cannot' && state !== 'unknown_operation').length;
  return rows.length === 0 ? '' : fill(texts.pageCoverageTally, { able, rows: rows.length });
}
