// Log sources other than CloudTrail: the events that they imply, and the values that the rule names.
import { logsourceFacts, windowsEventName } from '../knowledge/logsource/logsource.ts';
import type { ImpliedEvent } from '../knowledge/logsource/logsource.ts';
import { matchItem, matchPartly } from '../sigma/index.ts';
import type { CompiledItem, CompiledRule, EventObject, Range } from '../sigma/index.ts';
import { itemsOf, itemsOfField, literalOf, otherValue, verdictWith } from './field-values.ts';
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
  for (const implied of starts)
    for (const tuple of tuplesOf(named.map((field) => candidatesOf(itemsOfField(rule, field)))))
      found.push(...rowOf(rule, fields, implied, tuple));
  const rows = fields.length === 0 ? [] : found;
  const unbounded = impliedCount > 0 ? named.length > 0 && !bounded : !bounded || rows.length === 0;
  return {
    logsource,
    fields: rows.length > 0 ? fields : [],
    rows: rows.slice(0, maxRows),
    more: Math.max(0, rows.length - maxRows),
    unbounded,
    note: unbounded ? noteOfUnbounded(facts.fields) : noteOf(rows.length > 0, impliedFields, named),
  };
}

function noteOfUnbounded([field]: readonly string[]): string {
  return field === undefined ? '' : `The rule does not limit \`${field}\`.`;
}

function noteOf(hasRows: boolean, implied: readonly string[], named: readonly string[]): string {
  if (!hasRows) return 'No event of this log source has what the rule asks for.';
  const taken = implied.map((field) => `\`${field}\``).join(' and ');
  if (taken === '') return 'The values are those that the rule names.';
  return `${taken} follow${implied.length > 1 ? '' : 's'} from the log source${named.length > 0 ? '; the rest is what the rule names.' : '.'}`;
}

function rowOf(
  rule: CompiledRule,
  fields: readonly string[],
  implied: ImpliedEvent,
  tuple: readonly Candidate[],
): CoverageRow[] {
  const values = [...implied.values, ...tuple.map(({ text }) => text)];
  const event = Object.fromEntries(fields.map((field, i) => [field, values[i] ?? '']));
  const verdict = verdictWith(rule, event);
  if (verdict === 'miss') return [];
  const { EventID: eventId = '', Channel: channel = '' } = event;
  const row = {
    values,
    range: tuple.find(({ range }) => range)?.range ?? null,
    kind: implied.name || windowsEventName(channel, eventId),
    skeleton: true,
  };
  const lacking = lackingItem(rule, event, implied);
  if (lacking)
    return [
      {
        ...row,
        state: 'cannot',
        reason: `${channel}’s event ${eventId} has no \`${lacking.item.field}\`.`,
        range: lacking.item.keyRange,
        skeleton: false,
      },
    ];
  const isCertain = verdict === 'match' && !tuple.some(({ isPattern }) => isPattern);
  return [{ ...row, state: isCertain ? 'fires' : 'may_fire', reason: whyRenamed(rule, implied) }];
}

/** The item that keeps a rule from firing on an event, because the event never has the item's field. */
function lackingItem(rule: CompiledRule, event: EventObject, { fields }: ImpliedEvent): CompiledItem | null {
  const items = itemsOf(rule).filter(({ item }) => fields?.lacking.has(item.field ?? ''));
  const isMissed = (lacking: readonly CompiledItem[]): boolean =>
    matchPartly(rule, {
      event,
      knows: (field) => field !== null && Object.hasOwn(event, field),
      decide: (item) => (lacking.includes(item) ? matchItem(item, {}) : null),
    }) === 'miss';
  if (!isMissed(items)) return null;
  return (
    items.find((item) => isMissed([item])) ?? items.find((item) => matchItem(item, {}) === 'miss') ?? null
  );
}

function whyRenamed(rule: CompiledRule, { fields }: ImpliedEvent): string {
  const named = new Set(itemsOf(rule).map(({ item }) => item.field ?? ''));
  const renamed = [...(fields?.renamed ?? [])].filter(([field]) => named.has(field));
  if (renamed.length === 0) return '';
  return `Once its fields are renamed: ${renamed.map(([to, from]) => `\`${from}\` to \`${to}\``).join(', ')}.`;
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
