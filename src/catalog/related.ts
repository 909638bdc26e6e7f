// Rules that have to do with a rule: the same action, rare indicators in common, nearly the same, or declared so.
import { fold } from '../sigma/index.ts';
import type { DetectionRule, RuleMetadata } from '../sigma/index.ts';
import { actionsOf } from './actions.ts';
import type { Catalog } from './catalog.ts';
import { indicatorsOf, keyOf } from './indicators.ts';
import type { PlacedIndicator } from './indicators.ts';
import { rareLimit, weightOf } from './rareness.ts';
import type { CatalogRecord } from './record.ts';
import { compareTitles } from './search.ts';
import type { Indicator, RelatedRule, Relation } from './types.ts';

/** Of the weight of all that two rules look for, the part they have in common. */
const duplicateShare = 0.6;
/** So many of all rules. */
const rareShare = 0.01;
/** How much of its weight counts of what two rules share but do not both look for. */
const faint = 0.25;
const maxShown = 5;

export function relatedTo(
  catalog: Catalog,
  rule: DetectionRule,
  metadata: Pick<RuleMetadata, 'id' | 'related'>,
  limit: number,
): RelatedRule[] {
  const id = fold(metadata.id?.text ?? '');
  const self = catalog.selves(rule, id);
  const own = indicatorsOf(rule).map((indicator) => {
    const number = catalog.numberOf(indicator);
    const groups = catalog.groupsOf(number);
    const weight = weightOf(catalog, groups.length);
    return { indicator, number, groups, weight, tells: tells(indicator) };
  });
  const ownWeight = own.reduce(
    (sum, { indicator, weight }) => sum + (indicator.isExcluded ? weight * faint : weight),
    0,
  );

  // Of a large catalogue more rules are few.
  const rare = Math.max(rareLimit, catalog.size * rareShare);
  const shared = new Map<number, Shared>();
  for (const { indicator, number, groups, weight, tells } of own)
    for (const group of groups) {
      const sum = shared.get(group) ?? { count: 0, weight: 0, score: 0, isRare: false };
      const isExcluded = indicator.isExcluded || catalog.recordOf(group).excluded.includes(number);
      const says = tells && !isExcluded;
      sum.count++;
      sum.weight += isExcluded ? weight * faint : weight;
      sum.score += says ? weight : weight * faint;
      sum.isRare ||= says && groups.length <= rare;
      shared.set(group, sum);
    }

  const sameAction = new Set(
    actionsOf(
      rule.logsource,
      own.map(({ indicator }) => indicator),
    ).flatMap((action) => catalog.groupsOfAction(action)),
  );
  const declared = new Set(id === '' ? [] : catalog.groupsDeclaring(id));
  for (const { id: other } of metadata.related) {
    const group = catalog.groupOfId(other.text);
    if (group !== undefined) declared.add(group);
  }

  const found = [...new Set([...shared.keys(), ...sameAction, ...declared])].flatMap((group) => {
    if (self.has(group)) return [];
    const record = catalog.recordOf(group);
    const { count = 0, weight = 0, score = 0, isRare = false } = shared.get(group) ?? {};
    const theirWeight = weightOfAll(catalog, record);
    const share = weight === 0 ? 0 : weight / (ownWeight + theirWeight - weight);
    const relations: Relation[] = [];
    if (sameAction.has(group)) relations.push('same_action');
    if (isRare) relations.push('shared_indicators');
    if (share >= duplicateShare) relations.push('near_duplicate');
    if (declared.has(group)) relations.push('declared');
    // What an author says is as telling as what nobody else looks for.
    const said = declared.has(group) ? weightOf(catalog, 1) : 0;
    return relations.length > 0 ? [{ relations, record, score: score + said, share, count }] : [];
  });
  found.sort(
    (a, b) =>
      Number(b.share >= duplicateShare) - Number(a.share >= duplicateShare) ||
      b.score - a.score ||
      b.share - a.share ||
      compareTitles(a.record, b.record),
  );

  const rarestFirst = own.toSorted((a, b) => b.weight - a.weight).map(({ indicator }) => indicator);
  return found.slice(0, limit).map(({ relations, record, score, count }): RelatedRule => {
    const theirs = Array.from(record.indicators, (number) => catalog.indicator(number));
    const isDuplicate = relations.includes('near_duplicate');
    return {
      entry: record.entry,
      relations,
      shared: common(rarestFirst, theirs, true),
      sharedCount: count,
      onlyHere: isDuplicate ? common(rarestFirst, theirs, false) : [],
      onlyThere: isDuplicate ? common(theirs, rarestFirst, false) : [],
      score,
    };
  });
}

interface Shared {
  count: number;
  weight: number;
  score: number;
  isRare: boolean;
}

/** Not what is only left out, and not presence or absence, which says nothing without its field. */
function tells({ kind, value, isExcluded }: PlacedIndicator): boolean {
  return !isExcluded && value !== '' && !['any', 'exists'].includes(kind);
}

function weightOfAll(catalog: Catalog, { indicators, excluded }: CatalogRecord): number {
  const weightOfNumber = (number: number) => weightOf(catalog, catalog.groupsOf(number).length);
  let weight = 0;
  for (const number of indicators) weight += weightOfNumber(number);
  for (const number of excluded) weight -= weightOfNumber(number) * (1 - faint);
  return weight;
}

/** Those that the others have, or have not; at most a few. */
function common(these: readonly Indicator[], others: readonly Indicator[], wanted: boolean): Indicator[] {
  const keys = new Set(others.map(keyOf));
  return these
    .filter((indicator) => keys.has(keyOf(indicator)) === wanted)
    .slice(0, maxShown)
    .map(({ field, kind, value }) => ({ field, kind, value }));
}
