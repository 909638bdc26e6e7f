// Why a rule does not match an event: what would have to flip, and what is nearest to it.
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledItem, CompiledSearch } from '../compile/search.ts';
import type { EventValue } from '../event/value.ts';
import { flipsOf, placeOf } from './flips.ts';
import { hintsFor, leavesOf } from './hints.ts';
import type { Hint, ItemTrace, RuleTrace, WhyNot } from './trace.ts';
import { sentenceOf } from './why-sentence.ts';

const maxHints = 8;

/** null unless the trace's verdict is `miss`. */
export function whyNot(rule: CompiledRule, event: EventValue, trace: RuleTrace): WhyNot | null {
  if (trace.verdict !== 'miss') return null;
  const flips = flipsOf(trace);
  if (!flips || flips.length === 0) {
    const sentence = rule.undecided
      ? 'Some predicates were stopped, so it cannot be said what would make the rule match.'
      : 'No event can satisfy this condition as it is written.';
    return { sentence, flips: [], hints: [] };
  }
  const leaves = leavesOf(event);
  const hints: Hint[] = [];
  for (const flip of flips) {
    if (hints.length >= maxHints) break;
    const item = findItem([...rule.searches.values()], flip.item);
    if (item && flip.wanted === 'match') hints.push(...hintsFor(flip, item, event, leaves));
  }
  return { sentence: sentenceOf(flips), flips: flips.map(placeOf), hints: hints.slice(0, maxHints) };
}

/** Items that a pipeline made of one stand at its place. */
function findItem(searches: readonly CompiledSearch[], of: ItemTrace): CompiledItem | null {
  const { range, field } = of;
  for (const search of searches) {
    if (
      search.type === 'item' &&
      search.range.start === range.start &&
      search.range.end === range.end &&
      search.item.field === field
    )
      return search;
    const inside =
      search.type === 'all_of' || search.type === 'any_of' ? findItem(search.children, of) : null;
    if (inside) return inside;
  }
  return null;
}
