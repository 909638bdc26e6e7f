// Legacy of sigmac and pySigma: documents with an `action` give what they hold to their neighbours. Nodes keep their
// places, so that a merged rule points into both documents.
import { entryOf } from '../document/node.ts';
import type { DocumentNode, MappingEntry, MappingNode } from '../document/node.ts';
import { readRule } from '../rule/read-rules.ts';
import type { ActionDocument, Rule } from '../rule/rule.ts';
import { codeSpan } from '../source/code-span.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import { collectionDiagnostic } from './diagnostics.ts';

export interface Merged {
  readonly rule: Rule;
  /** It holds more than its own document. */
  readonly isMerged: boolean;
}

const actions = ['global', 'reset', 'repeat'] as const;

/** One each of `rules`: what `global` and `reset` stand in remains a document without a verdict. */
export function mergeActions(rules: readonly Rule[]): readonly Merged[] {
  if (!rules.some(({ type }) => type === 'action')) return rules.map((rule) => ({ rule, isMerged: false }));
  let template: MappingNode | null = null;
  let previous: MappingNode | null = null;
  /** What makes unusable whatever they are merged into. */
  let ofTemplate: readonly Diagnostic[] = [];
  let ofPrevious: readonly Diagnostic[] = [];
  return rules.map((rule): Merged => {
    const { document } = rule;
    if (!document) return { rule, isMerged: false };
    if (rule.type !== 'action') {
      if (rule.type === 'correlation' || rule.type === 'filter') return { rule, isMerged: false };
      previous = template ? merge(document, template) : document;
      ofPrevious = [...(template ? ofTemplate : []), ...rule.diagnostics.filter(isAboutText)].filter(
        refusesRule,
      );
      if (!template) return { rule, isMerged: false };
      const told = [...ofTemplate, ...overridden(document, template)];
      return { rule: reread(rule, previous, told), isMerged: true };
    }
    const { action, own, diagnostics } = readAction(rule, document);
    const told = { ...rule, diagnostics: [...rule.diagnostics, ...diagnostics] };
    if (action === 'global') {
      previous = template = own;
      ofPrevious = ofTemplate = rule.diagnostics.filter(refusesRule);
    } else if (action === 'reset') template = null;
    else if (action === 'repeat') {
      const base: MappingNode | null = previous;
      if (base) {
        previous = merge(base, own);
        return { rule: reread(told, previous, ofPrevious), isMerged: true };
      }
      return { rule: broken(told, noRule(document)), isMerged: false };
    }
    return { rule: action ? told : broken(told), isMerged: false };
  });
}

function readAction(
  rule: ActionDocument,
  document: MappingNode,
): {
  readonly action: (typeof actions)[number] | null;
  readonly own: MappingNode;
  readonly diagnostics: readonly Diagnostic[];
} {
  const entry = entryOf(document, 'action') as MappingEntry;
  const own = { ...document, entries: document.entries.filter((each) => each !== entry) };
  const text = entry.value.type === 'scalar' ? entry.value.text : '';
  const action = actions.find((each) => each === text) ?? null;
  if (action) {
    const note = `\`action: ${action}\` is how older tools joined documents, and no part of the specification: other tools may not know it. Write each rule out.`;
    return { action, own, diagnostics: [collectionDiagnostic('action_legacy', entry.range, note)] };
  }
  const nearest = nearestWord(text, actions);
  const message = `There is no action ${codeSpan(rule.text.slice(entry.value.range.start, entry.value.range.end))}: the actions are \`global\`, \`reset\` and \`repeat\`.`;
  const { range } = entry.value;
  const fixes = nearest ? [{ title: `Change to \`${nearest}\``, edits: [{ range, text: nearest }] }] : [];
  return {
    action,
    own,
    diagnostics: [
      collectionDiagnostic('invalid_action', range.end > range.start ? range : entry.range, message, fixes),
    ],
  };
}

function noRule(document: MappingNode): Diagnostic {
  const { range } = entryOf(document, 'action') as MappingEntry;
  return collectionDiagnostic(
    'action_without_rule',
    range,
    '`action: repeat` repeats the rule before it, and no rule stands before: move it below one.',
  );
}

/** Mappings are merged to any depth; lists and values are replaced. */
function merge(base: MappingNode, over: MappingNode): MappingNode {
  const left = new Map(over.entries.map((entry) => [entry.key.text, entry]));
  const entries = base.entries.map((entry): MappingEntry => {
    const other = left.get(entry.key.text);
    if (!other) return entry;
    left.delete(entry.key.text);
    const both = entry.value.type === 'mapping' && other.value.type === 'mapping';
    return both ? { ...entry, value: merge(entry.value as MappingNode, other.value as MappingNode) } : other;
  });
  return { ...base, entries: [...entries, ...left.values()] };
}

/** The merged rule keeps the place of its own document; what was wrong with YAML or characters is not told again. */
function reread(rule: Rule, root: MappingNode, diagnostics: readonly Diagnostic[]): Rule {
  const read = readRule({ root, range: root.range, diagnostics: [] }, rule.text);
  const hidden = new Set(read.diagnostics.map(({ code, range }) => `${code} ${range.start}`));
  const own = rule.type === 'action' ? rule.diagnostics : rule.diagnostics.filter(isAboutText);
  const told = own.filter(({ code, range }) => !hidden.has(`${code} ${range.start}`));
  return { ...read, range: rule.range, diagnostics: [...told, ...diagnostics, ...read.diagnostics] };
}

/** What reading the document alone says is said of the merged one, if it is still so. */
function isAboutText({ code }: Diagnostic): boolean {
  return code.startsWith('yaml_') || code === 'control_character';
}

function broken(rule: Rule, ...diagnostics: Diagnostic[]): Rule {
  return { ...rule, type: 'broken', diagnostics: [...rule.diagnostics, ...diagnostics] };
}

/** As pySigma has it, the template wins over the rule: who says both is told. */
function overridden(rule: MappingNode, template: MappingNode): Diagnostic[] {
  return template.entries.flatMap(({ key, value }) => {
    const own = entryOf(rule, key.text);
    if (!own) return [];
    if (own.value.type === 'mapping' && value.type === 'mapping') return overridden(own.value, value);
    if (isSame(own.value, value)) return [];
    return [
      collectionDiagnostic(
        'action_overrides',
        own.key.range,
        `The \`global\` document says \`${key.text}\` too, and what it says counts: remove one of the two.`,
      ),
    ];
  });
}

function isSame(a: DocumentNode, b: DocumentNode): boolean {
  if (a.type === 'scalar') return b.type === 'scalar' && a.kind === b.kind && a.text === b.text;
  if (a.type === 'sequence')
    return (
      b.type === 'sequence' &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => isSame(item, b.items[i] as DocumentNode))
    );
  return (
    b.type === 'mapping' &&
    a.entries.length === b.entries.length &&
    a.entries.every(({ key, value }) => {
      const other = entryOf(b, key.text);
      return other !== undefined && isSame(value, other.value);
    })
  );
}
