import { compileRule, explain, match, readRules } from '../../src/sigma/matcher.ts';
import type {
  CompiledRule,
  CompileOptions,
  DetectionRule,
  Diagnostic,
  EventValue,
  ItemTrace,
  RuleTrace,
  ValueTrace,
  Verdict,
} from '../../src/sigma/matcher.ts';
import type { ConditionTrace, DetectionTrace } from '../../src/sigma/evaluate/trace.ts';

/** A rule around the text under `detection:`. */
export function rule(detection: string): string {
  const indented = indent(detection);
  return `title: t\nlogsource: {category: test}\ndetection:\n${indented}\n`;
}

/** A rule of one selection `s` and the condition `s`. */
export function selection(search: string): string {
  return rule(`s:\n${indent(search)}\ncondition: s`);
}

/** Line feeds alone end a line here: a value may hold U+2028. */
function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}

export function firstRule(text: string): DetectionRule {
  const found = readRules(text).rules.find((each) => each.type === 'detection');
  if (!found) throw new Error('The text has no detection rule.');
  return found;
}

export function compiled(text: string, options: CompileOptions = {}): CompiledRule {
  return compileRule(firstRule(text), options);
}

export function verdict(text: string, event: EventValue, options: CompileOptions = {}): Verdict {
  return match(compiled(text, options), event);
}

export function explained(text: string, event: EventValue, options: CompileOptions = {}): RuleTrace {
  return explain(compiled(text, options), event);
}

/** All detection items of a trace, in order. */
export function itemsOf(trace: RuleTrace): ItemTrace[] {
  const items = (node: ConditionTrace | DetectionTrace): ItemTrace[] => {
    if (node.type === 'item') return [node];
    if (node.type === 'broken') return [];
    if (node.type === 'array') return node.elements.flatMap(({ body }) => items(body));
    if (node.type === 'not') return items(node.child);
    if (node.type === 'identifier') return node.detection ? items(node.detection) : [];
    return node.children.flatMap(items);
  };
  return trace.conditions.flatMap(({ root }) => items(root));
}

/** The values of the first detection item. */
export function valuesOf(trace: RuleTrace): readonly ValueTrace[] {
  return itemsOf(trace)[0]?.values ?? [];
}

/** Diagnostics as `[code, the text they mark]`, in the order of the text. */
export function marked(text: string, diagnostics: readonly Diagnostic[]): [string, string][] {
  return [...diagnostics]
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ code, range }) => [code, text.slice(range.start, range.end)]);
}

/** What reading and compiling the first rule of a text has to say. */
export function problems(text: string, options: CompileOptions = {}): [string, string][] {
  return marked(text, compiled(text, options).diagnostics);
}
