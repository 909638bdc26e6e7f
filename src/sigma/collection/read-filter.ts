// A document with a `filter` → what it keeps of the events of which rules.
import { entryOf } from '../document/node.ts';
import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import { readSearches } from '../rule/read-detection.ts';
import type { PlacedText } from '../rule/metadata.ts';
import { metadataProblems, readLogsource } from '../rule/read-rules.ts';
import type { Detection, Logsource, OtherRule } from '../rule/rule.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import { collectionDiagnostic } from './diagnostics.ts';

export interface Filter {
  readonly rule: OtherRule;
  /** By id or name; null for any rule. */
  readonly references: readonly PlacedText[] | null;
  readonly logsource: Logsource;
  readonly detection: Detection;
  /** All of the document's. */
  readonly diagnostics: readonly Diagnostic[];
  readonly refused: boolean;
}

/** Keys of a filter that are no search identifiers. */
const reserved: ReadonlySet<string> = new Set(['rules', 'condition']);

export function readFilter(rule: OtherRule): Filter {
  const root = rule.document as MappingNode;
  const diagnostics = [...rule.diagnostics, ...metadataProblems(root)];
  const entry = entryOf(root, 'filter');
  const logsource = readLogsource(root);
  if (entry?.value.type !== 'mapping') {
    diagnostics.push(
      collectionDiagnostic(
        'invalid_filter',
        entry?.range ?? rule.range,
        '`filter` is a mapping of `rules`, search identifiers and a `condition`: indent them under it.',
      ),
    );
    return {
      rule,
      references: [],
      logsource,
      detection: { identifiers: [], conditions: [] },
      diagnostics,
      refused: true,
    };
  }
  const { detection, diagnostics: ofSearches } = readSearches(root, entry, rule.text, reserved);
  const references = readReferences(entry.value, entry.key.range, rule.text, diagnostics);
  diagnostics.push(...ofSearches);
  return { rule, references, logsource, detection, diagnostics, refused: diagnostics.some(refusesRule) };
}

/** Spec: a list of ids or names; of the draft of 2.2 also `any`, which an empty list means too. */
function readReferences(
  filter: MappingNode,
  keyRange: Range,
  text: string,
  diagnostics: Diagnostic[],
): readonly PlacedText[] | null {
  const entry = entryOf(filter, 'rules');
  const { value } = entry ?? {};
  if (!entry || !value || (value.type === 'scalar' && value.kind === 'null')) {
    const first = filter.entries[0]?.key.range.start ?? keyRange.end;
    const fix = entry
      ? { range: { start: entry.key.range.start, end: entry.range.end }, text: 'rules: any' }
      : { range: { start: first, end: first }, text: `rules: any${separatorAt(text, first)}` };
    diagnostics.push(
      collectionDiagnostic(
        'missing_filter_rules',
        entry?.key.range ?? keyRange,
        'The filter does not say to which rules it applies: add `rules` with a list of their ids or names, or `rules: any`.',
        [{ title: 'Apply it to any rule of its log source', edits: [fix] }],
      ),
    );
    return [];
  }
  if (value.type === 'mapping') {
    diagnostics.push(notNames(value.range));
    return [];
  }
  const items: readonly DocumentNode[] = value.type === 'scalar' ? [value] : value.items;
  for (const item of items) if (!isName(item)) diagnostics.push(notNames(item.range));
  const names = items.filter(isName).map(({ text, range }) => ({ text, range }));
  const isAny = items.length === 0 || (value.type === 'scalar' && value.text === 'any');
  return isAny ? null : names;
}

/** What goes between one key and the next: a line break, or a comma where all stand on one line. */
function separatorAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^ *$/.test(line) ? `\n${line}` : ', ';
}

function isName(node: DocumentNode): node is ScalarNode {
  return node.type === 'scalar' && node.kind !== 'null';
}

function notNames(range: Range): Diagnostic {
  return collectionDiagnostic(
    'invalid_filter',
    range,
    '`rules` is a list of the ids or names of rules, or `any`: write one below the other.',
  );
}
