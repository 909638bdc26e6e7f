// The conditions under which an item of a pipeline applies: to a rule, to a detection item, to a name of a field.
// A new condition is a new row.
import { entryOf } from '../document/node.ts';
import type { ScalarNode } from '../document/node.ts';
import type { DetectionItem } from '../rule/rule.ts';
import { readMetadata } from '../rule/metadata.ts';
import { hasWildcard, readTokens } from '../value/pattern.ts';
import type { OptionsReader } from './options-reader.ts';
import { matchesAtStart, readPattern } from './pipeline-regex.ts';
import type { RuleDraft } from './rule-draft.ts';

/** What a condition is asked about: the draft alone, an item of it, or a name. */
export interface Subjects {
  rule: null;
  item: DetectionItem;
  field: string | null;
}

export type Level = keyof Subjects;
export type Test<L extends Level> = (subject: Subjects[L], draft: RuleDraft) => boolean;

/** null where it cannot be read; the diagnostics say why. */
export type ConditionRow<L extends Level> = (options: OptionsReader) => Test<L> | null;

const never = () => false;
const always = () => true;

function readState(options: OptionsReader): ((subject: unknown, draft: RuleDraft) => boolean) | null {
  const [key, value] = [options.text('key', true), options.text('val', true)];
  const op = options.word('op', comparisons, 'eq');
  if (key === null || value === null || !op) return null;
  return (_, draft) => {
    const found = draft.state.get(key);
    return found !== undefined && compare(found, op, value);
  };
}

const comparisons = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const;
type Comparison = (typeof comparisons)[number];

function compare(found: string, op: Comparison, wanted: string): boolean {
  if (op === 'eq') return found === wanted;
  if (op === 'ne') return found !== wanted;
  const order = orderOf(found, wanted);
  if (Number.isNaN(order)) return false;
  if (op === 'gt') return order > 0;
  if (op === 'gte') return order >= 0;
  return op === 'lt' ? order < 0 : order <= 0;
}

/** Words of a rule that have an order. */
const scales = [
  ['informational', 'low', 'medium', 'high', 'critical'],
  ['unsupported', 'deprecated', 'experimental', 'test', 'stable'],
];

function orderOf(a: string, b: string): number {
  for (const scale of scales)
    if (scale.includes(a) && scale.includes(b)) return scale.indexOf(a) - scale.indexOf(b);
  const date = /^\d{4}[-/]\d{2}[-/]\d{2}$/;
  if (date.test(a) && date.test(b))
    return a.replaceAll('/', '-') < b.replaceAll('/', '-') ? -1 : Number(a !== b);
  return Number(a) - Number(b);
}

export const ruleConditions: Readonly<Record<string, ConditionRow<'rule'>>> = {
  logsource(options) {
    const wanted = (['category', 'product', 'service'] as const).flatMap((key) => {
      const text = options.text(key);
      return text === null ? [] : [[key, text] as const];
    });
    return (_, { logsource }) => wanted.every(([key, text]) => logsource[key] === text);
  },
  contains_field(options) {
    const field = options.text('field', true);
    return field === null ? null : (_, draft) => draft.items().some((item) => item.field === field);
  },
  contains_detection_item(options) {
    const [field, value] = [options.text('field', true), options.scalar('value', true)];
    if (field === null || !value) return null;
    return (_, draft) =>
      draft.items().some((item) => item.field === field && item.values.some((each) => isSame(each, value)));
  },
  rule_attribute(options) {
    const [attribute, value] = [options.text('attribute', true), options.text('value', true)];
    const op = options.word('op', comparisons, 'eq');
    if (attribute === null || value === null || !op) return null;
    return (_, draft) => {
      const found = draft.attributes.get(attribute) ?? attributeOf(draft, attribute);
      return found !== undefined && compare(found, op, value);
    };
  },
  tag(options) {
    const tag = options.text('tag', true);
    if (tag === null) return null;
    return (_, { rule }) => readMetadata(rule.document).tags.some(({ text }) => text === tag);
  },
  processing_item_applied(options) {
    const id = options.text('processing_item_id', true);
    return id === null ? null : (_, draft) => draft.applied.has(id);
  },
  processing_state: readState,
  // Only detection rules come here.
  is_sigma_rule: () => always,
  is_sigma_correlation_rule: () => never,
};

