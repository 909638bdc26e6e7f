import { compileRule } from '../compile/compile-rule.ts';
import type { CompileOptions } from '../compile/options.ts';
import { RuleError, valuesOf } from '../evaluate/evaluate.ts';
import { match } from '../evaluate/match.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { readCollection } from './read-collection.ts';

/**
 * Whether the first detection rule of a text matches each event, together with the filters and `action` documents that
 * the text has for it.
 *
 * `events` are parsed JSON values, or JSON text of one event, an array or NDJSON, where numbers stay exact.
 * @throws RuleError when the rule cannot be evaluated, EventError when the events' text cannot be read.
 */
export function evaluate(
  ruleText: string,
  events: readonly unknown[] | string,
  options: CompileOptions = {},
): boolean[] {
  const { documents, diagnostics } = readCollection(ruleText);
  const first = documents.find(({ rule }) => rule.type === 'detection')?.effective;
  if (!first) {
    const none = diagnostic('no_rule', { start: 0, end: 0 }, 'The text has no detection rule.');
    throw new RuleError(diagnostics.length > 0 ? diagnostics : [none]);
  }
  const compiled = compileRule(first, options);
  if (compiled.refused) throw new RuleError(compiled.diagnostics);
  return valuesOf(events).map((event) => match(compiled, event) === 'match');
}
