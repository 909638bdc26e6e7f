// What came of a run, in rows and sentences.
import type { CatalogEntry, RuleHits, RunReport } from '../../catalog/types.ts';
import type { Staleness } from '../../state/library-run.svelte.ts';
import { toShort } from '../visible.ts';
import { count, number } from '../words.ts';
import { levelRank } from './names.ts';

/** The worst first, then by title. */
export function sortHits(hits: readonly RuleHits[]): readonly RuleHits[] {
  return hits.toSorted((a, b) => byLevelThenTitle(a.entry, b.entry));
}

function byLevelThenTitle(a: CatalogEntry, b: CatalogEntry): number {
  return levelRank(a.level) - levelRank(b.level) || a.title.localeCompare(b.title, 'en');
}

/** `12 of 3,112 rules fire on 4 of 10 events`. */
export function toRunTitle({ hits, ruleCount, eventCount }: RunReport): string {
  const events = new Set(hits.flatMap((hit) => [...hit.events])).size;
  const rules = `${hits.length === 0 ? 'None' : number(hits.length)} of ${count(ruleCount, 'rule')}`;
  if (hits.length === 0) return `${rules} fires on ${count(eventCount, 'event')}`;
  const verb = hits.length === 1 ? 'fires' : 'fire';
  return `${rules} ${verb} on ${number(events)} of ${count(eventCount, 'event')}`;
}

/** What was left out, and why. */
export function toSkippedSentences({ skipped }: RunReport): readonly string[] {
  const { logsource, refused, notEvaluated } = skipped;
  return [
    logsource > 0 ? `${count(logsource, 'rule')} of other log sources left out` : '',
    notEvaluated > 0
      ? `${count(notEvaluated, 'correlation, filter or collection', 'correlations, filters and collections')} not evaluated`
      : '',
    refused > 0 ? `${count(refused, 'rule')} with errors` : '',
  ].filter((sentence) => sentence !== '');
}

export const staleWords: Readonly<Record<Staleness, string>> = {
  events: 'The events have changed since.',
  rules: 'The catalogue has changed since.',
  option: 'It ran with the switch the other way.',
};

export function toDuration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** `Event 3: DeleteTrail`; only the number where the label is not known. */
export function toEventName(index: number, labels: readonly string[]): string {
  const label = labels[index];
  return label ? `Event ${number(index + 1)}: ${toShort(label, 60)}` : `Event ${number(index + 1)}`;
}

/** The first few events of a hit: each can be opened. */
export function shownEvents(events: Uint32Array): readonly number[] {
  return [...events.subarray(0, 4)];
}
