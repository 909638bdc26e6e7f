// What crosses the worker boundary: plain data only.
import type { Diagnostic, Range, RuleTrace, Verdict, WhyNot } from '../sigma/index.ts';
import type { Answered, Asked, Question } from './workbench/protocol.ts';

export type { Hint, WhyNot } from '../sigma/index.ts';

/** Values by the name of the placeholder, without its percent signs. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

/** `undefined` for a text means: as in the last answered request. */
export interface RunRequest {
  readonly id: number;
  readonly ruleText?: string;
  readonly eventsText?: string;
  /** Index of the event to explain. */
  readonly selected: number;
  /** Rule ranges of predicates not to run, because they were stopped before. */
  readonly skipped: readonly Range[];
  /** Values of placeholders; none where it is left out. */
  readonly placeholders?: Placeholders;
  /** Nothing is loaded before a text needs it. */
  readonly lean?: boolean;
}

/** What one document of the rule text is. */
export interface RuleSummary {
  readonly kind: 'detection' | 'correlation' | 'filter' | 'broken';
  readonly title: string;
  readonly range: Range;
}

export interface RunResult {
  readonly id: number;
  readonly rule: {
    /**
     * `ready`: it can be evaluated; `broken`: it is refused, diagnostics say why;
     * `not_evaluated`: a correlation or filter alone, read but not evaluated; `empty`: no text.
     */
    readonly state: 'ready' | 'broken' | 'not_evaluated' | 'empty';
    readonly documents: readonly RuleSummary[];
    /** Index into `documents` of the rule that is evaluated; -1 for none. */
    readonly evaluated: number;
    readonly diagnostics: readonly Diagnostic[];
    /** Names of placeholders in the rule; left out where it has none. */
    readonly placeholders?: readonly string[];
  };
  readonly events: {
    readonly state: 'ready' | 'broken' | 'empty';
    readonly diagnostics: readonly Diagnostic[];
    /** Range in the events text and a short label of each event, in order. */
    readonly list: readonly EventSummary[];
    /** What was unwrapped, e.g. `Records: 4 events`; empty for plain events. */
    readonly unwrapped: string;
  };
  /** One per event. Empty when the rule is not `ready` or `broken`. */
  readonly verdicts: readonly Verdict[];
  /** The explained event; null when there is no rule tree or no event. */
  readonly explanation: Explanation | null;
  /** Milliseconds spent in the worker. */
  readonly elapsedMs: number;
}

/** As the worker says it: what of it nothing has changed since the last answer does not travel again. */
export interface RunAnswer extends Omit<RunResult, 'events'> {
  /** null: as in the last answer. */
  readonly events: RunResult['events'] | null;
}

export interface EventSummary {
  readonly label: string;
  readonly range: Range;
}

export interface Explanation {
  /** Index of the explained event. */
  readonly event: number;
  readonly trace: RuleTrace;
  /** null when the rule fires or cannot be decided. */
  readonly whyNot: WhyNot | null;
}

/** Posted as a plain message before a predicate runs that may never end. */
export interface RunningNotice {
  readonly running: { readonly range: Range; readonly text: string };
}

/** The methods that the worker exposes through Comlink. */
export interface Engine {
  run(request: RunRequest): Promise<RunAnswer>;
  /** About the rule and the events of the last run. */
  ask<Q extends Question>(question: Q, ...args: Asked<Q>): Promise<Answered<Q>>;
}

/** Posted once, when the worker can be called. */
export interface ReadyNotice {
  readonly ready: true;
}
