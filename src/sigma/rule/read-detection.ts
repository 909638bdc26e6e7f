// The `detection` of a document: search identifiers, their items, and the condition.
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import { readCondition } from '../condition/read-condition.ts';
import { entryOf } from '../document/node.ts';
import type { DocumentNode, MappingEntry, MappingNode } from '../document/node.ts';
import { rangeInScalar } from '../document/scalar-offsets.ts';
import { codeSpan } from '../source/code-span.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import type { Range } from '../source/range.ts';
import { SearchReader } from './read-search.ts';
import type { Condition, Detection, SearchIdentifier } from './rule.ts';
import { hasArraySelectors } from './sigma-version.ts';

/** Keys of a detection that are no search identifiers. */
const reserved = new Set(['condition', 'timeframe']);

export interface DetectionRead {
  readonly detection: Detection;
  readonly diagnostics: readonly Diagnostic[];
}

export function readDetection(root: MappingNode, text: string): DetectionRead {
  const diagnostics: Diagnostic[] = [];
  const none = { detection: { identifiers: [], conditions: [] }, diagnostics };
  const entry = entryOf(root, 'detection');
  if (!entry) {
    const place = root.entries[0]?.key.range ?? root.range;
    diagnostics.push(
      diagnostic(
        'missing_detection',
        place,
        'The rule has no `detection`: add one with a search identifier and a `condition`.',
      ),
    );
    return none;
  }
  if (entry.value.type !== 'mapping') {
    diagnostics.push(
      diagnostic(
        'invalid_detection',
        entry.range,
        '`detection` is a mapping of search identifiers and a `condition`: indent them under it.',
      ),
    );
    return none;
  }
  return readSearches(root, entry, text);
}

/** What stands under `detection`, or under another key with more of its own keys. */
export function readSearches(
  root: MappingNode,
  entry: MappingEntry,
  text: string,
  notNames: ReadonlySet<string> = reserved,
): DetectionRead {
  const diagnostics: Diagnostic[] = [];
  const reader = new SearchReader(text, diagnostics, hasArraySelectors(root) ? /[[\]]/ : null);
  const { identifiers, conditions } = readNamed(entry, text, reader, diagnostics, notNames);
  if (identifiers.length === 0)
    diagnostics.push(
      diagnostic(
        'empty_detection',
        entry.key.range,
        `\`${entry.key.text}\` names no search identifier: add one, for example \`selection\`.`,
      ),
    );
  const timeframe = entryOf(entry.value as MappingNode, 'timeframe');
  if (timeframe && notNames.has('timeframe'))
    diagnostics.push(
      diagnostic(
        'timeframe_ignored',
        timeframe.range,
        '`timeframe` is not evaluated: Sigma 2 puts time windows into correlation rules.',
      ),
    );
  return { detection: { identifiers, conditions }, diagnostics };
}

/** Search identifiers and the condition over them: of a detection, or of an array block. */
export function readNamed(
  entry: MappingEntry,
  text: string,
  reader: SearchReader,
  diagnostics: Diagnostic[],
  notNames: ReadonlySet<string> = reserved,
): Detection {
  const { entries } = entry.value as MappingNode;
  const named = entries.filter(({ key }) => !notNames.has(key.text));
  const identifiers = named.map((each) => readIdentifier(each, reader));
  const conditions = readConditions(entry, text, diagnostics);
  checkNames(conditions, identifiers, diagnostics);
  return { identifiers, conditions };
}

function readIdentifier({ key, value, range }: MappingEntry, reader: SearchReader): SearchIdentifier {
  return { name: key.text, keyRange: key.range, range, search: reader.readSearch(value, key) };
}

function readConditions(detection: MappingEntry, text: string, diagnostics: Diagnostic[]): Condition[] {
  const entry = entryOf(detection.value as MappingNode, 'condition');
  if (!entry) {
    diagnostics.push(
      diagnostic(
        'missing_condition',
        detection.key.range,
        `\`${detection.key.text}\` has no \`condition\`: add one, for example \`condition: selection\`.`,
      ),
    );
    return [];
  }
  const nodes = entry.value.type === 'sequence' ? entry.value.items : [entry.value];
  if (nodes.length === 0)
    diagnostics.push(diagnostic('empty_condition', entry.range, 'The list of conditions is empty.'));
  return nodes.flatMap((node) => {
    const condition = toCondition(node, text, diagnostics);
    return condition ? [condition] : [];
  });
}

function toCondition(node: DocumentNode, text: string, diagnostics: Diagnostic[]): Condition | null {
  if (node.type !== 'scalar') {
    diagnostics.push(
      diagnostic(
        'invalid_condition_type',
        node.range,
        'A condition is a text, for example `selection and not filter`.',
      ),
    );
    return null;
  }
  const toSource = (range: Range): Range => rangeInScalar(text, node, range.start, range.end);
  const { root, diagnostics: problems } = readCondition(node.text, toSource);
  diagnostics.push(...problems);
  return { text: node.text, range: node.range, root };
}

/** Unknown names beyond this number get no suggestion: comparing them with every name takes its time. */
const maxSuggestions = 20;

/** Names that the condition uses and the detection lacks, and the reverse. */
function checkNames(
  conditions: readonly Condition[],
  identifiers: readonly SearchIdentifier[],
  diagnostics: Diagnostic[],
): void {
  const names = identifiers.map(({ name }) => name);
  const known = new Set(names);
  const used = new Set<string>();
  let unknown = 0;
  let isWhole = conditions.length > 0;
  const check = (node: ConditionNode): void => {
    if (node.type === 'and' || node.type === 'or') node.children.forEach(check);
    else if (node.type === 'not') check(node.child);
    else if (node.type === 'quantified') {
      const selected = namesSelected(node.pattern, names);
      selected.forEach((name) => used.add(name));
      if (selected.length === 0) diagnostics.push(nothingSelected(node));
    } else if (node.type === 'identifier') {
      used.add(node.name);
      if (!known.has(node.name))
        diagnostics.push(unknownIdentifier(node.name, node.range, unknown++ < maxSuggestions ? names : []));
    } else isWhole = false;
  };
  conditions.forEach(({ root }) => check(root));
  // What cannot be read may use any of them.
  if (!isWhole) return;
  for (const { name, keyRange } of identifiers)
    if (!used.has(name) && !name.startsWith('_'))
      diagnostics.push(
        diagnostic(
          'unused_identifier',
          keyRange,
          `The condition does not use \`${name}\`: it decides nothing.`,
        ),
      );
}

function nothingSelected(node: ConditionNode & { type: 'quantified' }): Diagnostic {
  if (node.quantifier === 'all')
    return diagnostic(
      'all_of_nothing',
      node.range,
      `\`all of ${node.pattern}\` selects no search identifier, so it never matches.`,
    );
  return diagnostic(
    'pattern_selects_nothing',
    node.range,
    `\`${node.pattern}\` selects no search identifier, so this never matches.`,
  );
}

const maxListed = 20;

function unknownIdentifier(name: string, range: Range, names: readonly string[]): Diagnostic {
  const nearest = nearestWord(name, names);
  const hint = nearest
    ? ` Did you mean \`${nearest}\`?`
    : names.length > 0 && names.length <= maxListed
      ? ` It has: ${names.map((each) => codeSpan(each)).join(', ')}.`
      : '';
  const fixes = nearest ? [{ title: `Change to \`${nearest}\``, edits: [{ range, text: nearest }] }] : [];
  return diagnostic(
    'unknown_identifier',
    range,
    `The detection has no search identifier ${codeSpan(name)}.${hint}`,
    fixes,
  );
}
