// The smallest set of predicates whose verdicts would have to flip for a rule to match.
import type { Range } from '../source/range.ts';
import type { ConditionTrace, DetectionTrace, ItemTrace, RuleTrace, ValueTrace } from './trace.ts';

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

/** null where no set is known to suffice: something is broken. */
type Flips = readonly Flip[] | null;

/** Flips of the condition that needs the fewest; null when none suffices. */
export function flipsOf(trace: RuleTrace): Flips {
  return cheapest(trace.conditions.map(({ root }) => ofCondition(root, 'match', 'the condition')));
}

type Wanted = Flip['wanted'];
type Node = ConditionTrace | DetectionTrace;

function ofCondition(node: Node, wanted: Wanted, identifier: string): Flips {
  if (node.verdict === wanted) return [];
  switch (node.type) {
    case 'broken':
      return null;
    case 'item':
      return ofItem(node, wanted, identifier);
    case 'identifier':
      return node.detection && ofCondition(node.detection, wanted, node.name);
    case 'not':
      return ofCondition(node.child, wanted === 'match' ? 'miss' : 'match', identifier);
    case 'and':
    case 'all_of':
      return ofRow(node.children, node.children.length, wanted, identifier);
    case 'or':
    case 'any_of':
      return ofRow(node.children, 1, wanted, identifier);
    case 'quantified':
      return ofRow(node.children, node.need, wanted, identifier);
  }
}

/** Of children of which `need` must match. */
function ofRow(children: readonly Node[], need: number, wanted: Wanted, identifier: string): Flips {
  const missed = children.filter(({ verdict }) => verdict === 'miss').length;
  const got = children.filter(({ verdict }) => verdict === 'match').length;
  // Matches enough for all cases, or misses enough: what is undecided counts for neither.
  const count = wanted === 'match' ? need - got : children.length - need + 1 - missed;
  const flips = children
    .filter(({ verdict }) => verdict !== wanted)
    .map((child) => ofCondition(child, wanted, identifier))
    .filter((each) => each !== null)
    .sort((a, b) => a.length - b.length);
  return flips.length < count ? null : distinct(flips.slice(0, count).flat());
}

function ofItem(item: ItemTrace, wanted: Wanted, identifier: string): Flips {
  const wantedOfValues = item.negated ? (wanted === 'match' ? 'miss' : 'match') : wanted;
  const values = item.values.filter(({ verdict }) => verdict !== wantedOfValues);
  const everyValue = (item.join === 'all') === (wantedOfValues === 'match');
  if (values.some(({ verdict }) => verdict === 'unknown') && everyValue) return null;
  if (!everyValue && values.length !== 1) return [{ item, wanted, identifier }];
  return values.map((value) => ({ item, value, wanted, identifier }));
}

function cheapest(all: readonly Flips[]): Flips {
  return all.reduce((best, each) => (each && (!best || each.length < best.length) ? each : best), null);
}

function distinct(flips: readonly Flip[]): readonly Flip[] {
  const seen = new Set<ItemTrace | ValueTrace>();
  return flips.filter(({ item, value }) => !seen.has(value ?? item) && seen.add(value ?? item));
}

/** The place of a flip in the rule: the value where it is one, else the item. */
export function placeOf({ item, value }: Flip): Range {
  return value && item.values.length > 1 ? value.range : item.range;
}
