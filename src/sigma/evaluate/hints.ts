// Nearest misses: for a predicate that should have matched, what in the event is nearest to a match, and the text
// edit of the rule that would take it. Each edit is offered only when the same predicate says that it would match,
// except that a slip in a field name is mended whatever its value.
import type { CompiledItem } from '../compile/search.ts';
import { pathOf, pointerOf, visitField, visitLeaves } from '../event/path.ts';
import type { Trail } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import type { Range } from '../source/range.ts';
import { fieldLooks } from './field-hints.ts';
import type { Flip } from './flips.ts';
import type { HintSearch, Leaf } from './hint-search.ts';
import type { Hint } from './trace.ts';
import { valueLooks } from './value-hints.ts';

/** Values of one item that are looked at. */
const maxValues = 50;

/** `leaves` are those of the event, found once for all flips. */
export function hintsFor(flip: Flip, item: CompiledItem, event: EventValue, leaves: readonly Leaf[]): Hint[] {
  if (item.path === null || item.negated) return [];
  const search: HintSearch = { flip, item, event, leaves, own: [] };
  visitField(event, item.path, true, (value, trail) => search.own.push(toLeaf(value, trail)));
  const values = flip.value
    ? item.values.filter(({ value }) => sameRange(value.range, flip.value?.range))
    : item.values;
  const looks = [...valueLooks, ...fieldLooks];
  const hints = looks.flatMap((look) => look(search, values.slice(0, maxValues)) ?? []);
  return dropSameFix(hints).slice(0, 3);
}

/** Values of an event that are looked at. */
const maxLeaves = 5_000;

export function leavesOf(event: EventValue): Leaf[] {
  const leaves: Leaf[] = [];
  visitLeaves(event, null, true, (value, trail) => {
    if (leaves.length < maxLeaves) leaves.push(toLeaf(value, trail));
  });
  return leaves;
}

function toLeaf(value: EventValue, trail: Trail | null): Leaf {
  return { path: pathOf(trail), pointer: pointerOf(trail), value };
}

function sameRange(a: Range, b: Range | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}

function dropSameFix(hints: readonly Hint[]): Hint[] {
  const seen = new Set<string>();
  return hints.filter(({ fix }) => {
    const key = JSON.stringify(fix?.edits ?? []);
    return !fix || (!seen.has(key) && seen.add(key));
  });
}
