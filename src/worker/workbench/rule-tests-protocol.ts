import type { EventMark } from '../../intake/event-marks.ts';
import type { Expectation, TestFile, TextEdit } from '../../sigma/index.ts';

export type TestFormat = 'exemplars' | 'regression' | 'panther' | 'ndjson';

/** What is said of one event. */
export interface EventLabel {
  /** Its number among all. */
  readonly event: number;
  readonly expectation: Expectation;
  readonly name?: string;
}

/** `edits` are of the rule. `notes`: sentences about what the format says in another way, or not at all. */
export type TestsWritten =
  | { readonly edits: readonly TextEdit[]; readonly notes: readonly string[] }
  | { readonly files: readonly TestFile[]; readonly notes: readonly string[] }
  | { readonly problem: string };

/** Tests as labelled events. */
export interface TestsOpened {
  readonly eventsText: string;
  readonly marks: readonly EventMark[];
  /** `open`: of several events some should fire, and which is not said. */
  readonly counts: Readonly<Record<Expectation | 'open', number>>;
  /** The rule that they are of, where it was among the files. */
  readonly ruleText: string | null;
  /** They name another rule than the present one. */
  readonly isOfOtherRule: boolean;
  /** Tests of further rules among the files. */
  readonly leftOut: number;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}
