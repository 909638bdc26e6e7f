// The matcher with its compilers of regular expressions and of array selectors built in.
import { compileRule as compile, evaluate as evaluateWith, runTests as runTestsWith } from './index.ts';
import type {
  CompiledRule,
  CompileOptions,
  DetectionRule,
  RunTestsOptions,
  TestFile,
  TestReport,
} from './index.ts';
import { compileArray } from './array/compile-array.ts';
import { regexCompiler } from './value/regex/regex-compiler.ts';

export * from './index.ts';
export { whyNot } from './evaluate/why-not.ts';

const whole = <T extends CompileOptions>(options: T): T => ({
  regex: regexCompiler,
  arrays: compileArray,
  ...options,
});

/** Rule → closures that `match` and `explain` run. Diagnostics say what is wrong; nothing is thrown. */
export function compileRule(rule: DetectionRule, options: CompileOptions = {}): CompiledRule {
  return compile(rule, whole(options));
}

/**
 * Whether the first detection rule of a text matches each event.
 *
 * `events` are parsed JSON values, or JSON text of one event, an array or NDJSON, where numbers stay exact.
 * @throws RuleError when the rule cannot be evaluated, EventError when the events' text cannot be read.
 */
export function evaluate(
  ruleText: string,
  events: readonly unknown[] | string,
  options: CompileOptions = {},
): boolean[] {
  return evaluateWith(ruleText, events, whole(options));
}

/** Runs the tests that files of rules and of tests hold. Nothing is thrown. */
export function runTests(files: readonly TestFile[], options: RunTestsOptions = {}): TestReport {
  return runTestsWith(files, whole(options));
}
