// What a rule looks for: its leaf predicates, whatever their polarity, each once.
import { canonicalValues, namesSelected } from '../sigma/index.ts';
import type { ConditionNode, DetectionRule, Range, Search } from '../sigma/index.ts';
import type { Indicator } from './types.ts';

export interface PlacedIndicator extends Indicator {
  readonly range: Range;
  /** The rule only looks for it to leave the event out. */
  readonly isExcluded: boolean;
}

export function indicatorsOf(rule: DetectionRule): PlacedIndicator[] {
  const found = new Map<string, PlacedIndicator>();
  const visit = (search: Search, isWanted: boolean): void => {
    if (search.type === 'broken' || search.type === 'array') return;
    if (search.type !== 'item') return search.children.forEach((child) => visit(child, isWanted));
    const field = search.field ?? '';
    const isExcluded = isWanted === search.modifiers.some(({ name }) => name === 'neq');
    for (const { kind, value, range } of canonicalValues(search)) {
      const key = keyOf({ field, kind, value });
      const known = found.get(key);
      if (!known) found.set(key, { field, kind, value, range, isExcluded });
      else if (known.isExcluded && !isExcluded) found.set(key, { ...known, isExcluded });
    }
  };
  const wanted = namesWanted(rule);
  for (const { name, search } of rule.detection.identifiers) visit(search, wanted.has(name));
  return [...found.values()];
}

/** Search identifiers that the condition wants to match, at some place. */
export function namesWanted({ detection }: DetectionRule): Set<string> {
  const names = detection.identifiers.map(({ name }) => name);
  const wanted = new Set<string>();
  const visit = (node: ConditionNode, isWanted: boolean): void => {
    if (node.type === 'and' || node.type === 'or') node.children.forEach((child) => visit(child, isWanted));
    else if (node.type === 'not') visit(node.child, !isWanted);
    else if (node.type === 'identifier' && isWanted) wanted.add(node.name);
    else if (node.type === 'quantified' && isWanted)
      for (const name of namesSelected(node.pattern, names)) wanted.add(name);
  };
  for (const { root } of detection.conditions) visit(root, true);
  return wanted;
}

/** Same key, same indicator. */
export function keyOf({ field, kind, value }: Indicator): string {
  return `${field}\0${kind}\0${value}`;
}

export function compareIndicators(a: Indicator, b: Indicator): number {
  return compare(a.field, b.field) || compare(a.kind, b.kind) || compare(a.value, b.value);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
