// What a correlation rule declares. Every part carries its place. Plain data.
import type { ConditionNode } from '../condition/node.ts';
import type { PlacedText } from '../rule/metadata.ts';
import type { Range } from '../source/range.ts';

/** Spec: Sigma 2.1.0, correlation rules, "Correlation Types". */
export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

export interface Correlation {
  /** The whole text that the ranges are offsets of. */
  readonly text: string;
  readonly title: string;
  readonly id: PlacedText | null;
  readonly name: PlacedText | null;
  readonly type: CorrelationType;
  readonly typeRange: Range;
  /** As they are written, by `name` or `id`, without repeats; of an expression without `rules`, its names in order. */
  readonly rules: readonly PlacedText[];
  /** Fields or aliases; none puts every event into one group. */
  readonly groupBy: readonly PlacedText[];
  readonly aliases: readonly FieldAlias[];
  readonly timespan: Timespan;
  readonly condition: CorrelationCondition;
  /** Whether the rules it refers to are reported on their own as well. */
  readonly generate: boolean;
  /** Of the document. */
  readonly range: Range;
}

export interface Timespan {
  readonly text: string;
  readonly ms: number;
  readonly range: Range;
}

export interface FieldAlias {
  readonly name: PlacedText;
  /** For the rule of that name, the field that the alias stands for. */
  readonly fields: readonly { readonly rule: PlacedText; readonly field: PlacedText }[];
}

export const boundOperators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;
export type BoundOperator = (typeof boundOperators)[number];

/** `gte: 5`. */
export interface Bound {
  readonly operator: BoundOperator;
  /** A decimal number as it is written. */
  readonly text: string;
  readonly range: Range;
}

export type CorrelationCondition =
  /** All bounds hold of the count or value. */
  | {
      readonly type: 'bounds';
      readonly bounds: readonly Bound[];
      /** Several make tuples, which `value_count` counts. */
      readonly fields: readonly PlacedText[];
      /** 0 to 100, as it is written: of `value_percentile`, and of `value_median` `50`. */
      readonly percentile: string | null;
      readonly range: Range;
    }
  /** `a and not b`, about the rules that occur in a window: of temporal types. */
  | {
      readonly type: 'expression';
      readonly text: string;
      readonly root: ConditionNode;
      readonly range: Range;
    }
  /** All rules: of temporal types without a condition. */
  | { readonly type: 'all' };
