// Rules that have to do with a rule: the same action, rare indicators in common, nearly the same, or declared so.
import { fold } from '../sigma/index.ts';
import type { DetectionRule, RuleMetadata } from '../sigma/index.ts';
import { actionsOf } from './actions.ts';
import type { Catalog } from './catalog.ts';
import { indicatorsOf, keyOf } from './indicators.ts';
import { rareLimit, weightOf } from './rareness.ts';
import { compareTitles } from './search.ts';
import type { Indicator, RelatedRule, Relation } from './types.ts';

/** Of the weight of all that two rules look for, the part they have in common. */
const duplicateShare = 0.6;
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
    const groups = catalog.groupsWith(indicator);
    return { indicator, groups, weight: weightOf(catalog, groups.length) };
  });
  const ownWeight = own.reduce((sum, { weight }) => sum + weight, 0);

  const shared = new Map<number, { count: number; weight: number; rare: boolean }>();
  for (const { groups, weight } of own)
    for (const group of groups) {
      const sum = shared.get(group) ?? { count: 0, weight: 0, rare: false };
      sum.count++;
      sum.weight += weight;
      sum.rare ||= groups.length <= rareLimit;
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
    const sum = shared.get(group);
    const relations: Relation[] = [];
    if (sameAction.has(group)) relations.push('same_action');
    if (sum?.rare) relations.push('shared_indicators');
    if (sum && isNearDuplicate(catalog, group, sum.weight, ownWeight)) relations.push('near_duplicate');
    if (declared.has(group)) relations.push('declared');
    return relations.length > 0
      ? [
          {
            group,
            relations,
            record: catalog.recordOf(group),
            score: sum?.weight ?? 0,
            count: sum?.count ?? 0,
          },
        ]
      : [];
  });
  found.sort((a, b) => b.score - a.score || compareTitles(a.record, b.record));

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

function isNearDuplicate(catalog: Catalog, group: number, sharedWeight: number, ownWeight: number): boolean {
  // Whatever the other has beside, it cannot make the share greater.
  if (sharedWeight < duplicateShare * ownWeight || sharedWeight === 0) return false;
  let weight = 0;
  for (const number of catalog.recordOf(group).indicators)
    weight += weightOf(catalog, catalog.groupsOf(number).length);
  return sharedWeight >= duplicateShare * (ownWeight + weight - sharedWeight);
}

/** Those that the others have, or have not; at most a few. */
function common(these: readonly Indicator[], others: readonly Indicator[], wanted: boolean): Indicator[] {
  const keys = new Set(others.map(keyOf));
  return these
    .filter((indicator) => keys.has(keyOf(indicator)) === wanted)
    .slice(0, maxShown)
    .map(({ field, kind, value }) => ({ field, kind, value }));
}
