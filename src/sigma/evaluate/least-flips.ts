// Whether one predicate could be all that keeps a rule from matching: a bound that costs about as much as `match`, for
// those who look for near misses among many pairs. `flipsOf` says what it is.
import { needOf } from '../compile/compile-rule.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledItem, CompiledSearch } from '../compile/search.ts';
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import type { EventValue } from '../event/value.ts';

/** The item that has to flip; `one` of several that might do, `none` where nothing has to, `many` where it takes more. */
type Need = CompiledItem | 'one' | 'none' | 'many';

/** False only where two or more predicates would have to flip. What is undecided may be as it is wanted. */
export function mayBeOneShort(rule: CompiledRule, event: EventValue): boolean {
  const names = [...rule.searches.keys()];
  const ofNamed = (name: string, wanted: boolean): Need => {
    const search = rule.searches.get(name);
    return search ? ofSearch(search, event, wanted) : 'none';
  };
  const ofNode = (node: ConditionNode, wanted: boolean): Need => {
    switch (node.type) {
      case 'and':
      case 'or': {
        const need = node.type === 'and' ? node.children.length : 1;
        return ofRow(node.children, need, wanted, ofNode);
      }
      case 'not':
        return ofNode(node.child, !wanted);
      case 'identifier':
        return ofNamed(node.name, wanted);
      case 'broken':
        return 'none';
      case 'quantified': {
        const selected = namesSelected(node.pattern, names);
        return ofRow(selected, needOf(node.quantifier, selected.length), wanted, ofNamed);
      }
    }
  };
  return rule.conditions.some(({ root }) => ofNode(root, true) !== 'many');
}

function ofSearch(search: CompiledSearch, event: EventValue, wanted: boolean): Need {
  if (search.type === 'broken') return 'none';
  // One of the predicates on one of the elements may do.
  if (search.type === 'array') return search.undecided || search.test(event) === wanted ? 'none' : 'one';
  if (search.type === 'item') {
    if (search.values.some(({ predicate }) => predicate.type === 'undecided')) return 'none';
    return search.test(event) === wanted ? 'none' : search;
  }
  const need = search.type === 'all_of' ? search.children.length : 1;
  return ofRow(search.children, need, wanted, (child) => ofSearch(child, event, wanted));
}

/** Of children of which `need` must match; `wanted` false: too few for that. */
function ofRow<T>(
  children: readonly T[],
  need: number,
  wanted: boolean,
  needOfChild: (child: T, wanted: boolean) => Need,
): Need {
  let left = wanted ? need : children.length - need + 1;
  const counts = new Map<CompiledItem, number>();
  /** Children that any of several items would help. */
  let open = 0;
  let most = 0;
  for (const [i, child] of children.entries()) {
    if (left <= 0) return 'none';
    const each = needOfChild(child, wanted);
    if (each === 'none') left--;
    else if (each === 'one') open++;
    else if (each !== 'many') {
      const count = (counts.get(each) ?? 0) + 1;
      counts.set(each, count);
      most = Math.max(most, count);
    }
    // Of those looked at, so many would have to help, and not by one and the same item.
    if (left - (children.length - i - 1) > most + open) return 'many';
  }
  if (left <= 0) return 'none';
  const [only] = counts.keys();
  return only && counts.size === 1 && open === 0 ? only : 'one';
}
