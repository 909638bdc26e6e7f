import type { CoverageRow, CoverageState } from '../../coverage/types.ts';

interface StateWords {
  readonly word: string;
  readonly icon: 'match' | 'miss' | 'unknown';
  /** A verdict's colours. */
  readonly tone: 'match' | 'miss' | 'unknown' | 'idle';
}

export const coverageWords: Readonly<Record<CoverageState, StateWords>> = {
  fires: { word: 'fires', icon: 'match', tone: 'match' },
  may_fire: { word: 'may fire', icon: 'match', tone: 'match' },
  needs_data_events: { word: 'needs data events', icon: 'unknown', tone: 'unknown' },
  cannot: { word: 'cannot', icon: 'miss', tone: 'miss' },
  unknown_operation: { word: 'unknown operation', icon: 'unknown', tone: 'unknown' },
};

/** `1 of 3 may fire`, for the heading. */
export function toCoverageTally(rows: readonly CoverageRow[]): string {
  const able = rows.filter(({ state }) => state !== 'cannot' && state !== 'unknown_operation').length;
  return rows.length === 0 ? '' : `${able} of ${rows.length} can fire`;
}
