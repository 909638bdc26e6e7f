// One rule of the catalogue as a list shows it.
import type { CatalogEntry, RuleSource } from '../../catalog/types.ts';
import { toShort } from '../visible.ts';
import { toLogsourceText, toTagNames } from './names.ts';

export interface RuleRow {
  readonly key: string;
  readonly title: string;
  /** Empty when the rule has none. */
  readonly level: string;
  readonly status: string;
  readonly logsource: string;
  readonly tags: readonly string[];
  /** So many tags are left out. */
  readonly moreTags: number;
  /** The names of the sources that have it; empty when all rules have the same. */
  readonly source: string;
  readonly notEvaluated: boolean;
}

const maxTags = 4;

export function toRuleRow(entry: CatalogEntry, sources: readonly RuleSource[]): RuleRow {
  const tags = toTagNames(entry.tags);
  const held = [entry.source, ...(entry.alsoIn ?? [])];
  const names =
    sources.length > 1 ? sources.filter(({ id }) => held.includes(id)).map(({ name }) => name) : [];
  return {
    key: entry.key,
    title: toShort(entry.title, 160),
    level: toShort(entry.level, 16),
    status: toShort(entry.status, 16),
    logsource: toShort(toLogsourceText(entry.logsource), 60),
    tags: tags.slice(0, maxTags),
    moreTags: Math.max(0, tags.length - maxTags),
    source: toShort(names.join(', '), 60),
    notEvaluated: entry.notEvaluated ?? false,
  };
}
