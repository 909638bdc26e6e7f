// Rules of a text → correlations with their references resolved, each behind those that it depends on.
import { readMetadata } from '../rule/metadata.ts';
import type { PlacedText } from '../rule/metadata.ts';
import type { Rule } from '../rule/rule.ts';
import { codeSpan } from '../source/code-span.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { checkAliases, fieldsOf } from './aliases.ts';
import { correlationDiagnostic, refusesCorrelation } from './correlation-diagnostic.ts';
import { checkExpression } from './expression.ts';
import type { CompiledCorrelation, CompiledCorrelations, CorrelationSource } from './graph.ts';
import { readCorrelation, repeated } from './read-correlation.ts';
import { RuleNames } from './rule-names.ts';

interface Draft {
  readonly rule: number;
  readonly title: string;
  readonly correlation: CompiledCorrelation['correlation'];
  readonly diagnostics: Diagnostic[];
  readonly references: readonly { readonly reference: PlacedText; readonly source: CorrelationSource }[];
  refused: boolean;
}

/**
 * `rules` is all that a text holds, in its order, rules of all types: what refers to what is found among them. Never
 * throws: what is wrong stands in the diagnostics.
 */
export function compileCorrelations(rules: readonly Rule[]): CompiledCorrelations {
  const names = new RuleNames(rules);
  const drafts = new Map<number, Draft>();
  rules.forEach((rule, index) => {
    if (rule.type === 'correlation') drafts.set(index, toDraft(rule, index, rules, names));
  });
  const order = sort(drafts);
  for (const draft of order) {
    draft.refused ||= draft.diagnostics.some(refusesCorrelation);
    for (const { reference, source } of draft.references)
      if (drafts.get(source.rule)?.refused) {
        draft.refused = true;
        // Of a cycle that was said already.
        if (!draft.diagnostics.some(({ range }) => range === reference.range))
          draft.diagnostics.push(refusedReference(reference));
      }
  }
  return {
    correlations: order.map(({ rule, title, correlation, references, refused }) => ({
      rule,
      title,
      correlation,
      sources: references.map(({ source }) => source),
      refused: refused || correlation === null,
    })),
    diagnostics: order
      .flatMap(({ diagnostics }) => diagnostics)
      .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
    hidden: hiddenBy(order),
  };
}

function toDraft(rule: Rule, index: number, rules: readonly Rule[], names: RuleNames): Draft {
  const base = { rule: index, title: rule.title };
  if (!rule.document) return { ...base, correlation: null, diagnostics: [], references: [], refused: true };
  const { correlation, diagnostics: read } = readCorrelation(rule.document, rule.text);
  const diagnostics = [...read];
  // What is wrong with the YAML of the document stands in the rule's own diagnostics.
  const refused = rule.diagnostics.some(refusesRule);
  if (!correlation) return { ...base, correlation, diagnostics, references: [], refused: true };
  const seen = new Map<number, string>();
  const references = correlation.rules.flatMap((reference) => {
    const found = names.find(reference, index, diagnostics);
    if (found === null) return [];
    const before = seen.get(found);
    if (before !== undefined) {
      // A text that stands twice was said when it was read.
      if (before !== reference.text)
        diagnostics.push(
          correlationDiagnostic('repeated_rule_reference', reference.range, repeated(reference.text)),
        );
      return [];
    }
    seen.set(found, reference.text);
    const target = rules[found] as Rule;
    const isRefused = target.type === 'broken' || target.diagnostics.some(refusesRule);
    if (isRefused) diagnostics.push(refusedReference(reference));
    return [{ reference, source: toSource(reference, target, found) }];
  });
  const sources = references.map(({ source }) => source);
  const isWhole = sources.length === correlation.rules.length;
  checkAliases(correlation, sources, isWhole, diagnostics);
  if (correlation.condition.type === 'expression')
    checkExpression(correlation, correlation.condition, sources, isWhole, diagnostics);
  return {
    ...base,
    correlation,
    diagnostics,
    references: references.map(({ reference, source }) => ({
      reference,
      source: { ...source, ...fieldsOf(correlation, source) },
    })),
    refused,
  };
}

