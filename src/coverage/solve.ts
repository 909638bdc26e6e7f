// What an event must have for a rule to fire: alternatives, each a list of items to be met.
import { matchItem, namesSelected, needOf } from '../sigma/index.ts';
import type {
  CompiledItem,
  CompiledRule,
  CompiledSearch,
  CompiledValue,
  ConditionNode,
  Verdict,
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

/** What is certain of an item, whatever else an event has; null where it is not. */
export type Settled = (item: CompiledItem) => Verdict | null;

interface Aim {
  readonly settled: Settled;
  /** What this item says shall decide alone what the rule says. */
  readonly pivot: CompiledItem | null;
}

/** With a `pivot`: those in which this item's answer alone decides the verdict. */
export function alternativesOf(
  rule: CompiledRule,
  { settled = () => null, pivot = null }: Partial<Aim> = {},
): readonly Alternative[] {
  const aim = { settled, pivot };
  const names = [...rule.searches.keys()];
  const named = (name: string): CompiledSearch | null => rule.searches.get(name) ?? null;
  const walk = (node: ConditionNode, wanted: boolean): readonly Alternative[] => {
    switch (node.type) {
      case 'and':
      case 'or':
        return join(node.type === 'and', node.children, holds, walk, wanted);
      case 'not':
        return walk(node.child, !wanted);
      case 'identifier':
        return ofSearch(named(node.name), wanted, aim);
      case 'broken':
        return [];
      case 'quantified': {
        const selected = namesSelected(node.pattern, names).map(named);
        const need = needOf(node.quantifier, selected.length);
        const each = (search: CompiledSearch | null, want: boolean) => ofSearch(search, want, aim);
        const at = selected.findIndex((search) => search && contains(search, pivot));
        if (at >= 0) {
          const others = selected.filter((_, i) => i !== at).map((search, i) => each(search, i < need - 1));
          return product([...others, each(selected[at] ?? null, wanted)]);
        }
        const children = selected.map((search) => each(search, wanted));
        // To miss, so many must miss that too few are left.
        return atLeast(wanted ? need : selected.length - need + 1, children);
      }
    }
  };
  const holds = (node: ConditionNode): boolean => {
    switch (node.type) {
      case 'and':
      case 'or':
        return node.children.some(holds);
      case 'not':
        return holds(node.child);
      case 'identifier':
        return contains(named(node.name), pivot);
      case 'broken':
        return false;
      case 'quantified':
        return namesSelected(node.pattern, names).some((name) => contains(named(name), pivot));
    }
  };
  const roots = rule.conditions.map(({ root }) => root);
  return join(false, roots, holds, walk, true);
}

function contains(search: CompiledSearch | null, pivot: CompiledItem | null): boolean {
  if (!search || !pivot || search.type === 'broken' || search.type === 'array') return false;
  return search.type === 'item' ? search === pivot : search.children.some((child) => contains(child, pivot));
}

/** What makes an `and` or an `or` say what is wanted. Beside the pivot, all others leave it undecided. */
function join<T>(
  isAnd: boolean,
  children: readonly T[],
  holds: (child: T) => boolean,
  of: (child: T, wanted: boolean) => readonly Alternative[],
  wanted: boolean,
): readonly Alternative[] {
  const at = children.findIndex(holds);
  if (at >= 0) return product(children.map((child, i) => of(child, i === at ? wanted : isAnd)));
  const all = children.map((child) => of(child, wanted));
  return isAnd === wanted ? product(all) : union(all);
}

function ofSearch(search: CompiledSearch | null, wanted: boolean, aim: Aim): readonly Alternative[] {
  // Events are not made to fit array blocks.
  if (!search || search.type === 'broken' || search.type === 'array') return [];
  if (search.type === 'item') return ofItem(search, wanted, aim);
  return join(
    search.type === 'all_of',
    search.children,
    (child) => contains(child, aim.pivot),
    (child, want) => ofSearch(child, want, aim),
    wanted,
  );
}

function ofItem(item: CompiledItem, wanted: boolean, { settled }: Aim): readonly Alternative[] {
  const verdict = wanted ? 'match' : 'miss';
  const certain = settled(item);
  if (certain) return certain === verdict ? [[]] : [];
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
