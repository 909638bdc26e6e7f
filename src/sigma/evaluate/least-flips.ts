// Whether one predicate could be all that keeps a rule from matching: a bound that costs about as much as `match`, for
// those who look for near misses among many pairs. `flipsOf` says what it is.
import { needOf } from '../compile/compile-rule.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledItem, CompiledSearch } from '../compile/search.ts';
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import type { EventValue } from '../event/value.ts';

/** The item that has to flip; `none` where nothing has to, `many` where it takes several. */
type Need = CompiledItem | 'none' | 'many';

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
  const items: CompiledItem[] = [];
  for (const [i, child] of children.entries()) {
    if (left <= 0) return 'none';
    const each = needOfChild(child, wanted);
    if (each === 'none') left--;
    else if (each !== 'many') items.push(each);
    // Every child that is left would have to help, and they are not one and the same.
    const rest = children.length - i - 1;
    if (left > rest + items.length) return 'many';
    if (left - rest > 1 && items[1] !== items[0]) return 'many';
  }
  if (left <= 0) return 'none';
  const taken = items.slice(0, left);
  const [first] = taken;
  return first && taken.every((item) => item === first) ? first : 'many';
}
