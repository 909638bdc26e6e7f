// The published library: the matcher with its linear-time engine for regular expressions built in.
import { compileRule as compile, evaluate as evaluateWith } from './index.ts';
import type { CompiledRule, CompileOptions, DetectionRule } from './index.ts';
import { re2jsEngine } from './value/regex/re2js-engine.ts';

export * from './index.ts';

const withEngine = (options: CompileOptions): CompileOptions => ({ linearRegex: re2jsEngine, ...options });

/** Rule → closures that `match` and `explain` run. Diagnostics say what is wrong; nothing is thrown. */
export function compileRule(rule: DetectionRule, options: CompileOptions = {}): CompiledRule {
  return compile(rule, withEngine(options));
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
  return evaluateWith(ruleText, events, withEngine(options));
}
