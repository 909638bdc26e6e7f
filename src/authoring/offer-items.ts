// The detection items that ask for a value of an event, each with the edit that puts it into the rule. An edit is only
// offered once the rule that it makes was read: the new item matches the event, everything else says what it said.
import {
  ExactNumber,
  applyEdits,
  compileRule,
  entryOf,
  isEventObject,
  match,
  readRules,
  refusesRule,
} from '../sigma/index.ts';
import type {
  DetectionRule,
  Diagnostic,
  EventObject,
  EventValue,
  Fix,
  Range,
  ScalarNode,
  Search,
  TextEdit,
} from '../sigma/index.ts';
import { addDetection, addItem } from './add-item.ts';
import type { NewItem } from './add-item.ts';
import { logsourceLines } from './logsource-lines.ts';
import { readPointer } from './pick-value.ts';
import { findPlace } from './place.ts';
import type { Place } from './place.ts';
import { writeRule } from './template.ts';
import { escapeLiteral, writeKey, writeValue } from './write-scalar.ts';
import type { EventScalar, QuoteStyle } from './write-scalar.ts';

export const operators = ['equals', 'contains', 'startswith', 'endswith', 'exists'] as const;
export type Operator = (typeof operators)[number];

export interface ItemOffer {
  readonly operator: Operator;
  /** The item as it would stand in the rule: `userAgent|contains: aws-cli`. */
  readonly line: string;
  /** null where `refusal` says why not. */
  readonly fix: Fix | null;
  /** Where the new value stands in the rule that the fix makes. */
  readonly range: Range | null;
  readonly refusal: string;
}

export interface ItemOffers {
  /** The search identifier that takes the item; empty for a rule that is made anew. */
  readonly into: string;
  /** The rule has other search identifiers: its cursor chooses. */
  readonly hasOthers: boolean;
  readonly offers: readonly ItemOffer[];
}

export interface OfferOptions {
  /** The part of a text that is meant, in code units. */
  readonly stretch?: Range | null;
  /** The cursor in the rule. */
  readonly cursor?: number | null;
}

/** Longer values are not asked for as a whole. */
const maxValueLength = 2000;
/** Each edit is tried, and the text read anew. */
const maxRuleLength = 100_000;

export function offerItems(
  ruleText: string,
  event: EventObject,
  pointer: string,
  { stretch = null, cursor = null }: OfferOptions = {},
): ItemOffers | null {
  const found = readPointer(event, pointer);
  if (!found || found.path === '') return null;
  const { value, path } = found;
  const target = readTarget(ruleText, cursor);
  const wanted = wishesFor(path, value, stretch);
  const before = target.type === 'none' ? { items: [], diagnostics: [] } : readBefore(ruleText);
  const offers = wanted.map((wish): ItemOffer => {
    const style = target.type === 'place' ? styleOf(target.rule) : 'plain';
    const isTooLong = wish.text !== null && wish.text.length > maxValueLength;
    const writings = isTooLong ? ['…'] : writeValue(wish.value, style);
    const line = `${wish.name}: ${writings[0] ?? ''}`;
    const base = { operator: wish.operator, line, fix: null, range: null };
    if (target.type === 'none') return { ...base, refusal: target.why };
    if (isTooLong) return { ...base, refusal: 'The value is too long: select a part of it.' };
    if (target.type === 'place' && isAsked(target.place, wish))
      return { ...base, refusal: 'The rule asks for it already.' };
    for (const written of writings) {
      const item: NewItem = { key: writeKey(wish.name), name: wish.name, value: written };
      const edit = editFor(ruleText, target, item, event);
      const range = edit && check(ruleText, before, edit, item, event);
      if (edit && range) {
        const title = `Add \`${wish.name}\``;
        return {
          ...base,
          line: `${item.key}: ${written}`,
          fix: { title, edits: [edit] },
          range,
          refusal: '',
        };
      }
    }
    return {
      ...base,
      refusal: 'The rule is written in a way that an edit could break: add the line by hand.',
    };
  });
  if (target.type !== 'place') return { into: '', hasOthers: false, offers };
  const hasOthers = target.rule.detection.identifiers.length > 1;
  return { into: target.place.name, hasOthers, offers };
}

