import type { HistoryEntry } from '../../src/share/history-entry.ts';

/** An entry of which only what matters is given. */
export function entry(given: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 'one',
    kind: 'edit',
    name: '',
    begunAt: 1000,
    at: 1000,
    stretch: 'tab 0',
    title: 'Rule',
    verdict: { tone: 'match', text: 'Fires' },
    change: null,
    size: 10,
    ...given,
  };
}
