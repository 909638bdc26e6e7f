// What an event must have for a rule to fire: alternatives, each a list of items to be met.
import { matchItem, namesSelected, needOf } from '../sigma/index.ts';
import type {
  CompiledItem,
  CompiledRule,
  CompiledSearch,
  CompiledValue,
  ConditionNode,
} from '../sigma/index.ts';

export interface Wish {
  readonly item: CompiledItem;
  /** What the item is to say. */
  readonly verdict: 'match' | 'miss';
  /** The values to be met; empty: any value of which the item says so. */
  readonly values: readonly CompiledValue[];
  /** The item says so of an event without its field too: it only limits what others wish of the field. */
  readonly optional: boolean;
}

export type Alternative = readonly Wish[];

/** Alternatives kept at each node: rules with many lists have millions. */
const maxAlternatives = 48;
/** Values tried of one item. */
const maxValues = 6;

export function alternativesOf(rule: CompiledRule): readonly Alternative[] {
  const names = [...rule.searches.keys()];
  const searchNamed = (name: string, wanted: boolean): readonly Alternative[] => {
    const search = rule.searches.get(name);
    return search ? ofSearch(search, wanted) : [];
  };
  const walk = (node: ConditionNode, wanted: boolean): readonly Alternative[] => {
    switch (node.type) {
      case 'and':
      case 'or': {
        const children = node.children.map((child) => walk(child, wanted));
        return (node.type === 'and') === wanted ? product(children) : union(children);
      }
      case 'not':
        return walk(node.child, !wanted);
      case 'identifier':
        return searchNamed(node.name, wanted);
      case 'broken':
        return [];
      case 'quantified': {
        const selected = namesSelected(node.pattern, names);
        const children = selected.map((name) => searchNamed(name, wanted));
        const need = needOf(node.quantifier, selected.length);
        // To miss, so many must miss that too few are left.
        return atLeast(wanted ? need : selected.length - need + 1, children);
      }
    }
  };
  return union(rule.conditions.map(({ root }) => walk(root, true)));
}

function ofSearch(search: CompiledSearch, wanted: boolean): readonly Alternative[] {
  if (search.type === 'broken') return [];
  if (search.type === 'item') return ofItem(search, wanted);
  const children = search.children.map((child) => ofSearch(child, wanted));
  return (search.type === 'all_of') === wanted ? product(children) : union(children);
}

function ofItem(item: CompiledItem, wanted: boolean): readonly Alternative[] {
  const verdict = wanted ? 'match' : 'miss';
  const wish = (values: readonly CompiledValue[], optional = false): readonly Wish[] => [
    { item, verdict, values, optional },
  ];
  // Nothing is the easiest way, where it will do.
  if (matchItem(item, {}) === verdict) return [wish([], true)];
  if (item.negated === wanted) return [wish([])];
  if (item.join === 'all') return [wish(item.values)];
  return item.values.slice(0, maxValues).map((value) => wish([value]));
}

/** The first of each come first. */
function union(children: readonly (readonly Alternative[])[]): readonly Alternative[] {
  const longest = Math.max(0, ...children.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => children.flatMap((child) => child.slice(i, i + 1)))
    .flat()
    .slice(0, maxAlternatives);
}

function product(children: readonly (readonly Alternative[])[]): readonly Alternative[] {
  let all: readonly Alternative[] = [[]];
  for (const child of children)
    all = child.flatMap((each) => all.map((before) => [...before, ...each])).slice(0, maxAlternatives);
  return all;
}

function atLeast(need: number, children: readonly (readonly Alternative[])[]): readonly Alternative[] {
  if (need > children.length) return [];
  if (need === 1) return union(children);
  return product(children.filter((child) => child.length > 0).slice(0, Math.max(need, 0)));
}