/** An item to be: `value` for whole values, `text` for texts and parts of them. */
interface Wish {
  readonly operator: Operator;
  /** The key, unwritten. */
  readonly name: string;
  readonly value: EventScalar;
  /** null for what is no text. */
  readonly text: string | null;
}

function wishesFor(path: string, value: EventValue, stretch: Range | null): readonly Wish[] {
  const exists: Wish = { operator: 'exists', name: `${path}|exists`, value: true, text: null };
  if (Array.isArray(value) || isEventObject(value)) return [exists];
  const scalar = value as EventScalar;
  const text = typeof scalar === 'string' ? scalar : null;
  const equals: Wish = { operator: 'equals', name: path, value: scalar, text };
  if (text === null || text === '') return scalar === null ? [equals] : [equals, exists];
  const { start, end } = stretch ?? { start: 0, end: text.length };
  const parts = {
    contains: text.slice(start, end),
    startswith: text.slice(0, end),
    endswith: text.slice(start),
  };
  const partly = (['contains', 'startswith', 'endswith'] as const).map((operator): Wish => {
    return { operator, name: `${path}|${operator}`, value: parts[operator], text: parts[operator] };
  });
  return [equals, ...partly, exists];
}

type Target =
  | { readonly type: 'blank' }
  | { readonly type: 'no_detection'; readonly range: Range }
  | { readonly type: 'place'; readonly rule: DetectionRule; readonly place: Place }
  | { readonly type: 'none'; readonly why: string };

function readTarget(text: string, cursor: number | null): Target {
  if (text.trim() === '') return { type: 'blank' };
  if (text.length > maxRuleLength) return { type: 'none', why: 'The rule is too long to be edited here.' };
  const { rules } = readRules(text);
  const rule = rules.find(({ type }) => type === 'detection') as DetectionRule | undefined;
  const unread: Target = { type: 'none', why: 'The rule cannot be read yet: mend it first.' };
  if (!rule) {
    const other = rules.find(({ type, document }) => type === 'broken' && document !== null);
    if (!other || rules.length > 1) return unread;
    const faults = other.diagnostics.filter((each) => refusesRule(each) && each.code !== 'missing_detection');
    return faults.length > 0 ? unread : { type: 'no_detection', range: other.range };
  }
  if (rule.diagnostics.some(({ code }) => code.startsWith('yaml_') && refusing.has(code))) return unread;
  const place = findPlace(rule, cursor);
  if (place) return { type: 'place', rule, place };
  const detection = rule.document && entryOf(rule.document, 'detection');
  const isEmpty = detection?.value.type === 'scalar' && detection.value.text === '';
  return isEmpty || rule.detection.identifiers.length === 0
    ? { type: 'none', why: 'The detection is empty: add a search identifier and a condition.' }
    : { type: 'none', why: 'The rule looks for keywords only: add a search identifier for fields.' };
}

const refusing: ReadonlySet<string> = new Set([
  'yaml_syntax',
  'yaml_tab',
  'yaml_too_deep',
  'yaml_too_large',
  'yaml_alias_bomb',
]);

function editFor(text: string, target: Target, item: NewItem, event: EventObject): TextEdit | null {
  switch (target.type) {
    case 'blank':
      return {
        range: { start: 0, end: text.length },
        text: writeRule({
          title: 'My rule',
          logsource: logsourceLines([event]),
          detection: ['selection:', `  ${item.key}: ${item.value}`, 'condition: selection'],
        }),
      };
    case 'no_detection':
      return addDetection(text, target.range, item);
    case 'place':
      return addItem(target.rule, target.place, item);
    case 'none':
      return null;
  }
}

function isAsked({ mapping }: Place, { name, value, text }: Wish): boolean {
  const same = mapping && entryOf(mapping, name)?.value;
  if (!same || same.type === 'mapping') return false;
  const scalars = (same.type === 'scalar' ? [same] : same.items) as readonly ScalarNode[];
  const written =
    text !== null ? escapeLiteral(text) : value instanceof ExactNumber ? value.text : String(value);
  return scalars.some((each) => each.type === 'scalar' && each.text.toLowerCase() === written.toLowerCase());
}

