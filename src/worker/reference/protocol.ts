// What crosses the boundary to the worker that knows the references: ATT&CK, AWS, the catalogue. Plain data only.
import type {
  BrokenFile,
  CatalogAnswer,
  CatalogEntry,
  CatalogQuery,
  Indicator,
  IndicatorRow,
  Matrix,
  RelatedRule,
  RuleSource,
  RunReport,
} from '../../catalog/types.ts';
import type { ExampleProblem } from '../../coverage/near-miss-events.ts';
import type { EventCoverage } from '../../coverage/types.ts';
import type { AttackCoverage } from '../../knowledge/attack/types.ts';
import type { KnownTag } from '../../knowledge/attack/known-tags.ts';
import type { LogsourceWords } from '../../knowledge/logsource/logsource-words.ts';
import type { EventLogsource } from '../../knowledge/logsource/event-logsource.ts';
import type { FieldWord, Operation } from '../../language/fields.ts';
import type { Hover } from '../../language/hover.ts';
import type { Diagnostic, Expectation, Logsource, Range, RuleMetadata } from '../../sigma/index.ts';

/** What the page says of the first detection rule of a text. */
export interface RulePage {
  readonly metadata: RuleMetadata;
  readonly logsource: Logsource;
  readonly attack: AttackCoverage;
  /** Diagnostics about meaning: those of reading and compiling come with the verdict. */
  readonly diagnostics: readonly Diagnostic[];
  readonly indicators: readonly IndicatorRow[];
  readonly related: readonly RelatedRule[];
  /** Rules in the catalogue, for the headings. */
  readonly catalogSize: number;
  /** The user's rules are still being read: counts will grow, and `watch` says when. */
  readonly catalogLoading: boolean;
}

/** Events that a rule fires on, each followed by its near misses. */
export interface RuleExamples {
  readonly events: readonly RuleExample[];
  /** Predicates without a near miss, and why. */
  readonly problems: readonly ExampleProblem[];
  readonly predicates: number;
}

export interface RuleExample {
  readonly name: string;
  readonly expectation: Expectation;
  /** JSON. */
  readonly text: string;
  /** Of the predicate that makes the difference, in the rule. */
  readonly predicate: Range | null;
}

export interface RuleWords {
  readonly tags: readonly KnownTag[];
  readonly logsources: LogsourceWords;
}

export interface Progress {
  /** `reading`, `parsing`, `storing`, `running`. */
  readonly stage: 'reading' | 'parsing' | 'storing' | 'running';
  readonly done: number;
  readonly total: number;
}

export interface ImportReport {
  /** null when nothing was taken. */
  readonly source: RuleSource | null;
  readonly broken: readonly BrokenFile[];
  /** Files that are no rules, by design: read-me files, images. */
  readonly ignored: number;
  /** Archives inside the archive: they are not opened. */
  readonly nestedArchives: number;
  /** A sentence when the whole failed (`not a zip`, `too large`, `canceled`) or could not be kept; empty otherwise. */
  readonly problem: string;
  readonly elapsedMs: number;
}

export interface OpenedRule {
  readonly entry: CatalogEntry;
  readonly text: string;
  /** Labelled events that came with it, as one events text; empty where there are none. */
  readonly eventsText: string;
}

export interface RunOptions {
  /** Only rules whose log source the events are of. */
  readonly honourLogsource: boolean;
  /** Limits the run to these rules; absent for all. */
  readonly keys?: readonly string[];
}

/** The client wraps the callbacks for Comlink. */
export type OnProgress = (progress: Progress) => void;

export interface CatalogState {
  readonly size: number;
  /** Rules are still being read. */
  readonly loading: boolean;
  /** A sentence when what was stored could not be read or nothing can be stored; empty otherwise. */
  readonly problem: string;
}

export type OnChange = (state: CatalogState) => void;

