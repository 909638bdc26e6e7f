import type { Range } from '../source/range.ts';
import type { ValueCompiler } from './context.ts';
import type { ArrayCompiler } from './search.ts';
import type { RegexCompiler } from '../value/regex/regex-compiler.ts';

/** What a rule does not say itself. All of it may be left out. */
export interface CompileOptions {
  /** Values of `%placeholders%`, by name. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  /** Without it, a rule with a regular expression says `needsRegex`. */
  readonly regex?: RegexCompiler;
  /** Without it, a rule with array selectors says `needsArrays`. */
  readonly arrays?: ArrayCompiler;
  /** Without it, a rule with values that few rules have (encoded, networks, comparisons, `fieldref`) says `needsRareValues`. */
  readonly rareValues?: ValueCompiler;
  /** Rule ranges of predicates that are not to run: they were stopped before. */
  readonly skipped?: readonly Range[];
  /** A regular expression that needs backtracking decides nothing and never runs. */
  readonly refuseBacktracking?: boolean;
  /** Called before a predicate runs that may never end. */
  readonly onRunning?: (predicate: { readonly range: Range; readonly text: string }) => void;
}
