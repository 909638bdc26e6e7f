// What came of a run, in rows and sentences.
import type { CatalogEntry, RuleHits, RunReport } from '../../catalog/types.ts';
import type { Staleness } from '../../state/library-run.svelte.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { plural } from '../../texts/plural.ts';
import { toShort } from '../visible.ts';
import { number } from '../words.ts';
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
  const values = {
    rules: plural(ruleCount, texts.countRuleOne, texts.countRuleMany),
    events: plural(eventCount, texts.countEventOne, texts.countEventMany),
    on: number(events),
  };
  return hits.length === 0
    ? fill(texts.catalogRunTitleNone, values)
    : plural(hits.length, texts.catalogRunTitleOne, texts.catalogRunTitleMany, values);
}

/** What was left out, and why. */
export function toSkippedSentences({ skipped }: RunReport): readonly string[] {
  const { logsource, refused, notEvaluated } = skipped;
  return [
    logsource > 0
      ? fill(texts.catalogRunOtherLogsources, {
          rules: plural(logsource, texts.countRuleOne, texts.countRuleMany),
        })
      : '',
    notEvaluated > 0
      ? plural(notEvaluated, texts.catalogRunNotEvaluatedOne, texts.catalogRunNotEvaluatedMany)
      : '',
    refused > 0
      ? fill(texts.catalogRunWithErrors, {
          rules: plural(refused, texts.countRuleOne, texts.countRuleMany),
        })
      : '',
  ].filter((sentence) => sentence !== '');
}

export const staleWords: Readonly<Record<Staleness, string>> = {
  events: texts.catalogRunStaleEvents,
  rules: texts.catalogRunStaleRules,
  option: texts.catalogRunStaleOption,
};

export function toDuration(ms: number): string {
  return ms < 1000
    ? fill(texts.catalogRunMs, { ms: Math.max(1, Math.round(ms)) })
    : fill(texts.catalogRunSeconds, { s: (ms / 1000).toFixed(1) });
}

/** `Event 3: DeleteTrail`; only the number where the label is not known. */
export function toEventName(index: number, labels: readonly string[]): string {
  const label = labels[index];
  const event = number(index + 1);
  return label
    ? fill(texts.catalogRunEventLabel, { event, label: toShort(label, 60) })
    : fill(texts.catalogRunEvent, { event });
}

/** The first few events of a hit: each can be opened. */
export function shownEvents(events: Uint32Array): readonly number[] {
  return [...events.subarray(0, 4)];
}
