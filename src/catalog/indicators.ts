// What a rule looks for: its leaf predicates, whatever their polarity, each once.
import { canonicalValues } from '../sigma/index.ts';
import type { DetectionRule, Range, Search } from '../sigma/index.ts';
import type { Indicator } from './types.ts';

export interface PlacedIndicator extends Indicator {
  readonly range: Range;
}

export function indicatorsOf(rule: DetectionRule): PlacedIndicator[] {
  const found = new Map<string, PlacedIndicator>();
  const visit = (search: Search): void => {
    if (search.type === 'broken') return;
    if (search.type !== 'item') return search.children.forEach(visit);
    const field = search.field ?? '';
    for (const { kind, value, range } of canonicalValues(search)) {
      const indicator = { field, kind, value, range };
      const key = keyOf(indicator);
      if (!found.has(key)) found.set(key, indicator);
    }
  };
  for (const { search } of rule.detection.identifiers) visit(search);
  return [...found.values()];
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
