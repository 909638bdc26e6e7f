// A row of the tree, and how one is made.
import type { Range, Reason, Verdict } from '../sigma/index.ts';
import type { MetView } from './met.ts';

export interface Row {
  /** The path in the tree: stable while the shape of the rule stays. */
  readonly key: string;
  readonly kind: 'condition' | 'stage' | 'part' | 'item' | 'value' | 'broken' | 'more';
  readonly verdict: Verdict;
  /** The verdict changes nothing above it: a value that missed in a list that matched. */
  readonly quiet: boolean;
  /** Number of the stage; 0 for the condition. */
  readonly stage: number;
  /** `Stage 1: selection`, an identifier's name, a part of the condition; empty for items and values. */
  readonly title: string;
  /** The condition's text cut into its operands; empty for other rows. */
  readonly condition: readonly ConditionPart[];
  readonly field: string;
  /** The name that the rule has for it, where a pipeline gave it another. */
  readonly renamedFrom?: string;
  readonly modifiers: readonly string[];
  /** What the rule looks for; empty where children say it. */
  readonly wanted: string;
  readonly met: MetView | null;
  readonly sentence: string;
  /** On leaves. */
  readonly reason?: Reason;
  readonly ruleRange: Range;
  /** Where the event holds what was met, in the events text. */
  readonly eventRanges: readonly Range[];
  readonly children: readonly Row[];
}

export interface ConditionPart {
  readonly text: string;
  /** Number of the operand's stage; 0 for the words between. */
  readonly stage: number;
}

/** A row with nothing in it yet. */
export function row(key: string, kind: Row['kind'], verdict: Verdict, quiet: boolean, ruleRange: Range): Row {
  const stage = Number.parseInt(key, 10);
  const empty = { title: '', condition: [], field: '', modifiers: [], wanted: '', met: null, sentence: '' };
  return { ...empty, key, kind, verdict, quiet, stage, ruleRange, eventRanges: [], children: [] };
}
