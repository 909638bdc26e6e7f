// Which states of the work are worth an entry of their own, and which entries give way.
import type { EntryVerdict, HistoryEntry } from '../share/history-entry.ts';

/** What was not named is forgotten beyond so many. */
export const maxUnnamed = 30;
export const maxSaved = 100;
/** Of all entries, in UTF-16 units. */
export const maxTotal = 24_000_000;
/** Edits of one stretch become one entry for so long. */
const togetherMs = 120_000;
/** A change of more lines is a step of its own: what it took away shall come back alone. */
const maxTogether = 12;

export interface NextState {
  readonly at: number;
  readonly stretch: string;
  readonly verdict: EntryVerdict;
  /** Lines that differ from the newest entry's. */
  readonly changed: number;
  /** A text that was there is empty now. */
  readonly emptied: boolean;
}

/** Whether the newest entry becomes the next state, or the next state is one more. */
export function joins(newest: HistoryEntry, next: NextState): boolean {
  if (newest.kind !== 'edit' || newest.stretch !== next.stretch) return false;
  const elapsed = next.at - newest.begunAt;
  if (elapsed < 0 || elapsed > togetherMs || next.emptied || next.changed > maxTogether) return false;
  // What was broken was on its way; what has another verdict is a step.
  return newest.verdict.tone === 'error' || newest.verdict.text === next.verdict.text;
}

/** The entries that must go, of those given newest first: unnamed ones, the oldest first. */
export function overflow(entries: readonly HistoryEntry[], total = maxTotal): readonly string[] {
  const gone: string[] = [];
  let unnamed = 0;
  let size = entries.reduce((sum, entry) => sum + (entry.kind === 'saved' ? entry.size : 0), 0);
  for (const { id, kind, size: own } of entries) {
    if (kind === 'saved') continue;
    unnamed++;
    size += own;
    if (unnamed > maxUnnamed || (size > total && unnamed > 1)) {
      gone.push(id);
      size -= own;
    }
  }
  return gone;
}
