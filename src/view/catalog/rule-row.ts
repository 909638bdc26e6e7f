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
  /** The name of its source; empty when all rules have the same. */
  readonly source: string;
  readonly notEvaluated: boolean;
}

const maxTags = 4;

export function toRuleRow(entry: CatalogEntry, sources: readonly RuleSource[]): RuleRow {
  const tags = toTagNames(entry.tags);
  const source = sources.length > 1 ? sources.find(({ id }) => id === entry.source) : undefined;
  return {
    key: entry.key,
    title: toShort(entry.title, 160),
    level: toShort(entry.level, 16),
    status: toShort(entry.status, 16),
    logsource: toShort(toLogsourceText(entry.logsource), 60),
    tags: tags.slice(0, maxTags),
    moreTags: Math.max(0, tags.length - maxTags),
    source: toShort(source?.name ?? '', 40),
    notEvaluated: entry.notEvaluated ?? false,
  };
}
