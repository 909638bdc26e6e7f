// Which filters apply to which rules, and the rule that comes of it: `(rule) and (filter)`. Names and patterns of the
// one never reach into the other.
import { printCondition, scopeEnd } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import { readMetadata } from '../rule/metadata.ts';
import type { PlacedText } from '../rule/metadata.ts';
import type { Detection, DetectionRule, Logsource, Rule } from '../rule/rule.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import type { Range } from '../source/range.ts';
import { collectionDiagnostic } from './diagnostics.ts';
import type { Filter } from './read-filter.ts';

/** What others refer to a rule by. */
export interface Identity {
  readonly id: string;
  readonly name: string;
}

export function identityOf({ document }: Rule): Identity {
  const { id, name } = readMetadata(document);
  return { id: id?.text ?? '', name: name?.text ?? '' };
}

export interface Applied {
  /** Places of the rules in the text. */
  readonly rules: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The rules of a text that a filter applies to. */
export function findRules(
  { references, logsource, rule }: Filter,
  rules: readonly Rule[],
  identities: readonly Identity[],
): Applied {
  const detections = rules.flatMap((each, i) => (each.type === 'detection' ? [i] : []));
  const isOfSource = (i: number): boolean => covers(logsource, (rules[i] as DetectionRule).logsource);
  if (references === null) {
    const found = detections.filter(isOfSource);
    return { rules: found, diagnostics: found.length > 0 ? [] : [withoutRules(rule, logsource)] };
  }
  const found = new Set<number>();
  const diagnostics: Diagnostic[] = [];
  for (const reference of references) {
    const meant = identities.flatMap((each, i) => (isMeant(each, reference.text) ? [i] : []));
    const own = meant.filter((i) => rules[i]?.type === 'detection');
    if (own.length === 0) diagnostics.push(unknownReference(reference, meant, rules, identities, detections));
    for (const i of own)
      if (isOfSource(i)) found.add(i);
      else diagnostics.push(otherSource(reference, logsource, (rules[i] as DetectionRule).logsource));
  }
  return { rules: [...found].sort((a, b) => a - b), diagnostics };
}

function isMeant({ id, name }: Identity, reference: string): boolean {
  return reference !== '' && (name === reference || id.toLowerCase() === reference.toLowerCase());
}

const sourceKeys = ['category', 'product', 'service'] as const;

/** What the filter says of the log source, the rule says too. */
function covers(filter: Logsource, rule: Logsource): boolean {
  return sourceKeys.every((key) => filter[key] === undefined || filter[key] === rule[key]);
}

function printSource(logsource: Logsource): string {
  const parts = sourceKeys.flatMap((key) =>
    logsource[key] === undefined ? [] : `${key}: ${logsource[key]}`,
  );
  return parts.length === 0 ? 'none' : codeSpan(parts.join(', '));
}

function withoutRules({ range, document }: Rule, logsource: Logsource): Diagnostic {
  const key = document?.entries.find((entry) => entry.key.text === 'filter')?.key.range;
  return collectionDiagnostic(
    'filter_without_rules',
    key ?? range,
    `The filter applies to any rule of its log source (${printSource(logsource)}), and the text has none: put the rule above or below it, divided by \`---\`.`,
  );
}

function otherSource({ text, range }: PlacedText, filter: Logsource, rule: Logsource): Diagnostic {
  return collectionDiagnostic(
    'filter_other_logsource',
    range,
    `The filter does not apply to ${codeSpan(text)}: its log source is ${printSource(filter)}, that of the rule is ${printSource(rule)}. What the filter says of the log source, the rule must say too.`,
  );
}

const maxListed = 10;

function unknownReference(
  { text, range }: PlacedText,
  meant: readonly number[],
  rules: readonly Rule[],
  identities: readonly Identity[],
  detections: readonly number[],
): Diagnostic {
  if (meant.some((i) => rules[i]?.type === 'correlation'))
    return collectionDiagnostic(
      'unknown_rule_reference',
      range,
      `${codeSpan(text)} is a correlation: a filter applies to detection rules. Name those that it correlates.`,
    );
  const known = detections.flatMap((i) => {
    const { id, name } = identities[i] as Identity;
    return [name, id].filter((each) => each !== '');
  });
  const only = detections.length === 1 ? (known[0] ?? null) : null;
  const nearest = nearestWord(text, known) ?? only;
  const hint = nearest
    ? ` Did you mean ${codeSpan(nearest)}?`
    : known.length > 0 && known.length <= maxListed
      ? ` There are: ${known.map((each) => codeSpan(each)).join(', ')}.`
      : ' Give the rule a `name` or an `id`, and put it into the same text.';
  const fixes = nearest ? [{ title: `Change to \`${nearest}\``, edits: [{ range, text: nearest }] }] : [];
  return collectionDiagnostic(
    'unknown_rule_reference',
    range,
    `The text has no rule with the name or id ${codeSpan(text)}.${hint}`,
    fixes,
  );
}

export interface ScopedFilter {
  readonly filter: Filter;
  /** Of its search identifiers: `admins › `. */
  readonly scope: string;
}

/** The scopes of all filters of a text, each another. */
export function giveScopes(filters: readonly Filter[]): readonly ScopedFilter[] {
  const taken = new Set<string>();
  return filters.map((filter, i) => {
    const wanted = identityOf(filter.rule).name.replaceAll(scopeEnd, ' ').trim();
    const plain = filters.length === 1 ? 'filter' : `filter ${i + 1}`;
    let scope = wanted === '' || taken.has(wanted) ? plain : wanted;
    for (let n = 2; taken.has(scope); n++) scope = `${plain}, ${n}`;
    taken.add(scope);
    return { filter, scope: scope + scopeEnd };
  });
}

/** The rule as it is evaluated. Without filters it is the rule itself. */
export function applyFilters(rule: DetectionRule, filters: readonly ScopedFilter[]): DetectionRule {
  if (filters.length === 0) return rule;
  const { identifiers, conditions } = rule.detection;
  const roots = filters.map(toRoot);
  const detection: Detection = {
    identifiers: [
      ...identifiers,
      ...filters.flatMap(({ filter, scope }) =>
        filter.detection.identifiers.map((each) => ({ ...each, name: scope + each.name })),
      ),
    ],
    conditions: conditions.map(({ root, range }) => {
      const children = [root, ...roots].flatMap((each) => (each.type === 'and' ? each.children : [each]));
      const both: ConditionNode = { type: 'and', children, range };
      return { text: printCondition(both), range, root: both };
    }),
  };
  const diagnostics = [...rule.diagnostics, ...filters.flatMap(({ filter }) => filter.diagnostics)];
  return { ...rule, detection, diagnostics };
}

/** Of a filter that cannot be read it is not known what it keeps. */
function toRoot({ filter, scope }: ScopedFilter): ConditionNode {
  const roots = filter.detection.conditions.map(({ root }) => scoped(root, scope));
  const [first] = roots;
  if (!first) return { type: 'broken', range: filter.rule.range };
  return roots.length === 1 ? first : { type: 'or', children: roots, range: spanOf(roots) };
}

function spanOf(nodes: readonly ConditionNode[]): Range {
  const starts = nodes.map(({ range }) => range.start);
  const ends = nodes.map(({ range }) => range.end);
  return { start: Math.min(...starts), end: Math.max(...ends) };
}

function scoped(node: ConditionNode, scope: string): ConditionNode {
  switch (node.type) {
    case 'identifier':
      return { ...node, name: scope + node.name };
    case 'quantified':
      return { ...node, pattern: scope + node.pattern };
    case 'not':
      return { ...node, child: scoped(node.child, scope) };
    case 'broken':
      return node;
    default:
      return { ...node, children: node.children.map((child) => scoped(child, scope)) };
  }
}
