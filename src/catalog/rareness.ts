// How much it says that a rule looks for something: the fewer rules do, the more.
import type { Indicator } from './types.ts';

/** What was counted. */
export interface Counted {
  readonly size: number;
  groupsWith(indicator: Indicator): readonly number[];
}

/** An indicator of more rules than these says little. */
export const rareLimit = 10;

/** Inverse document frequency. */
export function weightOf({ size }: Pick<Counted, 'size'>, rules: number): number {
  return Math.log((size + 1) / Math.max(rules, 1));
}
