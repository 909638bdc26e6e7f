// What of a rule can be missed by itself: its detection items, and values where each of them counts.
import { namesSelected } from '../sigma/index.ts';
import type {
  CompiledItem,
  CompiledRule,
  CompiledSearch,
  CompiledValue,
  ConditionNode,
  Range,
} from '../sigma/index.ts';
import { itemsOf } from './field-values.ts';

export interface Target {
  readonly item: CompiledItem;
  /** The only one that shall answer otherwise; null for the item as a whole. */
  readonly value: CompiledValue | null;
  /** What the item says where the rule fires because of it. */
  readonly verdict: 'match' | 'miss';
  readonly range: Range;
  /** All items that ask the same: they answer as one. */
  readonly same: ReadonlySet<CompiledItem>;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** What counts as well and is not looked at. */
  readonly cut: readonly Range[];
}

/** Values of one item that are looked at: lists of exclusions may have hundreds. */
const maxValues = 6;
const maxTargets = 150;

export function targetsOf(rule: CompiledRule): Targets {
  const negated = itemsNegated(rule);
  const byKey = new Map<string, CompiledItem[]>();
  for (const item of itemsOf(rule)) {
    const key = keyOf(item);
    byKey.set(key, [...(byKey.get(key) ?? []), item]);
  }
  const targets: Target[] = [];
  const cut: Range[] = [];
  for (const items of byKey.values()) {
    const [item] = items;
    if (!item) continue;
    const verdict = negated.has(item) ? 'miss' : 'match';
    const shared = { item, verdict, same: new Set(items) } as const;
    // Where the values agree with a list, all of them must change: one cannot be told from another.
    const saysYes = (verdict === 'match') !== item.negated;
    const eachCounts = item.values.length > 1 && (item.join === 'all') === saysYes;
    if (!eachCounts) {
      targets.push({ ...shared, value: null, range: item.range });
      continue;
    }
    for (const value of item.values.slice(0, maxValues))
      targets.push({ ...shared, value, range: value.value.range });
    if (item.values.length > maxValues) cut.push(item.range);
  }
  cut.push(...targets.slice(maxTargets).map(({ range }) => range));
  return { targets: targets.slice(0, maxTargets), cut };
}

/** Equal for items that ask the same. */
function keyOf({ item }: CompiledItem): string {
  const { field, modifiers, values } = item;
  return JSON.stringify([
    field,
    modifiers.map(({ name }) => name),
    values.map(({ kind, text }) => [kind, text]),
  ]);
}

/** Items that keep a rule from firing when they match. */
function itemsNegated({ conditions, searches }: CompiledRule): ReadonlySet<CompiledItem> {
  const [asked, negated] = [new Set<CompiledItem>(), new Set<CompiledItem>()];
  const names = [...searches.keys()];
  const addAll = (search: CompiledSearch | undefined, isNegated: boolean): void => {
    if (search?.type === 'item') (isNegated ? negated : asked).add(search);
    else if (search && 'children' in search) for (const child of search.children) addAll(child, isNegated);
  };
  const walk = (node: ConditionNode, isNegated: boolean): void => {
    if (node.type === 'identifier') addAll(searches.get(node.name), isNegated);
    else if (node.type === 'quantified')
      for (const name of namesSelected(node.pattern, names)) addAll(searches.get(name), isNegated);
    else if (node.type === 'not') walk(node.child, !isNegated);
    else if (node.type !== 'broken') for (const child of node.children) walk(child, isNegated);
  };
  for (const { root } of conditions) walk(root, false);
  return new Set([...negated].filter((item) => !asked.has(item)));
}
