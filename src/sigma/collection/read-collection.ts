// The documents of a text → what they are together: merged, filtered, referred to.
import { readRules } from '../rule/read-rules.ts';
import type { ReadRules } from '../rule/read-rules.ts';
import type { DetectionRule, Rule } from '../rule/rule.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { applyFilters, findRules, giveScopes, identityOf } from './apply-filters.ts';
import type { Applied, ScopedFilter } from './apply-filters.ts';
import type { CollectedDocument, Collection } from './collection.ts';
import { fixAggregations } from './fix-aggregations.ts';
import { lintFilter } from './lint-filter.ts';
import { mergeActions } from './merge-actions.ts';
import { printEffective } from './print-effective.ts';
import { readFilter } from './read-filter.ts';

/** `read`: what `readRules` gave. Never throws: what is wrong stands in the diagnostics. */
export function readCollection(read: ReadRules | string): Collection {
  const readHere = typeof read === 'string' ? readRules(read) : read;
  const merged = mergeActions(readHere.rules);
  const identities = merged.map(({ rule }) => identityOf(rule));
  const names = new Set(identities.flatMap(({ id, name }) => [id, name]));
  const rules = merged.map(({ rule }): Rule => {
    const diagnostics = fixAggregations(rule, rule.diagnostics, names);
    return { ...rule, diagnostics };
  });
  const filters = rules.map((rule) => (rule.type === 'filter' ? readFilter(rule) : null));
  const scopes = giveScopes(filters.filter((filter) => filter !== null));
  const scopeOf = new Map(scopes.map((scoped) => [scoped.filter, scoped]));
  const applied = filters.map((filter): Applied | null => filter && findRules(filter, rules, identities));
  const documents = rules.map((rule, i): CollectedDocument => {
    const identity = identities[i] ?? { id: '', name: '' };
    const filter = filters[i] ?? null;
    const base = { rule, ...identity, filter, related: [], filters: [], effective: null, isChanged: false };
    if (filter)
      return { ...base, effective: asRule(filter), related: applied[i]?.rules ?? [], isChanged: false };
    if (rule.type !== 'detection') return base;
    const related = applied.flatMap((each, at) => (each?.rules.includes(i) ? [at] : []));
    const own = related.flatMap((at): ScopedFilter[] => {
      const found = filters[at] && scopeOf.get(filters[at]);
      return found ? [found] : [];
    });
    const isChanged = (merged[i]?.isMerged ?? false) || own.length > 0;
    return { ...base, effective: applyFilters(rule, own), related, filters: own, isChanged };
  });
  const diagnostics = documents.flatMap(({ rule, filter }, i) =>
    filter
      ? [...filter.diagnostics, ...(applied[i]?.diagnostics ?? []), ...lintFilter(filter)]
      : rule.diagnostics,
  );
  const all = readHere.rules.length === 0 ? readHere.diagnostics : diagnostics;
  return { documents, diagnostics: withoutRepeats(all) };
}

/** What the filter keeps, as a rule: by its condition alone. */
function asRule({ rule, logsource, detection, diagnostics }: NonNullable<CollectedDocument['filter']>) {
  return { ...rule, type: 'detection', logsource, detection, diagnostics } satisfies DetectionRule;
}

/** The rule as it is evaluated, as one text; null where that is its own. */
export function effectiveText({ rule, effective, filters, isChanged }: CollectedDocument): string | null {
  return isChanged && rule.type === 'detection' && effective ? printEffective(effective, filters) : null;
}

/** A document that is merged into several, or a filter of several rules, is wrong once. In the order of the text. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  const isNew = ({ code, range, message }: Diagnostic): boolean => {
    const key = `${code} ${range.start} ${range.end} ${message}`;
    return !seen.has(key) && Boolean(seen.add(key));
  };
  return diagnostics.filter(isNew).sort((a, b) => a.range.start - b.range.start);
}