/** How the rule quotes its texts. */
export function styleOf(rule: DetectionRule): QuoteStyle {
  const counts = { plain: 0, single: 0, double: 0 };
  const count = (search: Search): void => {
    if (search.type === 'broken' || search.type === 'array') return;
    if (search.type !== 'item') return search.children.forEach(count);
    for (const { kind, style } of search.values) if (kind === 'string' && style !== 'block') counts[style]++;
  };
  rule.detection.identifiers.forEach(({ search }) => count(search));
  if (counts.single > 0 && counts.single >= counts.double) return 'single';
  return counts.double > 0 ? 'double' : 'plain';
}

interface Before {
  readonly items: readonly SaidItem[];
  readonly diagnostics: readonly Diagnostic[];
}

function readBefore(text: string): Before {
  const rule = firstRule(text);
  return rule
    ? { items: itemsIn(rule), diagnostics: compileRule(rule).diagnostics }
    : { items: [], diagnostics: readRules(text).diagnostics };
}

/** The place of the new value in the edited text, where all is well with it. */
function check(
  text: string,
  before: Before,
  edit: TextEdit,
  item: NewItem,
  event: EventObject,
): Range | null {
  const after = firstRule(applyEdits(text, [edit]));
  if (!after || !matchesAlone(item, event)) return null;
  const known = before.items;
  const now = itemsIn(after);
  const at = now.findIndex((each, i) => each.said !== known[i]?.said);
  const added = now[at];
  if (!added) return null;
  const isJoined = now.length === known.length;
  const rest = now.filter((_, i) => i !== at).map(({ said }) => said);
  const others = isJoined ? known.filter((_, i) => i !== at) : known;
  if (rest.length !== others.length || others.some(({ said }, i) => said !== rest[i])) return null;
  if (isJoined && sayOf({ ...added, values: added.values.slice(0, -1) }) !== known[at]?.said) return null;
  const isNew = !isJoined && added.values.length === 1;
  if (added.key !== item.name || !(isJoined || isNew)) return null;
  if (hasMore(compileRule(after).diagnostics, before.diagnostics)) return null;
  return added.values.at(-1)?.range ?? null;
}

function firstRule(text: string): DetectionRule | null {
  return (
    (readRules(text).rules.find(({ type }) => type === 'detection') as DetectionRule | undefined) ?? null
  );
}

/** Whether any code stands more often than before; of a text without a rule all may go, and none may come. */
function hasMore(now: readonly Diagnostic[], before: readonly Diagnostic[]): boolean {
  const countOf = (list: readonly Diagnostic[], code: string): number =>
    list.filter((each) => each.code === code).length;
  return now.some(({ code }) => countOf(now, code) > countOf(before, code));
}

interface Said {
  readonly identifier: string;
  readonly key: string;
  readonly values: readonly ScalarNode[];
}

const sayOf = ({ identifier, key, values }: Said): string =>
  JSON.stringify([identifier, key, values.map(({ kind, text }) => [kind, text])]);

type SaidItem = Said & { readonly said: string };

function itemsIn(rule: DetectionRule): readonly SaidItem[] {
  return rule.detection.identifiers.flatMap(({ name, search }) => {
    const walk = (node: Search): Said[] => {
      if (node.type === 'broken' || node.type === 'array') return [];
      if (node.type !== 'item') return node.children.flatMap(walk);
      const key = [node.field ?? '', ...node.modifiers.map((each) => each.name)].join('|');
      return [{ identifier: name, key, values: node.values }];
    };
    return walk(search).map((each) => ({ ...each, said: sayOf(each) }));
  });
}

function matchesAlone({ key, value }: NewItem, event: EventObject): boolean {
  const detection = ['selection:', `  ${key}: ${value}`, 'condition: selection'];
  const rule = firstRule(writeRule({ title: 'One item', logsource: ['product: any'], detection }));
  return rule !== null && match(compileRule(rule), event) === 'match';
}
