// One rule as the catalogue keeps it: small, since there are thousands.
import { fold } from '../sigma/index.ts';
import type { DetectionRule, Logsource, RuleMetadata } from '../sigma/index.ts';
import { actionsOf } from './actions.ts';
import { indicatorsOf } from './indicators.ts';
import type { PlacedIndicator } from './indicators.ts';
import type { CatalogEntry } from './types.ts';

/** A rule that was read. */
export interface ReadRule {
  readonly entry: CatalogEntry;
  readonly text: string;
  readonly metadata: RuleMetadata;
  /** null for what is not evaluated. */
  readonly rule: DetectionRule | null;
}

export interface CatalogRecord {
  readonly entry: CatalogEntry;
  /** Same text, same rule. */
  readonly text: string;
  readonly id: string;
  /** Numbers of interned indicators, ascending. */
  readonly indicators: Uint32Array;
  /** Those of them that only leave events out. */
  readonly excluded: Uint32Array;
  readonly actions: readonly string[];
  /** Ids of rules that it says it is related to. */
  readonly declared: readonly string[];
  readonly condition: string;
  /** Key of its log source. */
  readonly logsource: string;
  /** Folded, as all that follows. */
  readonly product: string;
  readonly level: string;
  readonly status: string;
  readonly tactics: readonly string[];
  readonly title: string;
  readonly tags: readonly string[];
  readonly searched: string;
}

export interface RecordContext {
  readonly intern: (indicator: PlacedIndicator) => number;
  readonly tacticsOf: (tags: readonly string[]) => readonly string[];
}

export function createRecord(
  { entry, text, metadata, rule }: ReadRule,
  context: RecordContext,
): CatalogRecord {
  const indicators = rule ? indicatorsOf(rule) : [];
  const { category = '', product = '', service = '' } = entry.logsource;
  const searched = [
    entry.title,
    entry.id,
    ...entry.tags,
    category,
    product,
    service,
    ...new Set(indicators.map(({ field }) => field)),
    ...indicators.map(({ value }) => value),
  ].join('\n');
  return {
    entry,
    text,
    id: fold(entry.id),
    indicators: Uint32Array.from(indicators, context.intern).sort(),
    excluded: Uint32Array.from(
      indicators.filter(({ isExcluded }) => isExcluded),
      context.intern,
    ),
    actions: rule ? actionsOf(rule.logsource, indicators) : [],
    declared: metadata.related.map(({ id }) => fold(id.text)),
    condition: rule ? conditionOf(rule) : '',
    logsource: logsourceKey(entry.logsource),
    product: fold(product),
    level: fold(entry.level),
    status: fold(entry.status),
    tactics: context.tacticsOf(entry.tags),
    title: fold(entry.title),
    tags: entry.tags.map(fold),
    searched: fold(searched),
  };
}

/** Same key, same log source. */
export function logsourceKey({ product = '', category = '', service = '' }: Logsource): string {
  return [product, category, service].map(fold).join('\0');
}

/** White space apart, since it says nothing. */
export function conditionOf(rule: DetectionRule): string {
  return rule.detection.conditions.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join('\n');
}
