import { backtrackingCost } from './backtracking-cost.ts';
import type { BacktrackingCost } from './backtracking-cost.ts';
import type { NativeText } from './print-native.ts';
import { printNative } from './print-native.ts';
import { printRe2 } from './print-re2.ts';
import { readRegex } from './read-regex.ts';
import type { RegexNode } from './regex-node.ts';
import type { RegexNote, RegexProblem } from './regex-problem.ts';
import { RegexFault } from './regex-problem.ts';
import { compilePrefilter, leastLength, requiredRuns, textOfRun } from './required-literals.ts';
import type { LinearRegex, LinearRegexEngine, RegexStrategy, TextRegex } from './text-regex.ts';

export type { RegexNote, RegexProblem } from './regex-problem.ts';
export type { LinearRegexEngine, RegexStrategy, TextRegex } from './text-regex.ts';

/** The value modifiers `i`, `m` and `s`. */
export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

export type CompiledRegex =
  | {
      readonly regex: TextRegex;
      readonly notes: readonly RegexNote[];
      /** Every text that matches holds all of these, at least without regard to case. */
      readonly literals: readonly string[];
    }
  | { readonly problem: RegexProblem; readonly notes: readonly RegexNote[] }
  /** Compile again with a linear engine. */
  | { readonly needsLinearEngine: true; readonly notes: readonly RegexNote[] };

/** The browser's engine runs what is harmless up to the first length; no text is expected beyond the second. */
const usualTextLength = 4096;
const greatestTextLength = 1_048_576;

/** Well under a second for usual texts, a few seconds for the greatest. */
const maxUsualSteps = 3e8;
const maxGreatestSteps = 3e9;

/** Browsers finish a regular expression when it first runs, and may give up then; only long ones can make them. */
const warmUpLength = 2000;

/** Compiles a pattern as PCRE reads it. Never throws. */
export function compileRegex(
  pattern: string,
  flags: RegexFlags,
  engine: LinearRegexEngine | null,
): CompiledRegex {
  const read = readRegex(pattern, flags);
  if ('problem' in read) return read;
  const { tree, notes } = read;
  const native = tryNative(tree);
  const cost = backtrackingCost(tree, usualTextLength);
  const isHarmless = cost.steps <= maxUsualSteps;
  const isAlwaysHarmless = backtrackingCost(tree, greatestTextLength).steps <= maxGreatestSteps;
  const runs = requiredRuns(tree);
  const done = (
    strategy: RegexStrategy,
    source: string,
    run: LinearRegex,
    more: readonly RegexNote[] = [],
  ) => ({
    regex: {
      strategy,
      source,
      ...withPrefilter(run, compilePrefilter(isAlwaysHarmless ? [] : runs, leastLength(tree))),
    },
    notes: [...notes, ...more],
    literals: runs.map(textOfRun),
  });

  if (isHarmless && 'regex' in native) {
    const { regex } = native;
    return done('native', regex.source, isAlwaysHarmless ? runNative(regex) : byLength(regex, tree, engine));
  }
  const re2 = printRe2(tree);
  if (re2 !== null) {
    if (!engine) return { needsLinearEngine: true, notes };
    const compiled = engine.compile(re2);
    if (compiled) return done('linear', re2, compiled);
  }
  if ('problem' in native) return { problem: native.problem, notes };
  return done('backtracking', native.regex.source, runNative(native.regex), [
    backtrackingNote(cost, pattern),
  ]);
}

function tryNative(tree: RegexNode): { readonly regex: RegExp } | { readonly problem: RegexProblem } {
  let text: NativeText;
  try {
    text = printNative(tree);
  } catch (fault) {
    if (!(fault instanceof RegexFault)) throw fault;
    return { problem: fault.problem };
  }
  try {
    const regex = new RegExp(text.source, text.flags);
    if (text.source.length > warmUpLength) ['', '\u0100'].forEach((sample) => regex.test(sample));
    return { regex };
  } catch {
    const message = 'The browser cannot take a regular expression this large.';
    return { problem: { code: 'regex_unsupported', message, range: tree.range } };
  }
}

function runNative(regex: RegExp): LinearRegex {
  return {
    test: (text) => regex.test(text),
    find: (text) => {
      const match = regex.exec(text);
      return match && { start: match.index, end: match.index + match[0].length };
    },
  };
}

/** The browser's engine for texts of usual length; for longer ones the linear engine, where it can. */
function byLength(regex: RegExp, tree: RegexNode, engine: LinearRegexEngine | null): LinearRegex {
  const native = runNative(regex);
  if (!engine) return native;
  let linear: LinearRegex | null = null;
  const runnerFor = (text: string): LinearRegex => {
    if (text.length <= usualTextLength) return native;
    const re2 = linear ? null : printRe2(tree);
    linear ??= (re2 === null ? null : engine.compile(re2)) ?? native;
    return linear;
  };
  return {
    test: (text) => runnerFor(text).test(text),
    find: (text) => runnerFor(text).find(text),
  };
}

function withPrefilter(run: LinearRegex, mayMatch: (text: string) => boolean): LinearRegex {
  return {
    test: (text) => mayMatch(text) && run.test(text),
    find: (text) => (mayMatch(text) ? run.find(text) : null),
  };
}

function backtrackingNote(cost: BacktrackingCost, pattern: string): RegexNote {
  return {
    code: 'regex_backtracking',
    message: 'This may take very long on some texts: let what is repeated begin with something of its own.',
    range: cost.worst ?? { start: 0, end: pattern.length },
  };
}
