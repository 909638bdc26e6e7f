// The smallest set of predicates whose verdicts would have to flip for a rule to match.
import type { Range } from '../source/range.ts';
import type {
  ArrayTrace,
  ConditionTrace,
  DetectionTrace,
  ItemTrace,
  RuleTrace,
  ValueTrace,
} from './trace.ts';

/** A predicate that stands in the way. */
export interface Flip {
  readonly item: ItemTrace;
  /** The value that decides alone; absent when any value of the item would do. */
  readonly value?: ValueTrace;
  /** `match`: it would have to match; `miss`: it would have to stop matching, since it excludes the event. */
  readonly wanted: 'match' | 'miss';
  /** The search identifier it stands under. */
  readonly identifier: string;
}

/** null where no set suffices, or none is known to: something is broken. */
type Flips = readonly Flip[] | null;

/** What would make a node as it is wanted. */
interface Way {
  readonly flips: readonly Flip[];
  /** What predicates have to say that the condition asks for at several places, flips or not. */
  readonly shared: ReadonlyMap<ItemTrace, Flip['wanted']>;
}

type Wanted = Flip['wanted'];
type Node = ConditionTrace | DetectionTrace;

interface Place {
  readonly wanted: Wanted;
  readonly identifier: string;
  /** Identifiers that the condition names several times. */
  readonly repeated: ReadonlySet<string>;
}

/** Of more ways, those that need the fewest flips are followed. */
const maxWays = 16;

/** Flips of the condition that needs the fewest; null when none suffices. */
export function flipsOf(trace: RuleTrace): Flips {
  const ways = trace.conditions.map(({ root }) => {
    const [once, repeated] = [new Set<string>(), new Set<string>()];
    countNames(root, once, repeated);
    return waysOf(root, { wanted: 'match', identifier: 'the condition', repeated });
  });
  return fewest(ways.flat())[0]?.flips ?? null;
}

function countNames(node: ConditionTrace, once: Set<string>, repeated: Set<string>): void {
  if (node.type === 'identifier') (once.has(node.name) ? repeated : once).add(node.name);
  else if (node.type === 'not') countNames(node.child, once, repeated);
  else if (node.type !== 'broken') for (const child of node.children) countNames(child, once, repeated);
}

function waysOf(node: Node, place: Place): readonly Way[] {
  const { wanted, identifier, repeated } = place;
  switch (node.type) {
    case 'broken':
      return [];
    case 'item': {
      const flips = node.verdict === wanted ? [] : ofItem(node, wanted, identifier);
      return flips ? [{ flips, shared: repeated.has(identifier) ? new Map([[node, wanted]]) : nothing }] : [];
    }
    case 'array':
      return ofArray(node, place);
    case 'identifier':
      return node.detection ? waysOf(node.detection, { ...place, identifier: node.name }) : [];
    case 'not':
      return waysOf(node.child, { ...place, wanted: wanted === 'match' ? 'miss' : 'match' });
    case 'and':
    case 'all_of':
      return ofRow(node.children, node.children.length, place);
    case 'or':
    case 'any_of':
      return ofRow(node.children, 1, place);
    case 'quantified':
      return ofRow(node.children, node.need, place);
  }
}

const nothing: Way['shared'] = new Map();

/** Elements that are there would have to be others; where there are none, or too many, the array would. */
function ofArray(node: ArrayTrace, place: Place): readonly Way[] {
  const { wanted, identifier } = place;
  const { quantifier, elements, whole, verdict } = node;
  if (verdict === wanted || whole)
    return [
      { flips: verdict === wanted || !whole ? [] : [{ item: whole, wanted, identifier }], shared: nothing },
    ];
  const isNone = quantifier === 'none';
  const bodies = elements.map(({ body }) => body);
  const need = isNone || quantifier === 'any' ? 1 : bodies.length;
  return ofRow(bodies, need, isNone ? { ...place, wanted: wanted === 'match' ? 'miss' : 'match' } : place);
}

/** Of children of which `need` must match; to miss, so many must miss that too few are left. */
function ofRow(children: readonly Node[], need: number, place: Place): readonly Way[] {
  const count = place.wanted === 'match' ? need : children.length - need + 1;
  /** By how many of the children looked at are as wanted. */
  let ways: (readonly Way[])[] = [[{ flips: [], shared: nothing }]];
  for (const [i, child] of children.entries()) {
    const own = waysOf(child, place);
    const next: (readonly Way[])[] = [];
    for (let got = Math.max(0, count - (children.length - i - 1)); got <= Math.min(count, i + 1); got++) {
      const joined = (ways[got - 1] ?? []).flatMap((way) => own.flatMap((each) => join(way, each) ?? []));
      next[got] = fewest([...(ways[got] ?? []), ...joined]);
    }
    ways = next;
  }
  return ways[count] ?? [];
}

/** null when they contradict each other. */
function join(a: Way, b: Way): Way | null {
  if (b.shared.size === 0) return { flips: [...a.flips, ...b.flips], shared: a.shared };
  const shared = new Map(a.shared);
  for (const [item, wanted] of b.shared) {
    if ((shared.get(item) ?? wanted) !== wanted) return null;
    shared.set(item, wanted);
  }
  const more = b.flips.filter(({ item }) => !a.shared.has(item));
  return { flips: [...a.flips, ...more], shared };
}

/** Of those that bind nothing, one is as good as all; those that do may save flips elsewhere. */
function fewest(ways: readonly Way[]): readonly Way[] {
  const sorted = [...ways].sort((a, b) => a.flips.length - b.flips.length);
  const free = sorted.find(({ shared }) => shared.size === 0);
  return sorted.filter((way) => way === free || way.shared.size > 0).slice(0, maxWays);
}

function ofItem(item: ItemTrace, wanted: Wanted, identifier: string): Flips {
  const wantedOfValues = item.negated ? (wanted === 'match' ? 'miss' : 'match') : wanted;
  const values = item.values.filter(({ verdict }) => verdict !== wantedOfValues);
  const everyValue = (item.join === 'all') === (wantedOfValues === 'match');
  if (values.some(({ verdict }) => verdict === 'unknown') && everyValue) return null;
  if (!everyValue && values.length !== 1) return [{ item, wanted, identifier }];
  return values.map((value) => ({ item, value, wanted, identifier }));
}

/** The place of a flip in the rule: the value where it is one, else the item. */
export function placeOf({ item, value }: Flip): Range {
  return value && item.values.length > 1 ? value.range : item.range;
}