function attributeOf({ rule }: RuleDraft, name: string): string | undefined {
  const value = rule.document ? entryOf(rule.document, name)?.value : undefined;
  return value?.type === 'scalar' && value.kind !== 'null' ? value.text : undefined;
}

function isSame(a: ScalarNode, b: ScalarNode): boolean {
  return a.text === b.text && (a.kind === b.kind || a.kind === 'string' || b.kind === 'string');
}

/** `cond`: whether all values of the item must be such, or any. */
function eachValue(
  options: OptionsReader,
  isSuch: (value: ScalarNode, item: DetectionItem) => boolean,
): Test<'item'> | null {
  const join = options.word('cond', ['any', 'all'], null);
  if (!join) return null;
  return (item) => {
    const test = (value: ScalarNode): boolean => isSuch(value, item);
    return join === 'all' ? item.values.every(test) : item.values.some(test);
  };
}

/** A text as pySigma has it when pipelines run: `contains` and its like have become wildcards. */
function withAnchors(text: string, { modifiers }: DetectionItem): string {
  const has = (name: string): boolean => modifiers.some((modifier) => modifier.name === name);
  const [start, end] = [has('endswith') || has('contains'), has('startswith') || has('contains')];
  return `${start ? '*' : ''}${text}${end ? '*' : ''}`;
}

export const itemConditions: Readonly<Record<string, ConditionRow<'item'>>> = {
  match_string(options) {
    const source = options.scalar('pattern', true);
    const pattern = source && readPattern(options, source);
    const negate = options.flag('negate');
    const test = eachValue(
      options,
      ({ kind, text }, item) =>
        kind === 'string' && pattern !== null && matchesAtStart(pattern, withAnchors(text, item)) !== negate,
    );
    return pattern && test;
  },
  match_value(options) {
    const wanted = options.scalar('value', true);
    const test = eachValue(options, (value) => wanted !== null && isSame(value, wanted));
    return wanted && test;
  },
  is_null: (options) => eachValue(options, ({ kind }) => kind === 'null'),
  contains_wildcard: (options) =>
    eachValue(
      options,
      ({ kind, text }, item) => kind === 'string' && hasWildcard(readTokens(withAnchors(text, item))),
    ),
  processing_item_applied(options) {
    const id = options.text('processing_item_id', true);
    return id === null ? null : (item, draft) => draft.wasApplied(item, id);
  },
  processing_state: readState,
};

function readFields(options: OptionsReader): ((field: string) => boolean) | null {
  const fields = options.scalars('fields', true);
  const mode = options.word('mode', ['plain', 're'], 'plain');
  if (!fields || !mode) return null;
  if (mode === 'plain') {
    const names = new Set(fields.map(({ text }) => text));
    return (field) => names.has(field);
  }
  const patterns = fields.map((field) => readPattern(options, field)).filter((pattern) => pattern !== null);
  if (patterns.length < fields.length) return null;
  return (field) => patterns.some((pattern) => matchesAtStart(pattern, field));
}

export const fieldConditions: Readonly<Record<string, ConditionRow<'field'>>> = {
  include_fields(options) {
    const holds = readFields(options);
    return holds && ((field) => field !== null && holds(field));
  },
  exclude_fields(options) {
    const holds = readFields(options);
    return holds && ((field) => field === null || !holds(field));
  },
  processing_item_applied(options) {
    const id = options.text('processing_item_id', true);
    return id === null ? null : (field, draft) => field !== null && draft.wasApplied(field, id);
  },
  processing_state: readState,
};
