// The predicates of a rule as lessons count them: detection items, the columns of the truth grid.
import { namesSelected } from '../sigma/index.ts';
import type { ConditionNode, DetectionItem, DetectionRule, Search } from '../sigma/index.ts';

export function countPredicates(rule: DetectionRule): number {
  return predicatesOf(rule).length;
}

export function predicatesOf({ detection }: DetectionRule): readonly DetectionItem[] {
  return detection.identifiers.flatMap(({ search }) => itemsIn(search));
}

/** Those that the condition asks. */
export function askedPredicates({ detection }: DetectionRule): readonly DetectionItem[] {
  const names = detection.identifiers.map(({ name }) => name);
  const asked = new Set(detection.conditions.flatMap(({ root }) => namesIn(root, names)));
  return detection.identifiers.flatMap(({ name, search }) => (asked.has(name) ? itemsIn(search) : []));
}

function itemsIn(search: Search): readonly DetectionItem[] {
  if (search.type === 'item') return [search];
  return 'children' in search ? search.children.flatMap(itemsIn) : [];
}

function namesIn(node: ConditionNode, names: readonly string[]): readonly string[] {
  switch (node.type) {
    case 'identifier':
      return [node.name];
    case 'quantified':
      return namesSelected(node.pattern, names);
    case 'not':
      return namesIn(node.child, names);
    case 'broken':
      return [];
    default:
      return node.children.flatMap((child) => namesIn(child, names));
  }
}
