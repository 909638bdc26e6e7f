// The texts, what came back for them, and the places to point at.
import type { Range } from '../sigma/index.ts';
import type { RunResult } from '../worker/protocol.ts';

export interface Texts {
  readonly ruleText: string;
  readonly eventsText: string;
}

/** A result beside the very texts it speaks of: its ranges mean nothing in any other text. */
export interface Answer extends Texts {
  readonly result: RunResult;
}

/** The deadline ended a run; `text` is the predicate that was running, empty when it is not known. */
export interface Stop {
  readonly text: string;
  readonly range: Range | null;
}

export interface Reveal {
  readonly range: Range;
  /** Grows, so that the same range can be asked for again. */
  readonly serial: number;
  /** Also puts the cursor there. */
  readonly focus: boolean;
}

/** What a row of the tree points at. */
export interface Target {
  readonly key: string;
  readonly ruleRange: Range;
  readonly eventRanges: readonly Range[];
}

export type Pane = 'rule' | 'events';
