// Documents → rules. A broken rule never hides its neighbours.
import { entryOf, scalarText } from '../document/node.ts';
import type { MappingNode } from '../document/node.ts';
import { readDocuments } from '../document/read-documents.ts';
import type { LocatedDocument } from '../document/read-documents.ts';
import { diagnostic, refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import { readDetection } from './read-detection.ts';
import type { Logsource, Rule } from './rule.ts';

/** What a text holds. */
export interface ReadRules {
  readonly rules: readonly Rule[];
  /** Of all rules, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every rule of a text. Never throws: what is wrong stands in the diagnostics. */
export function readRules(text: string): ReadRules {
  const documents = readDocuments(text).filter(
    (document) => document.root || document.diagnostics.length > 0,
  );
  const rules = documents.map((document) => readRule(document, text));
  const diagnostics = rules.flatMap((rule) => rule.diagnostics);
  if (rules.length > 0) return { rules, diagnostics };
  const none = diagnostic(
    'no_rule',
    { start: 0, end: 0 },
    'There is no rule yet: paste a Sigma rule, with at least `logsource` and `detection`.',
  );
  return { rules, diagnostics: [none] };
}

/** Whether more than one plain rule stands in the text, or ought to: `readCollection` knows the rest. */
export function isCollection({ rules, diagnostics }: ReadRules): boolean {
  return (
    rules.length > 1 ||
    rules.some(({ type }) => type !== 'detection' && type !== 'broken') ||
    diagnostics.some(({ code }) => code === 'aggregation_removed')
  );
}

export function readRule(document: LocatedDocument, text: string): Rule {
  const { root } = document;
  const control = controlCharacters(text, document.range);
  const problems = [...document.diagnostics, ...control];
  if (!root || root.type !== 'mapping') {
    if (root && !problems.some(refusesRule))
      problems.push(
        diagnostic(
          'not_a_mapping',
          root.range,
          'A Sigma rule is a mapping of keys such as `title`, `logsource` and `detection`.',
        ),
      );
    return { type: 'broken', text, title: '', range: document.range, document: null, diagnostics: problems };
  }
  const base = { text, title: scalarText(root, 'title') ?? '', range: root.range, document: root };
  // Spec: custom attributes may have any name; what has a detection is a detection rule.
  const isDetectionRule = entryOf(root, 'detection') !== undefined;
  const other = entryOf(root, 'action')
    ? 'action'
    : isDetectionRule
      ? undefined
      : otherTypes.find((type) => entryOf(root, type));
  if (other) return { ...base, type: other, diagnostics: problems };
  const { detection, diagnostics } = readDetection(root, text);
  const all = [...problems, ...metadataProblems(root), ...diagnostics];
  if (!isDetectionRule) return { ...base, type: 'broken', diagnostics: all };
  return { ...base, type: 'detection', logsource: readLogsource(root), detection, diagnostics: all };
}

const otherTypes = ['correlation', 'filter'] as const;

export function metadataProblems(root: MappingNode): Diagnostic[] {
  const out: Diagnostic[] = [];
  const place = root.entries[0]?.key.range ?? root.range;
  if (!entryOf(root, 'title'))
    out.push(diagnostic('missing_title', place, 'The rule has no `title`: add one.'));
  if (!entryOf(root, 'logsource'))
    out.push(
      diagnostic(
        'missing_logsource',
        place,
        'The rule has no `logsource`: add one, for example `product: aws` and `service: cloudtrail`.',
      ),
    );
  return out;
}

export function readLogsource(root: MappingNode): Logsource {
  const source = entryOf(root, 'logsource')?.value;
  if (source?.type !== 'mapping') return {};
  const parts = (['category', 'product', 'service'] as const).flatMap((key) => {
    const text = scalarText(source, key);
    return text === undefined ? [] : [[key, text]];
  });
  return Object.fromEntries(parts) as Logsource;
}

/** Characters that hide or reorder text: shown as a note, since a matcher takes them literally. */
const hidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const maxControlNotes = 20;

function controlCharacters(text: string, { start, end }: Range): Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const match of text.slice(start, end).matchAll(hidden)) {
    const at = start + match.index;
    if (at === 0 && match[0] === '\ufeff') continue;
    const name = `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const fix = { title: `Remove ${name}`, edits: [{ range: { start: at, end: at + 1 }, text: '' }] };
    out.push(
      diagnostic(
        'control_character',
        { start: at, end: at + 1 },
        `An invisible character (${name}) stands here and is matched as it is.`,
        [fix],
      ),
    );
    if (out.length >= maxControlNotes) break;
  }
  return out;
}
