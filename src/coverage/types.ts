// Which events a rule can fire on.
import type { Range } from '../sigma/index.ts';

/**
 * `fires`: on every such event; `may_fire`: it depends on other fields; `cannot`: some predicate can never hold;
 * `needs_data_events`: it may fire, and the trail must record data events; `unknown_operation`: no such operation is
 * known of the service, which is a hint and no proof.
 */
export type CoverageState = 'fires' | 'may_fire' | 'cannot' | 'needs_data_events' | 'unknown_operation';

export interface CoverageRow {
  /** Values of the discriminating fields, in the order of `EventCoverage.fields`: `['ecs.amazonaws.com', 'RunTask']`. */
  readonly values: readonly string[];
  readonly state: CoverageState;
  /** A sentence; empty when there is nothing to say. May hold `code spans` in backticks. */
  readonly reason: string;
  /** Where the rule names it or the predicate that cannot hold; null where the rule does not. */
  readonly range: Range | null;
  /** What the row is about in the words of the log source: `write · management`; empty where nothing is known. */
  readonly kind: string;
  /** A skeleton event can be had for it. */
  readonly skeleton: boolean;
}

export interface EventCoverage {
  /** `aws / cloudtrail`, `windows / process_creation`; empty when the rule has no log source. */
  readonly logsource: string;
  /** Headings of the discriminating fields: `['eventSource', 'eventName']`; empty where there are none. */
  readonly fields: readonly string[];
  readonly rows: readonly CoverageRow[];
  /** How many rows were left out of `rows` because there are too many. */
  readonly more: number;
  /** The rule is not limited to the rows: `any event of this log source`. */
  readonly unbounded: boolean;
  /** A sentence on the whole: where the facts come from, or why nothing can be said. */
  readonly note: string;
}
