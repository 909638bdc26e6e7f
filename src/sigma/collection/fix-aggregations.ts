// Aggregations in conditions, which Sigma 2 removed: the fix keeps what is before the pipe as the rule, and writes the
// rest as a correlation below it.
import { printCondition } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import { entryOf, scalarText } from '../document/node.ts';
import type { DocumentNode, MappingEntry, MappingNode } from '../document/node.ts';
import type { DetectionRule, Rule } from '../rule/rule.ts';
import type { Diagnostic, Fix, TextEdit } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import { entryNode, listNode, mappingNode, numberNode, textNode } from './make-document.ts';
import { printDocument } from './print-document.ts';
import { readAggregation, readTimeframe } from './read-aggregation.ts';
import type { Aggregation } from './read-aggregation.ts';

/** Where the rule says nothing of time. */
const usualTimespan = '1h';

/** `diagnostics` of the rule, with fixes for its aggregation; `names` are taken. */
export function fixAggregations(
  rule: Rule,
  diagnostics: readonly Diagnostic[],
  names: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (rule.type !== 'detection') return diagnostics;
  return diagnostics.map((each) => (each.code === 'aggregation_removed' ? withFix(rule, each, names) : each));
}

function withFix(rule: DetectionRule, problem: Diagnostic, names: ReadonlySet<string>): Diagnostic {
  const aggregation = readAggregation(rule.text.slice(problem.range.start, problem.range.end));
  const made = aggregation ? makeFix(rule, problem.range, aggregation, names) : null;
  if (made === null) return problem;
  if (typeof made === 'string') return { ...problem, message: `${problem.message} ${made}` };
  return { ...problem, fixes: [made] };
}

