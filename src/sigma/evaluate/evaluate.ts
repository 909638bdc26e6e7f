import { compileRule } from '../compile/compile-rule.ts';
import type { CompileOptions } from '../compile/options.ts';
import { readEvents } from '../event/read-events.ts';
import type { EventValue } from '../event/value.ts';
import { readRules } from '../rule/read-rules.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { match } from './match.ts';

/** A text that cannot be used. `diagnostics` say where and why. */
class TextError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[], decisive: Diagnostic | undefined) {
    super(decisive?.message ?? 'The text cannot be read.');
    this.name = new.target.name;
    this.diagnostics = diagnostics;
  }
}

/** The rule cannot be evaluated. */
export class RuleError extends TextError {
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics, diagnostics.find(refusesRule) ?? diagnostics[0]);
  }
}

/** The text of the events cannot be read. */
export class EventError extends TextError {
  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      diagnostics,
      diagnostics.find(({ severity }) => severity === 'error'),
    );
  }
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
  const { rules, diagnostics } = readRules(ruleText);
  const rule = rules.find((each) => each.type === 'detection');
  if (!rule) throw new RuleError(diagnostics);
  const compiled = compileRule(rule, options);
  if (compiled.refused) throw new RuleError(compiled.diagnostics);
  return valuesOf(events).map((event) => match(compiled, event) === 'match');
}

/** @throws EventError when the text cannot be read. */
export function valuesOf(events: readonly unknown[] | string): readonly EventValue[] {
  if (typeof events !== 'string') return events as readonly EventValue[];
  const read = readEvents(events);
  if (read.diagnostics.some(({ severity }) => severity === 'error')) throw new EventError(read.diagnostics);
  return read.events.map(({ value }) => value);
}