function toSource(reference: PlacedText, target: Rule, rule: number): CorrelationSource {
  const { id, name } = readMetadata(target.document);
  const all = [reference.text, name?.text, id?.text].filter((each) => each !== undefined);
  return {
    rule,
    type: target.type === 'correlation' ? 'correlation' : 'detection',
    name: reference.text,
    names: [...new Set(all)],
    groupFields: [],
    valueFields: [],
  };
}

function refusedReference({ text, range }: PlacedText): Diagnostic {
  return correlationDiagnostic(
    'refused_rule_reference',
    range,
    `The rule ${codeSpan(text)} cannot be evaluated, so neither can this correlation: mend that rule first.`,
  );
}

/** Those that depend on nothing unfinished first. What is left over depends on itself, or on what does. */
function sort(drafts: ReadonlyMap<number, Draft>): Draft[] {
  const order: Draft[] = [];
  const users = new Map<number, Draft[]>();
  const open = new Map<Draft, number>();
  for (const draft of drafts.values()) {
    const dependencies = draft.references.filter(({ source }) => drafts.has(source.rule));
    open.set(draft, dependencies.length);
    for (const { source } of dependencies) users.set(source.rule, [...(users.get(source.rule) ?? []), draft]);
  }
  const ready = [...drafts.values()].filter((draft) => open.get(draft) === 0);
  for (let next = ready.shift(); next; next = ready.shift()) {
    order.push(next);
    for (const user of users.get(next.rule) ?? []) {
      const left = (open.get(user) ?? 0) - 1;
      open.set(user, left);
      if (left === 0) ready.push(user);
    }
  }
  if (order.length === drafts.size) return order;
  const rest = [...drafts.values()].filter((draft) => (open.get(draft) ?? 0) > 0);
  markCycles(rest);
  return [...order, ...rest];
}

function markCycles(rest: readonly Draft[]): void {
  // What nothing of the rest refers to is in no cycle, again and again.
  const inCycle = new Map(rest.map((draft) => [draft.rule, draft]));
  const users = new Map<number, number>();
  for (const { references } of rest)
    for (const { source } of references) users.set(source.rule, (users.get(source.rule) ?? 0) + 1);
  const unused = rest.filter(({ rule }) => !users.has(rule));
  for (let next = unused.pop(); next; next = unused.pop()) {
    inCycle.delete(next.rule);
    for (const { source } of next.references) {
      const left = (users.get(source.rule) ?? 0) - 1;
      users.set(source.rule, left);
      const freed = left === 0 ? inCycle.get(source.rule) : undefined;
      if (freed) unused.push(freed);
    }
  }
  for (const draft of rest) {
    draft.refused = true;
    if (!inCycle.has(draft.rule)) continue;
    for (const { reference, source } of draft.references)
      if (inCycle.has(source.rule))
        draft.diagnostics.push(
          correlationDiagnostic(
            'cyclic_rule_reference',
            reference.range,
            source.rule === draft.rule
              ? 'The correlation refers to itself: refer to the rules whose events it is about.'
              : `${codeSpan(reference.text)} refers back to this correlation: one of the two references has to go.`,
          ),
        );
  }
}

/** Spec: the rules that a correlation refers to are not reported on their own, unless it has `generate: true`. */
function hiddenBy(order: readonly Draft[]): number[] {
  const generated = new Map<number, boolean>();
  for (const { correlation, references } of order)
    for (const { source } of references)
      generated.set(source.rule, (generated.get(source.rule) ?? false) || correlation?.generate === true);
  return [...generated]
    .filter(([, isReported]) => !isReported)
    .map(([rule]) => rule)
    .sort((a, b) => a - b);
}
