// The filters beside the list of rules: what one may choose, and how many rules would be left.
import type { CatalogAnswer, CatalogQuery, Facet, RuleSource } from '../../catalog/types.ts';
import type { FilterName } from '../../state/library-search.svelte.ts';
import * as texts from '../../texts/en.ts';
import { toShort } from '../visible.ts';
import { levelRank, statusRank, tacticRank, toTacticName } from './names.ts';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly checked: boolean;
}

export interface FilterGroup {
  readonly name: FilterName;
  readonly title: string;
  readonly options: readonly FilterOption[];
}

type Order = (a: Facet, b: Facet) => number;

const byRank =
  (rank: (value: string) => number): Order =>
  (a, b) =>
    rank(a.value) - rank(b.value) || a.value.localeCompare(b.value);
const byCount: Order = (a, b) => b.count - a.count || a.value.localeCompare(b.value);

/** Groups in which there is nothing to choose are left out. */
export function toFilterGroups(
  { facets }: CatalogAnswer,
  query: CatalogQuery,
  sources: readonly RuleSource[],
): readonly FilterGroup[] {
  const group = (
    name: FilterName,
    title: string,
    values: readonly Facet[],
    order: Order,
    toLabel: (value: string) => string = (value) => value,
  ): FilterGroup => ({
    name,
    title,
    options: withChosen(values, query[name])
      .toSorted(order)
      .map(({ value, count }) => ({
        value,
        label: value === '' ? 'none' : toShort(toLabel(value), 40),
        count,
        checked: query[name].includes(value),
      })),
  });
  const bySource =
    sources.length > 1 ? sources.map(({ id, ruleCount: count }) => ({ value: id, count })) : [];
  const nameOf = (id: string) => sources.find((source) => source.id === id)?.name ?? id;
  return [
    group('levels', texts.catalogFilterLevel, facets.levels, byRank(levelRank)),
    group('products', texts.catalogFilterProduct, facets.products, byCount),
    group('tactics', texts.catalogFilterTactic, facets.tactics, byRank(tacticRank), toTacticName),
    group('statuses', texts.catalogFilterStatus, facets.statuses, byRank(statusRank)),
    group('sources', texts.catalogFilterSource, bySource, () => 0, nameOf),
  ].filter(({ options }) => options.length > 0);
}

/** What is chosen stays there to be given up, though no rule is left with it. */
function withChosen(values: readonly Facet[], chosen: readonly string[]): readonly Facet[] {
  const listed = new Set(values.map(({ value }) => value));
  return [...values, ...chosen.filter((value) => !listed.has(value)).map((value) => ({ value, count: 0 }))];
}
