// What came of correlations over a set of events, with its reasons. Plain data: it crosses the worker boundary. Lists
// are bounded, counts beside them are exact.
import type { CorrelationType } from './correlation.ts';

export interface CorrelationRun {
  readonly times: EventTimesTrace;
  /** In the order of the text. */
  readonly correlations: readonly CorrelationTrace[];
}

/** Where the times of the events were found. */
export interface EventTimesTrace {
  /** Fields that gave times, the most used first. */
  readonly fields: readonly { readonly field: string; readonly events: number }[];
  /** Events without a time, which no correlation sees. */
  readonly missing: EventSample;
  /** Events that stand behind a later one in the text: all are sorted by their time. */
  readonly late: EventSample;
}

/** Indexes of events, the first of them only. */
export interface EventSample {
  readonly count: number;
  readonly events: readonly number[];
}

export interface CorrelationTrace {
  /** Place of its rule in the list that was compiled. */
  readonly rule: number;
  readonly title: string;
  /** null where the correlation cannot be read. */
  readonly type: CorrelationType | null;
  readonly timespanMs: number;
  /** `unknown` when it or a rule it depends on cannot be evaluated, no event has a time, or events lack a verdict. */
  readonly verdict: 'match' | 'miss' | 'unknown';
  /** Why it is unknown. */
  readonly undecided: 'refused' | 'no_time' | 'rule_refused' | 'rule_undecided' | null;
  /** Of each rule it refers to, in order. */
  readonly sources: readonly SourceTrace[];
  /** Indexes of the events at which it fired, ascending, each once; all of them. */
  readonly firedAt: Uint32Array;
  /** How often it fired, over all groups. A hit feeds the correlations that refer to this one. */
  readonly hitCount: number;
  readonly groupCount: number;
  readonly firedGroupCount: number;
  /** Those that fired first, in the order of their first hit; then the nearest misses. */
  readonly groups: readonly CorrelationGroup[];
  readonly excluded: readonly Exclusion[];
}

export interface SourceTrace {
  readonly rule: number;
  /** As the correlation names it. */
  readonly name: string;
  readonly type: 'detection' | 'correlation';
  /** Events that match it, or its hits. */
  readonly matched: number;
  /** How many of them have a time and all that the correlation asks for. */
  readonly used: number;
  /** Events for which the verdict is not decided: they are left out. */
  readonly unknown: number;
}

export type ExclusionReason =
  | 'no_time'
  | 'group_value_absent'
  | 'group_value_object'
  | 'value_absent'
  | 'value_not_number'
  | 'too_many_values';

/** Events, or hits at these events, that match a referenced rule and are not counted. */
export interface Exclusion extends EventSample {
  readonly reason: ExclusionReason;
  /** Empty for `no_time`. */
  readonly field: string;
  /** Place in `sources`. */
  readonly source: number;
}

export interface CorrelationGroup {
  /** Values as text in the order of `group-by`; none where everything is one group. */
  readonly key: readonly { readonly field: string; readonly value: string }[];
  readonly itemCount: number;
  /** In the order of time. */
  readonly items: readonly ItemInGroup[];
  readonly hitCount: number;
  readonly windowCount: number;
  /** Those that fired, in the order of time. */
  readonly windows: readonly WindowTrace[];
  /** Of a group that never fired. */
  readonly nearest: NearestWindow | null;
}

/** An event, or a hit at that event. */
export interface ItemInGroup {
  readonly event: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Places in `sources` of the rules it matched. */
  readonly sources: readonly number[];
}

/** Consecutive events at which the condition held. */
export interface WindowTrace {
  readonly fired: FiredAt;
  /** Time of the first event that counted when it fired. */
  readonly from: number;
  /** Time of the last event at which the condition still held. */
  readonly to: number;
  /** The last moment at which an event would have counted together with the first one. */
  readonly closes: number;
  /** Count or value when it fired. */
  readonly value: string;
  /** The last of them while it held; null where counting again would take too long. */
  readonly lastValue: string | null;
  /** Events at which it fired, the first included. */
  readonly hits: number;
  /** What counted when it fired, in the order of time; the last of them only. */
  readonly members: readonly ItemInGroup[];
  readonly memberCount: number;
}

export interface FiredAt {
  readonly event: number;
  readonly time: number;
  /** An upper bound can only be decided when nothing more can come into the window. */
  readonly decided: 'at_event' | 'at_close';
}

/** The window that came nearest to firing. */
export interface NearestWindow {
  readonly from: number;
  readonly to: number;
  readonly closes: number;
  readonly value: string;
  readonly memberCount: number;
  readonly members: readonly ItemInGroup[];
  /** Places in `sources` of rules that are wanted and did not occur in the window. */
  readonly missing: readonly number[];
  /** All rules occurred, in another order. */
  readonly outOfOrder: boolean;
  /** What would have counted and came after the window had closed. */
  readonly next: { readonly event: number; readonly time: number; readonly lateMs: number } | null;
}
