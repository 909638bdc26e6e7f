import type { Range } from '../../source/range.ts';

/**
 * Who runs a regular expression: `native`, the browser, because it needs little time whatever the text; `linear`, an
 * engine whose time grows with the text's length only; `backtracking`, the browser, because no other engine can,
 * although some text may take it for ever.
 */
export type RegexStrategy = 'native' | 'linear' | 'backtracking';

/** A compiled regular expression. A match is a search: it may begin and end anywhere. */
export interface TextRegex {
  readonly strategy: RegexStrategy;
  /** Invariant: the same answer as `find(text) !== null`. */
  test(text: string): boolean;
  /** The first match, in UTF-16 code units. */
  find(text: string): Range | null;
  /** The text the engine was given. */
  readonly source: string;
}

export interface LinearRegex {
  test(text: string): boolean;
  find(text: string): Range | null;
}

/** A linear-time engine. It is passed in, because the page loads it only when a pattern needs it. */
export interface LinearRegexEngine {
  /**
   * Takes RE2's syntax; no flags. A capturing group holds text that is looked at but no part of the match: `find` ends
   * where the first such group begins. `null` when the engine cannot take the pattern.
   */
  compile(source: string): LinearRegex | null;
}
