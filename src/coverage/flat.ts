// Log sources other than CloudTrail: the events that they imply, and the values that the rule names.
import { logsourceFacts, windowsEventName } from '../knowledge/logsource/logsource.ts';
import type { CompiledItem, CompiledRule, Range } from '../sigma/index.ts';
import { itemsOfField, literalOf, otherValue, verdictWith } from './field-values.ts';
import type { CoverageRow, EventCoverage } from './types.ts';

const maxRows = 200;
/** Tuples looked at: rules may name hundreds of values for several fields. */
const maxTuples = 2000;

interface Candidate {
  readonly text: string;
  readonly range: Range | null;
  /** A pattern as written, which stands for many values. */
  readonly isPattern: boolean;
}

export function coverFlat(rule: CompiledRule, logsource: string): EventCoverage {
  const facts = logsourceFacts(rule.rule.logsource);
  const impliedCount = facts.implied[0]?.values.length ?? 0;
  const impliedFields = facts.fields.slice(0, impliedCount);
  const named = facts.fields.slice(impliedCount).filter((field) => itemsOfField(rule, field).length > 0);
  const fields = [...impliedFields, ...named];
  const isOpen = verdictWith(rule, Object.fromEntries(named.map((field) => [field, otherValue]))) !== 'miss';
  const bounded = named.length > 0 && !isOpen;
  const starts = facts.implied.length > 0 ? facts.implied : [{ values: [], name: '' }];
  const found: CoverageRow[] = [];
  for (const { values, name } of starts)
    for (const tuple of tuplesOf(named.map((field) => candidatesOf(itemsOfField(rule, field)))))
      found.push(...rowOf(rule, fields, values, name, tuple));
  const rows = fields.length === 0 ? [] : found;
  const unbounded = impliedCount > 0 ? named.length > 0 && !bounded : !bounded || rows.length === 0;
  return {
    logsource,
    fields: rows.length > 0 ? fields : [],
    rows: rows.slice(0, maxRows),
    more: Math.max(0, rows.length - maxRows),
    unbounded,
    note: noteOf(rows.length > 0, unbounded, impliedCount > 0),
  };
}

function noteOf(hasRows: boolean, unbounded: boolean, implied: boolean): string {
  if (unbounded) return 'Any event of this log source.';
  if (!hasRows) return 'No event of this log source has what the rule asks for.';
  return implied
    ? 'Events and channels are from Sigma’s taxonomy.'
    : 'The values are those that the rule names.';
}

function rowOf(
  rule: CompiledRule,
  fields: readonly string[],
  implied: readonly string[],
  name: string,
  tuple: readonly Candidate[],
): CoverageRow[] {
  const values = [...implied, ...tuple.map(({ text }) => text)];
  const event = Object.fromEntries(fields.map((field, i) => [field, values[i] ?? '']));
  const verdict = verdictWith(rule, event);
  if (verdict === 'miss') return [];
  const isCertain = verdict === 'match' && !tuple.some(({ isPattern }) => isPattern);
  const { EventID: eventId = '', Channel: channel = '' } = event;
  return [
    {
      values,
      state: isCertain ? 'fires' : 'may_fire',
      reason: '',
      range: tuple.find(({ range }) => range)?.range ?? null,
      kind: name || windowsEventName(channel, eventId),
      skeleton: true,
    },
  ];
}

function candidatesOf(items: readonly CompiledItem[]): Candidate[] {
  const byText = new Map<string, Candidate>();
  for (const item of items)
    for (const value of item.values) {
      const { text, range, kind } = value.value;
      if (kind === 'null') continue;
      const literal = literalOf(item, value);
      const shown = literal ?? patternOf(item, text);
      if (!byText.has(shown.toLowerCase()))
        byText.set(shown.toLowerCase(), { text: shown, range, isPattern: literal === null });
    }
  return [...byText.values()];
}

/** A pattern as one with stars: read as a text, it matches itself. */
function patternOf({ item }: CompiledItem, text: string): string {
  const names = item.modifiers.map(({ name }) => name);
  const before = names.includes('contains') || names.includes('endswith') ? '*' : '';
  const after = names.includes('contains') || names.includes('startswith') ? '*' : '';
  return `${before}${text}${after}`.replace(/\*\*+/g, '*');
}

function tuplesOf(candidates: readonly (readonly Candidate[])[]): readonly (readonly Candidate[])[] {
  let tuples: readonly (readonly Candidate[])[] = [[]];
  for (const each of candidates)
    tuples = tuples.flatMap((tuple) => each.map((candidate) => [...tuple, candidate])).slice(0, maxTuples);
  return tuples;
}