/** A text says why there is none. */
function makeFix(
  rule: DetectionRule,
  pipe: Range,
  aggregation: Aggregation,
  names: ReadonlySet<string>,
): Fix | string | null {
  const root = rule.document as MappingNode;
  const detection = entryOf(root, 'detection')?.value;
  const [condition] = rule.detection.conditions;
  if (detection?.type !== 'mapping' || !condition) return null;
  if (rule.detection.conditions.length > 1)
    return 'With several conditions there is no one correlation that says the same: make a rule of each.';
  if (aggregation.type === 'calculated' && /^m(?:in|ax)$/.test(aggregation.function))
    return noCorrelation(aggregation);
  const before = rule.text.slice(condition.range.start, pipe.start).replace(/^['"]/, '').trim();
  if (before === '' || !isBlock(rule, root)) return null;
  const timeframe = entryOf(detection, 'timeframe');
  const ofRule = timeframe?.value.type === 'scalar' ? readTimeframe(timeframe.value.text) : null;
  const timespan = ofRule ?? usualTimespan;
  const base = new Base(rule, root, names, aggregation.type === 'near');
  const documents =
    aggregation.type === 'near'
      ? nearDocuments(rule, detection, aggregation.root, base, timespan)
      : [correlation(rule, correlationOf(aggregation, base.reference, timespan))];
  if (!documents) return null;
  const moved = aggregation.type === 'near' ? movedEntries(rule, detection, aggregation.root) : [];
  const { start } = pipe;
  // A folded condition ends with a line break of its own.
  const end = start + rule.text.slice(start, pipe.end).trimEnd().length;
  const edits: TextEdit[] = [
    ...base.edits,
    { range: { start: start - trailing(rule.text, start), end }, text: '' },
    ...[timeframe, ...moved].flatMap((entry) => (entry ? removeLines(rule.text, entry.range) : [])),
    appended(rule, documents),
  ];
  const title = ofRule
    ? 'Write it as a correlation'
    : `Write it as a correlation, within ${usualTimespan}: the rule names no time`;
  return { title, edits };
}

function noCorrelation({ function: name, field, operator, bound }: Aggregation & { type: 'calculated' }) {
  const isPlain = name === 'max' ? /^gte?$/.test(operator) : /^lte?$/.test(operator);
  return isPlain
    ? `No correlation takes the ${name}, and this needs none: it holds as soon as one event has such a value. Write \`${field}|${operator}: ${bound}\` into the detection.`
    : `No correlation takes the ${name} of a field: there is nothing that says the same.`;
}

function trailing(text: string, at: number): number {
  return at - text.slice(0, at).trimEnd().length;
}

/** The text has all of the rule, one key below the other. */
function isBlock({ text, range }: DetectionRule, root: MappingNode): boolean {
  return root.entries.every(
    ({ key }) =>
      key.range.start >= range.start && key.range.end <= range.end && columnOf(text, key.range) === 0,
  );
}

function columnOf(text: string, { start }: Range): number {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).replace(/^\ufeff/, '');
  return line.trim() === '' ? line.length : -1;
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Nothing where other things stand on the same lines. */
function removeLines(text: string, range: Range): TextEdit[] {
  if (columnOf(text, range) < 0) return [];
  const lineStart = text.lastIndexOf('\n', range.start - 1);
  const start = text[lineStart - 1] === '\r' ? lineStart - 1 : lineStart;
  const end = lineEnd(text, range.end);
  return start < 0 ? [] : [{ range: { start, end }, text: '' }];
}

function lineEnd(text: string, from: number): number {
  const end = /\r?\n|$/.exec(text.slice(from));
  return from + (end?.index ?? 0);
}

function appended({ text, range }: DetectionRule, documents: readonly MappingNode[]): TextEdit {
  const at = lineEnd(text, range.end);
  const lines = documents.map((each) => `\n---\n${printDocument(each).trimEnd()}`).join('');
  return { range: { start: at, end: at }, text: lines.replaceAll('\n', lineBreakOf(text)) };
}

/** The rule that stays, and what it is referred to by. */
class Base {
  readonly reference: string;
  readonly edits: readonly TextEdit[];
  private readonly taken: Set<string>;

  constructor(rule: DetectionRule, root: MappingNode, names: ReadonlySet<string>, needsName: boolean) {
    this.taken = new Set(names);
    const said = scalarText(root, 'name') ?? (needsName ? undefined : scalarText(root, 'id'));
    this.reference = said ?? this.nameOf(rule.title);
    const first = root.entries[0]?.key.range.start ?? rule.range.start;
    const line = `name: ${this.reference}${lineBreakOf(rule.text)}`;
    this.edits = said === undefined ? [{ range: { start: first, end: first }, text: line }] : [];
  }

  /** One that is free. */
  nameOf(title: string): string {
    const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const wanted = words.join('_').slice(0, 60) || 'rule';
    const word = /^\d/.test(wanted) ? `rule_${wanted}` : wanted;
    let name = word;
    for (let n = 2; this.taken.has(name); n++) name = `${word}_${n}`;
    this.taken.add(name);
    return name;
  }
}

function correlation({ title, document }: DetectionRule, body: MappingNode): MappingNode {
  const level = document && scalarText(document, 'level');
  return mappingNode(
    entryNode('title', `${title || 'Rule'} (correlation)`),
    entryNode('correlation', body),
    level ? entryNode('level', level) : null,
  );
}

function correlationOf(
  { function: name, field, groupBy, operator, bound }: Aggregation & { type: 'calculated' },
  reference: string,
  timespan: string,
): MappingNode {
  const type = name === 'count' ? (field === '' ? 'event_count' : 'value_count') : `value_${name}`;
  return mappingNode(
    entryNode('type', type),
    entryNode('rules', listNode([reference])),
    groupBy.length > 0 ? entryNode('group-by', listNode(groupBy)) : null,
    entryNode('timespan', timespan),
    entryNode(
      'condition',
      mappingNode(entryNode(operator, numberNode(bound)), field === '' ? null : entryNode('field', field)),
    ),
  );
}

/** A rule of each search identifier that is to be near, and the correlation; null where it names others. */
function nearDocuments(
  rule: DetectionRule,
  detection: MappingNode,
  root: ConditionNode,
  base: Base,
  timespan: string,
): MappingNode[] | null {
  const names = identifiersIn(root);
  if (!names) return null;
  const made = new Map<string, string>();
  const rules: MappingNode[] = [];
  const logsource = rule.document && entryOf(rule.document, 'logsource')?.value;
  for (const name of names) {
    const held = entryOf(detection, name)?.value;
    if (!held) return null;
    const title = `${rule.title || 'Rule'}: ${name}`;
    made.set(name, base.nameOf(title));
    rules.push(
      mappingNode(
        entryNode('title', title),
        entryNode('name', made.get(name) as string),
        logsource ? entryNode('logsource', logsource) : null,
        entryNode('detection', mappingNode(entryNode(name, held), entryNode('condition', name))),
      ),
    );
  }
  const renamed = rename(root, made);
  const condition: DocumentNode | null = isConjunction(root)
    ? null
    : textNode(`${base.reference} and ${printCondition(renamed, 2)}`);
  const body = mappingNode(
    entryNode('type', 'temporal'),
    entryNode('rules', listNode([base.reference, ...made.values()])),
    entryNode('timespan', timespan),
    condition && entryNode('condition', condition),
  );
  return [...rules, correlation(rule, body)];
}

/** What the base rule does not use moves out of it. */
function movedEntries(rule: DetectionRule, detection: MappingNode, near: ConditionNode): MappingEntry[] {
  const [condition] = rule.detection.conditions;
  const used = condition && identifiersIn(condition.root);
  if (!used) return [];
  const names = (identifiersIn(near) ?? []).filter((name) => !used.includes(name));
  return names.flatMap((name) => entryOf(detection, name) ?? []);
}

/** Each once; null where a pattern stands for several. A part that cannot be read names none. */
function identifiersIn(node: ConditionNode): string[] | null {
  if (node.type === 'quantified') return null;
  if (node.type === 'broken') return [];
  if (node.type === 'identifier') return [node.name];
  if (node.type === 'not') return identifiersIn(node.child);
  const inner = node.children.map(identifiersIn);
  return inner.includes(null) ? null : [...new Set(inner.flatMap((each) => each ?? []))];
}

function isConjunction(node: ConditionNode): boolean {
  return node.type === 'identifier' || (node.type === 'and' && node.children.every(isConjunction));
}

function rename(node: ConditionNode, names: ReadonlyMap<string, string>): ConditionNode {
  if (node.type === 'identifier') return { ...node, name: names.get(node.name) ?? node.name };
  if (node.type === 'not') return { ...node, child: rename(node.child, names) };
  if (node.type === 'quantified' || node.type === 'broken') return node;
  return { ...node, children: node.children.map((child) => rename(child, names)) };
}
