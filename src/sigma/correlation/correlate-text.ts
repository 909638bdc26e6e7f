// From the texts of rules and events to what came of the correlations: the library's way.
import { compileRule } from '../compile/compile-rule.ts';
import type { CompileOptions } from '../compile/options.ts';
import { RuleError, valuesOf } from '../evaluate/evaluate.ts';
import { match } from '../evaluate/match.ts';
import type { EventValue } from '../event/value.ts';
import { readRules } from '../rule/read-rules.ts';
import type { Rule } from '../rule/rule.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { compileCorrelations } from './compile-correlations.ts';
import { correlateEvents } from './correlate.ts';
import type { RuleMatches } from './graph.ts';
import type { CorrelationRun } from './trace.ts';

export interface CorrelateOptions extends CompileOptions {
  /** The field that says when an event happened; without it, the first known one that an event has. */
  readonly timeField?: string;
}

export interface Correlated extends CorrelationRun {
  /** Of all rules and correlations of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

export function correlateText(
  rulesText: string,
  events: readonly unknown[] | string,
  options: CorrelateOptions = {},
): Correlated {
  const { rules, diagnostics } = readRules(rulesText);
  const compiled = compileCorrelations(rules);
  if (compiled.correlations.length === 0) throw new RuleError(diagnostics);
  const values = valuesOf(events);
  const problems = [...diagnostics];
  const wanted = new Set(compiled.correlations.flatMap(({ sources }) => sources.map(({ rule }) => rule)));
  const matches = rules.map((rule, place): RuleMatches => {
    if (!wanted.has(place)) return null;
    const { found, own } = matchesOf(rule, values, options);
    problems.push(...own.filter((each) => !rule.diagnostics.includes(each)));
    return found;
  });
  const { timeField } = options;
  const run = correlateEvents(compiled, {
    events: values,
    matches,
    ...(timeField !== undefined && { timeField }),
  });
  return { ...run, diagnostics: [...problems, ...compiled.diagnostics] };
}

function matchesOf(
  rule: Rule,
  events: readonly EventValue[],
  options: CompileOptions,
): { found: RuleMatches; own: readonly Diagnostic[] } {
  if (rule.type !== 'detection') return { found: null, own: [] };
  const compiled = compileRule(rule, options);
  if (compiled.refused) return { found: null, own: compiled.diagnostics };
  const matches: number[] = [];
  let unknown = 0;
  events.forEach((event, index) => {
    const verdict = match(compiled, event);
    if (verdict === 'match') matches.push(index);
    else if (verdict === 'unknown') unknown++;
  });
  return { found: { matches, unknown }, own: compiled.diagnostics };
}