export interface Reference {
  /** null when the text has no detection rule. */
  describe(ruleText: string): Promise<RulePage | null>;
  /** Diagnostics about meaning that `describe` does not have: AWS's facts are loaded for them. */
  lint(ruleText: string): Promise<readonly Diagnostic[]>;
  /** By the conventions of SigmaHQ's repository, of which nobody hears who did not ask for them. */
  conventions(ruleText: string): Promise<readonly Diagnostic[]>;
  coverage(ruleText: string): Promise<EventCoverage | null>;
  /** JSON text of an event of that kind, with the fields that the rule looks at. `values` as in a coverage row. */
  skeleton(ruleText: string, values: readonly string[]): Promise<string>;
  /** For one row of the coverage, or for all of them. null when the text has no detection rule. */
  examples(ruleText: string, values: readonly string[] | null): Promise<RuleExamples | null>;
  sources(): Promise<readonly RuleSource[]>;
  search(query: CatalogQuery): Promise<CatalogAnswer>;
  /** Other rules that look for the same. */
  rulesWith(indicator: Indicator): Promise<readonly CatalogEntry[]>;
  open(key: string): Promise<OpenedRule | null>;
  /** `.zip` archives, `.yml` files; `name` names the source when there are several. */
  importFiles(
    files: readonly { readonly file: Blob; readonly path: string }[],
    name: string,
    onProgress: OnProgress,
  ): Promise<ImportReport>;
  removeSource(id: string): Promise<void>;
  broken(source: string): Promise<readonly BrokenFile[]>;
  run(eventsText: string, options: RunOptions, onProgress: OnProgress): Promise<RunReport>;
  /** Ends the import and the run that are under way; they answer with what they have. */
  cancel(): Promise<void>;
  /** Words for those who write a rule. */
  words(): Promise<RuleWords>;
  /** Fields that events can have: of the log source and the operations that a rule asks for, or of one operation. */
  fieldWords(of: string | Operation): Promise<readonly FieldWord[]>;
  /** What is known of a place of a rule beside the rule itself. */
  hoverKnown(ruleText: string, offset: number): Promise<Hover | null>;
  /** What a field of an event of an operation means, in sentences. */
  describeField(path: string, operation: Operation): Promise<readonly string[]>;
  /** Of the whole catalogue, or of these rules. */
  matrix(keys?: readonly string[]): Promise<Matrix>;
  /** JSON text of an ATT&CK Navigator layer, format 4.5. */
  navigatorLayer(name: string, keys?: readonly string[]): Promise<string>;
  /** Called at once and whenever the catalogue's rules are other ones: whoever shows counts asks again. */
  watch(onChange: OnChange): Promise<void>;
}

/** A part of the events text that is read on its own: `before` and `after` make a whole of it. */
export interface Shard {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** What a run needs: rules for those who evaluate, and the parts of the events text. */
export interface RunPlan {
  /** Same number, same rules: who has them need not get them again. */
  readonly rulesId: number;
  /** Rules that were read, as JSON: reading the texts again would take longer than everything else. */
  readonly rules: readonly string[];
  readonly honourLogsource: boolean;
  readonly shards: readonly Shard[];
}

/** What came of it. Rules are numbers in the plan, events are numbers in the whole text. */
export interface RunFindings {
  /** Event, rule, event, rule … in the order of the events. */
  readonly pairs: Uint32Array;
  readonly eventCount: number;
  readonly refused: readonly number[];
  readonly stopped: readonly number[];
  /** Of the events, as far as they say; empty where log sources do not count. */
  readonly logsources: readonly EventLogsource[];
  readonly canceled: boolean;
}

/** What the worker itself answers: a run is planned and reported there, and evaluated by workers the page starts. */
export interface ReferenceEngine extends Omit<Reference, 'run'> {
  /** Before anything else. `keep`: the user's rules are stored. */
  start(options: { readonly keep: boolean }): Promise<void>;
  planRun(eventsText: string, options: RunOptions): Promise<RunPlan>;
  reportRun(findings: RunFindings): Promise<Omit<RunReport, 'elapsedMs'>>;
}
