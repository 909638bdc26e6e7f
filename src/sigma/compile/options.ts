import type { Range } from '../source/range.ts';
import type { LinearRegexEngine } from '../value/regex/compile-regex.ts';

export interface CompileOptions {
  /** Values of `%placeholders%`, by name. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  /** Runs regular expressions that might take exponential time otherwise. */
  readonly linearRegex?: LinearRegexEngine;
  /** Rule ranges of predicates that are not to run: they were stopped before. */
  readonly skipped?: readonly Range[];
  /** A regular expression that needs backtracking decides nothing and never runs. */
  readonly refuseBacktracking?: boolean;
  /** Called before a predicate runs that may never end. */
  readonly onRunning?: (predicate: { readonly range: Range; readonly text: string }) => void;
}
