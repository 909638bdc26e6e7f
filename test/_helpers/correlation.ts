// Texts of correlations, and what is read of them.
import { compileCorrelations, correlate, readRules } from '../../src/sigma/matcher.ts';
import type {
  CompiledCorrelations,
  Correlation,
  CorrelationTrace,
  Correlated,
  Diagnostic,
} from '../../src/sigma/matcher.ts';
import { applyEdits } from '../../src/sigma/matcher.ts';
import { marked } from './rule.ts';

/** A rule that events match whose `r` is, or holds, its name. */
export function named(name: string): string {
  return `title: Rule ${name}\nname: ${name}\nlogsource: {product: test}\ndetection: {s: {r: ${name}}, condition: s}\n`;
}

/** A document of lines under `correlation:`, by its name. */
export function correlationOf(lines: string, name = 'c'): string {
  const indented = lines
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `title: Correlation ${name}\nname: ${name}\ncorrelation:\n${indented}\n`;
}

export function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}

export function compiledOf(text: string): CompiledCorrelations {
  return compileCorrelations(readRules(text).rules);
}

/** What reading and resolving has to say, as `[code, the text it marks]`. */
export function problemsOf(text: string): [string, string][] {
  return marked(text, compiledOf(text).diagnostics);
}

export function messageOf(text: string): string {
  return compiledOf(text)
    .diagnostics.map(({ message }) => message)
    .join('\n');
}

/** The text after the first fix of the first diagnostic that has one. */
export function mended(text: string, which = 0): string {
  const fixes = compiledOf(text).diagnostics.flatMap((each: Diagnostic) => each.fixes ?? []);
  const fix = fixes[which];
  if (!fix) throw new Error('There is no fix.');
  return applyEdits(text, fix.edits);
}

export const start = Date.UTC(2026, 0, 1);

/** Events as `[seconds, rules, more fields]`. */
export type Row = readonly [seconds: number, rules: string, fields?: object];

export function eventsOf(rows: readonly Row[]): object[] {
  return rows.map(([seconds, rules, fields]) => {
    const event = { time: new Date(start + seconds * 1000).toISOString(), r: rules.split(' '), ...fields };
    return JSON.parse(JSON.stringify(event)) as object;
  });
}

/** The first correlation of a text over events. */
export function traced(text: string, rows: readonly Row[]): CorrelationTrace {
  return ran(text, rows).correlations[0] as CorrelationTrace;
}

export function ran(text: string, rows: readonly Row[]): Correlated {
  return correlate(text, eventsOf(rows));
}

/** Indexes of the events at which the first correlation fired. */
export function firedAt(text: string, rows: readonly Row[]): number[] {
  return [...traced(text, rows).firedAt];
}

export function firstCorrelation(text: string): Correlation {
  const found = compiledOf(text).correlations.find(({ correlation }) => correlation)?.correlation;
  if (!found) throw new Error('The text has no correlation that can be read.');
  return found;
}
