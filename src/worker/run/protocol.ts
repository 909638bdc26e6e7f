// What crosses the boundary to a worker that evaluates many rules: plain data only.
import type { EventLogsource } from '../../knowledge/logsource/event-logsource.ts';

export interface ShardRequest {
  readonly text: string;
  /** Rules of another log source than an event's have no verdict on it. */
  readonly honourLogsource: boolean;
  /** One rule after the other, and each that may never end is named before it runs. */
  readonly careful: boolean;
}

export interface ShardAnswer {
  /** Event, rule, event, rule …; events are numbers in the shard, ascending. */
  readonly pairs: Uint32Array;
  readonly eventCount: number;
  /** Rules that cannot be decided for some of the events; only where nobody can stop what never ends. */
  readonly undecided: readonly number[];
  /** Those of the events, each once. */
  readonly logsources: readonly EventLogsource[];
}

export interface Runner {
  /** `rules` as a plan has them; `leftOut` are numbers in it. Answers which rules are refused. */
  load(rules: readonly string[], leftOut: readonly number[]): Promise<readonly number[]>;
  run(request: ShardRequest): Promise<ShardAnswer>;
}

/** Posted now and then while a shard is evaluated. */
export interface AliveNotice {
  readonly alive: true;
}

/** Posted before a rule runs that may never end; only when careful. */
export interface SuspectNotice {
  readonly suspect: number;
}

export type RunnerNotice = AliveNotice | SuspectNotice;
