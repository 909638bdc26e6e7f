// One file of a rule set → a rule of the catalogue, or the reason why it is none. The YAML is read once, here.
import type { ReadRule } from '../../catalog/catalog.ts';
import type { BrokenFile, CatalogEntry } from '../../catalog/types.ts';
import { readMetadata, readRules, refusesRule } from '../../sigma/index.ts';
import type { Diagnostic, PlacedText, Rule } from '../../sigma/index.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import type { RuleFile } from './rule-store.ts';

export type RuleFileRead =
  { readonly type: 'rule'; readonly rule: ReadRule } | { readonly type: 'broken'; readonly file: BrokenFile };

export function readRuleFile({ path, text }: RuleFile, source: string): RuleFileRead {
  const { rules, diagnostics } = readRules(text);
  const named = rules.find(({ type }) => type === 'detection') ?? rules.find(isOther);
  const problem = diagnostics.find(refusesRule) ?? (named ? undefined : diagnostics[0]);
  if (!named || problem) {
    return {
      type: 'broken',
      file: { path, message: problem ? placed(text, problem) : texts.importNoRuleInFile },
    };
  }
  const metadata = readMetadata(named.document);
  // There are thousands: what was read of the document is a second time in the detection and the metadata.
  const rule = named.type === 'detection' && rules.length === 1 ? { ...named, document: null } : null;
  const entry: CatalogEntry = {
    key: `${source}/${path}`,
    source,
    path,
    id: textOf(metadata.id),
    title: textOf(metadata.title) || path,
    status: textOf(metadata.status),
    level: textOf(metadata.level),
    logsource: named.type === 'detection' ? named.logsource : {},
    tags: metadata.tags.map(textOf),
    authors: metadata.authors.map(textOf),
    date: textOf(metadata.date),
    modified: textOf(metadata.modified),
    ...(rule ? {} : { notEvaluated: true }),
  };
  return { type: 'rule', rule: { entry, text, metadata, rule } };
}

function isOther({ type }: Rule): boolean {
  return type === 'correlation' || type === 'filter';
}

function textOf(placed: PlacedText | null): string {
  return placed?.text ?? '';
}

function placed(text: string, { range, message }: Diagnostic): string {
  return fill(texts.importAtLine, { n: text.slice(0, range.start).split('\n').length, message });
}
