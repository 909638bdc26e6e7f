// What is asked of the items in a window: a count or value that items come into and go out of, in any number, without
// counting again.
import type { Correlation } from './correlation.ts';
import { termsOf } from './expression.ts';
import type { CorrelationSource } from './graph.ts';
import type { Group, Items } from './items.ts';
import { BoundSet } from './bounds.ts';
import { TemporalExpression } from './temporal-expression.ts';
import { DistinctRules, OrderedRules } from './temporal.ts';
import { Average, DistinctValues, EventCount, Percentile, Sum } from './values.ts';

export interface Measure {
  /** Before the first item of a group. */
  begin(group: Group): void;
  add(item: number): void;
  /** Only what was added first. */
  remove(item: number): void;
  /** `from`: time of the first item in the window. */
  holds(from: number): boolean;
  /** How far it is from holding; 0 where it holds. */
  distance(from: number): number;
  text(from: number): string;
}

export interface Question {
  readonly measure: Measure;
  /** Whether more items could make it hold no longer, so that it can only be decided when the window is full. */
  readonly atClose: boolean;
}

export function toQuestion(
  { type, condition, rules }: Correlation,
  sources: readonly CorrelationSource[],
  { texts }: Pick<Items, 'texts'>,
): Question {
  if (condition.type === 'expression') {
    const terms = termsOf(condition.root, sources) ?? [];
    return {
      measure: new TemporalExpression(terms, sources.length, type === 'temporal_ordered'),
      atClose: terms.some(({ absent }) => absent.length > 0),
    };
  }
  const bounds =
    condition.type === 'all' ? [{ operator: 'gte' as const, text: String(rules.length) }] : condition.bounds;
  const percentile = condition.type === 'all' ? null : condition.percentile;
  const atClose = bounds.some(({ operator }) => operator !== 'gt' && operator !== 'gte');
  switch (type) {
    case 'event_count':
      return { measure: new EventCount(new BoundSet(bounds)), atClose };
    case 'value_count':
      return { measure: new DistinctValues(new BoundSet(bounds), texts.length), atClose };
    case 'temporal':
      return { measure: new DistinctRules(new BoundSet(bounds), sources.length), atClose };
    case 'temporal_ordered':
      return { measure: new OrderedRules(new BoundSet(bounds), sources.length), atClose };
    case 'value_sum':
      return { measure: new Sum(new BoundSet(bounds), texts), atClose };
    case 'value_avg':
      return { measure: new Average(new BoundSet(bounds), texts), atClose };
    case 'value_percentile':
    case 'value_median':
      return { measure: new Percentile(new BoundSet(bounds), texts, percentile ?? '50'), atClose };
  }
}
