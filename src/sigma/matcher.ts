// The matcher with its compilers of regular expressions, of array selectors and of rare values built in.
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
import { compileRareValue } from './compile/rare-value.ts';
import { correlateText } from './correlation/correlate-text.ts';
import type { Correlated, CorrelateOptions } from './correlation/correlate-text.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { readPipeline as readPipelineWith } from './pipeline/read-pipeline.ts';
import { regexCompiler } from './value/regex/regex-compiler.ts';

export * from './index.ts';
export * from './correlation/part.ts';
export type { Correlated, CorrelateOptions };
export { whyNot } from './evaluate/why-not.ts';
export { aboutDiagnostics } from './source/code-notes.ts';
export { applyPipeline } from './pipeline/apply-pipeline.ts';
export { builtInPipelines } from './pipeline/built-in/built-in.ts';

const whole = <T extends CompileOptions>(options: T): T => ({
  regex: regexCompiler,
  arrays: compileArray,
  rareValues: compileRareValue,
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

/**
 * What came of the correlations of a text over events, with the rules they refer to in the same text, divided by `---`.
 *
 * A correlation that cannot be evaluated is `unknown`, and the diagnostics say why. Events as in `evaluate`.
 * @throws RuleError when the text has no correlation, EventError when the events' text cannot be read.
 */
export function correlate(
  rulesText: string,
  events: readonly unknown[] | string,
  options: CorrelateOptions = {},
): Correlated {
  return correlateText(rulesText, events, whole(options));
}

/** Runs the tests that files of rules and of tests hold. Nothing is thrown. */
export function runTests(files: readonly TestFile[], options: RunTestsOptions = {}): TestReport {
  return runTestsWith(files, whole(options));
}

/** The text of a processing pipeline, in the YAML of pySigma → its items. Nothing is thrown: see its `diagnostics`. */
export function readPipeline(text: string): Pipeline {
  return readPipelineWith(text, regexCompiler);
}
