// What the other rules of the catalogue say against a rule.
import { finding, fixOf, runChecks } from '../lint/check.ts';
import type { Check, Finding } from '../lint/check.ts';
import { renameField } from '../lint/item-edits.ts';
import { codeSpan, fold } from '../sigma/index.ts';
import type { DetectionRule, Diagnostic, Search } from '../sigma/index.ts';
import { textKinds } from './catalog.ts';
import type { Catalog } from './catalog.ts';
import { indicatorsOf, keyOf } from './indicators.ts';
import type { PlacedIndicator } from './indicators.ts';
import { rareLimit, weightOf } from './rareness.ts';
import { logsourceKey } from './record.ts';
import type { Indicator } from './types.ts';

interface CatalogSubject {
  readonly catalog: Catalog;
  readonly rule: DetectionRule;
  /** Groups of the catalogue that are this rule. */
  readonly self: ReadonlySet<number>;
}

/** `id` is the rule's own: if it is of the catalogue, it does not count as another. */
export function lintAgainstCatalog(catalog: Catalog, rule: DetectionRule, id: string): Diagnostic[] {
  return runChecks(catalogChecks, { catalog, rule, self: catalog.selves(rule, fold(id)) });
}

/** Of what two rules look for, however they compare it, the part they have in common. */
const nearlySame = 0.6;
/** Less is found in many texts by chance. */
const leastLength = 4;

const kindWords: Readonly<Record<string, string>> = {
  eq: 'as a whole',
  contains: 'with `contains`',
  startswith: 'with `startswith`',
  endswith: 'with `endswith`',
};

/** Without regard to how it is compared. */
const lookOf = ({ field, value }: Indicator): string => `${field}\0${value}`;

/** A rule of more is a list. */
const mostIndicators = 500;

function disagreements({ catalog, rule, self }: CatalogSubject): Finding[] {
  const own = indicatorsOf(rule).filter(({ isExcluded }) => !isExcluded);
  if (own.length > mostIndicators) return [];
  const ownKeys = new Set(own.map(keyOf));
  const likenesses = new Map<number, Likeness>();
  const likenessOf = (group: number): Likeness => {
    const known = likenesses.get(group) ?? compare(catalog, rule, own, group);
    likenesses.set(group, known);
    return known;
  };
  return own
    .filter(
      ({ field, kind, value }) => field !== '' && textKinds.includes(kind) && value.length >= leastLength,
    )
    .flatMap((indicator): Finding[] => {
      const others = textKinds.flatMap((kind) => {
        const theirs = { ...indicator, kind };
        const groups = ownKeys.has(keyOf(theirs)) ? [] : catalog.groupsWith(theirs);
        return groups.length > rareLimit ? [] : groups.map((group) => ({ group, kind }));
      });
      const other = others.find(({ group }) => {
        if (self.has(group)) return false;
        const { isNearlySame, keys } = likenessOf(group);
        // Whoever compares it in both ways disagrees with nobody.
        return isNearlySame && !keys.has(keyOf(indicator));
      });
      if (!other) return [];
      const { title } = catalog.recordOf(other.group).entry;
      return [
        finding(
          indicator.range,
          `${codeSpan(title)} is nearly the same rule and compares this ${kindWords[other.kind]}, not ${kindWords[indicator.kind]}: one of the two misses what the other finds.`,
        ),
      ];
    });
}

interface Likeness {
  readonly isNearlySame: boolean;
  /** What the other rule looks for. */
  readonly keys: ReadonlySet<string>;
}

function compare(
  catalog: Catalog,
  rule: DetectionRule,
  own: readonly PlacedIndicator[],
  group: number,
): Likeness {
  const record = catalog.recordOf(group);
  const excluded = new Set(record.excluded);
  const theirs = [...record.indicators]
    .filter((number) => !excluded.has(number))
    .map((number) => catalog.indicator(number));
  const keys = new Set(theirs.map(keyOf));
  if (record.logsource !== logsourceKey(rule.logsource) || keys.size > mostIndicators)
    return { isNearlySame: false, keys };
  const weights = new Map<string, number>();
  for (const each of [...own, ...theirs]) {
    const weight = weightOf(catalog, catalog.groupsWith(each).length);
    weights.set(lookOf(each), Math.min(weight, weights.get(lookOf(each)) ?? Infinity));
  }
  const both = new Set(theirs.map(lookOf));
  const shared = new Set(own.map(lookOf).filter((look) => both.has(look)));
  const sum = (looks: Iterable<string>): number =>
    [...looks].reduce((total, look) => total + (weights.get(look) ?? 0), 0);
  return { isNearlySame: sum(shared) >= nearlySame * sum(weights.keys()), keys };
}

/** So many rules at least, and so many times as many as write it as this one does. */
const leastRules = 2;
const timesMore = 2;

function fieldCases({ catalog, rule, self }: CatalogSubject): Finding[] {
  const counts = catalog.fieldsOf(rule.logsource, self);
  const usual = new Map<string, string>();
  for (const [field, count] of counts) {
    const known = usual.get(fold(field));
    if (known === undefined || count > (counts.get(known) ?? 0)) usual.set(fold(field), field);
  }
  return itemsOf(rule).flatMap((item): Finding[] => {
    const { field, fieldRange } = item;
    const other = field === null ? undefined : usual.get(fold(field));
    if (field === null || other === undefined || other === field) return [];
    const count = counts.get(other) ?? 0;
    if (count < leastRules || count < timesMore * (counts.get(field) ?? 0)) return [];
    return [
      finding(
        fieldRange,
        `${count} other rules of this log source have ${codeSpan(other)}: names of fields heed case. Write it as they do, if the same is meant.`,
        [fixOf(`Change to ${codeSpan(other)}`, renameField(rule.text, { item }, other))],
      ),
    ];
  });
}

type Item = Extract<Search, { readonly type: 'item' }>;

function itemsOf(rule: DetectionRule): Item[] {
  const items = (search: Search): readonly Item[] =>
    search.type === 'item' ? [search] : 'children' in search ? search.children.flatMap(items) : [];
  return rule.detection.identifiers.flatMap(({ search }) => items(search));
}

export const catalogChecks: readonly Check<CatalogSubject>[] = [
  { code: 'related_rule_disagrees', find: disagreements },
  { code: 'field_case_of_others', find: fieldCases },
];
