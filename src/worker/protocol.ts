// What crosses the worker boundary: plain data only.
import type {
  CorrelationTrace,
  Diagnostic,
  EventTimesTrace,
  PipelineChange,
  Range,
  RuleTrace,
  Verdict,
  WhyNot,
} from '../sigma/index.ts';
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
  /** Index of the document of the rule text to explain. Without it: the last correlation, else the first rule. */
  readonly document?: number;
  /** Values of placeholders; none where it is left out. */
  readonly placeholders?: Placeholders;
  /** The pipeline that rules go through: the id of one that comes with the matcher, or a text. */
  readonly pipeline?: string;
  /** Nothing is loaded before a text needs it. */
  readonly lean?: boolean;
}

/** What one document of the rule text is. */
export interface RuleSummary {
  readonly kind: 'detection' | 'correlation' | 'filter' | 'action' | 'broken';
  readonly title: string;
  readonly range: Range;
}

/** What one document of several says. */
export interface DocumentAnswer {
  /** What others refer to it by; empty where it has none. */
  readonly id: string;
  readonly name: string;
  /** `ready`: it is evaluated; `broken`: it is refused; `part`: it has no verdict of its own, as a filter has none. */
  readonly state: 'ready' | 'broken' | 'part';
  /** On how many events the rule fires; how often the correlation does. */
  readonly fired: number;
  /** Of how many events the rule cannot say whether it fires. */
  readonly undecided: number;
  /** Of a rule on the explained event, of a correlation on all of them; null for what has none. */
  readonly verdict: Verdict | null;
  /**
   * Indexes of documents: of a rule, the filters that apply to it; of a filter, the rules that it applies to; of a
   * correlation, what it refers to.
   */
  readonly related: readonly number[];
  /** Events on which the rule would fire without its filters. Of a filter: those of all its rules, by it alone. */
  readonly excluded: number;
}

/** What there is to say of a text of several documents. */
export interface CollectionAnswer {
  /** One each of `rule.documents`. */
  readonly documents: readonly DocumentAnswer[];
  /** The explained rule as it is evaluated, merged with its filters and `action` documents; null where it is as written. */
  readonly effectiveText: string | null;
  /** Indexes of the filters but for which the explained rule would fire on the explained event. */
  readonly excludedBy: readonly number[];
  /** The verdict in words, of what has another one than a rule. */
  readonly line: CollectionLine | null;
  /** Where a correlation is explained: what came of it. */
  readonly correlation: CorrelationAnswer | null;
}

export interface CollectionLine {
  readonly tone: Verdict | 'idle';
  readonly text: string;
  readonly detail: string;
}

export interface CorrelationAnswer {
  readonly trace: CorrelationTrace;
  readonly times: EventTimesTrace;
  /** What it waits for, in one sentence; empty where it cannot be read. */
  readonly wanted: string;
  /** Why it cannot be decided; empty where it can. */
  readonly undecided: string;
  /** One each of `trace.groups`, in words. */
  readonly groups: readonly {
    readonly name: string;
    /** One each of the windows that fired. */
    readonly windows: readonly string[];
    /** How far a group that never fired was; empty for one that did. */
    readonly nearest: string;
  }[];
  /** One each of `trace.excluded`. */
  readonly excluded: readonly string[];
}

export interface PipelineAnswer {
  /** As in the request. */
  readonly choice: string;
  /** The text that the choice stands for. */
  readonly text: string;
  readonly name: string;
  /** Of the pipeline's text. */
  readonly diagnostics: readonly Diagnostic[];
  /** It is applied to no rule. */
  readonly broken: boolean;
  /** The first of what it changed in the rules of the text. */
  readonly changes: readonly PipelineChange[];
  readonly changeCount: number;
}

export interface RunResult {
  readonly id: number;
  readonly rule: {
    /**
     * `ready`: it can be evaluated; `broken`: it is refused, diagnostics say why; `part`: it has no verdict of its own,
     * as a filter has none; `empty`: no text.
     */
    readonly state: 'ready' | 'broken' | 'part' | 'empty';
    readonly documents: readonly RuleSummary[];
    /** Index into `documents` of the one that is explained; -1 for none. */
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
  /** Absent where one plain rule is all of the text. */
  readonly collection?: CollectionAnswer;
  /** Where a pipeline is chosen: what it says and did. */
  readonly pipeline?: PipelineAnswer;
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
