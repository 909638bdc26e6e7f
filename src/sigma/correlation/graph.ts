// The correlations of a text with their references resolved. Plain data.
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Correlation } from './correlation.ts';

export interface CompiledCorrelations {
  /** Each stands behind those that it refers to. */
  readonly correlations: readonly CompiledCorrelation[];
  /** Of reading and of resolving, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Places of the rules that are not reported on their own, since `generate` of what refers to them is not true. */
  readonly hidden: readonly number[];
}

export interface CompiledCorrelation {
  /** Place of its rule in the list that was compiled. */
  readonly rule: number;
  readonly title: string;
  /** null where it cannot be read. */
  readonly correlation: Correlation | null;
  /** Of each reference that could be resolved, in order. */
  readonly sources: readonly CorrelationSource[];
  /** Some diagnostic refuses it, or a correlation it depends on: its verdict is `unknown`. */
  readonly refused: boolean;
}

export interface CorrelationSource {
  /** Place in the list that was compiled. */
  readonly rule: number;
  readonly type: 'detection' | 'correlation';
  /** As the correlation names it. */
  readonly name: string;
  /** All by which conditions and aliases may call it: that, its `name` and its `id`. */
  readonly names: readonly string[];
  /** Of each entry of `group-by`, the field of this rule's events. */
  readonly groupFields: readonly string[];
  /** Of each `field` of the condition, the same. */
  readonly valueFields: readonly string[];
}

/** What each rule of the list matched: null for one that was not evaluated, or is a correlation. */
export type RuleMatches = {
  /** Indexes of events, ascending. */
  readonly matches: ArrayLike<number>;
  /** How many events have no verdict. */
  readonly unknown: number;
} | null;
