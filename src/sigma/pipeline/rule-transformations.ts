// Transformations of a rule as a whole, one row each.
import type { ConditionNode } from '../condition/node.ts';
import type { ScalarNode } from '../document/node.ts';
import { readPlan } from '../compile/plan.ts';
import { SearchReader } from '../rule/read-search.ts';
import type { Condition, DetectionItem, Logsource, Search } from '../rule/rule.ts';
import type { Range } from '../source/range.ts';
import type { RuleDraft } from './rule-draft.ts';
import type { TransformationRow, TransformationRows } from './transformation.ts';

const addCondition: TransformationRow = (options) => {
  const conditions = options.entry('conditions', true);
  const name = options.text('name');
  const [isTemplate, isNegated] = [options.flag('template'), options.flag('negated')];
  if (!conditions) return null;
  if (conditions.value.type !== 'mapping')
    return options.say(
      'pipeline_shape',
      conditions.range,
      '`conditions` is a mapping: write `field: value` lines under it.',
    );
  const search = new SearchReader(options.source, options.diagnostics).readSearch(
    conditions.value,
    conditions.key,
  );
  for (const item of itemsOf(search)) options.diagnostics.push(...readPlan(item).diagnostics);
  return (draft, scope) => {
    const used = new Set(draft.identifiers.map((identifier) => identifier.name));
    const base = name ?? '_added';
    let own = base;
    for (let i = 2; used.has(own); i++) own = `${base}_${i}`;
    const range = draft.place;
    const added = relocate(
      search,
      range,
      isTemplate ? (text) => fillTemplate(text, draft.logsource) : (text) => text,
    );
    draft.identifiers = [{ name: own, keyRange: range, range, search: added }, ...draft.identifiers];
    draft.conditions = draft.conditions.map((condition) => joinWith(condition, own, isNegated));
    const told = itemsOf(added).map(
      ({ field, values }) => `${field ?? ''}: ${values.map(({ text }) => text).join(' | ')}`,
    );
    draft.note(scope, 'added', '', `${isNegated ? 'not ' : ''}${told.join(', ')}`);
  };
};

function itemsOf(search: Search): DetectionItem[] {
  if (search.type === 'item') return [search];
  return 'children' in search ? search.children.flatMap(itemsOf) : [];
}

/** What the pipeline adds has no place in the author's text but the one before the condition. */
function relocate(search: Search, range: Range, fill: (text: string) => string): Search {
  if (search.type === 'broken' || search.type === 'array') return { type: 'broken', range };
  if (search.type !== 'item')
    return { ...search, children: search.children.map((child) => relocate(child, range, fill)), range };
  const values = search.values.map((value): ScalarNode => ({ ...value, text: fill(value.text), range }));
  const modifiers = search.modifiers.map((modifier) => ({ ...modifier, range }));
  return { ...search, values, modifiers, range, fieldRange: range, keyRange: range };
}

function fillTemplate(text: string, logsource: Logsource): string {
  return text.replace(
    /\$(?:\{(category|product|service)\}|(category|product|service)\b)/g,
    (_, braced, bare) => {
      const key = (braced ?? bare) as keyof Logsource;
      return logsource[key] ?? '';
    },
  );
}

function joinWith(condition: Condition, name: string, isNegated: boolean): Condition {
  const { start } = condition.range;
  const range = { start, end: start };
  const identifier: ConditionNode = { type: 'identifier', name, range };
  const added: ConditionNode = isNegated ? { type: 'not', child: identifier, range } : identifier;
  const { root } = condition;
  const children = root.type === 'and' ? [added, ...root.children] : [added, root];
  const text = `${isNegated ? 'not ' : ''}${name} and (${condition.text})`;
  return { ...condition, text, root: { type: 'and', children, range: root.range } };
}

const parts = ['category', 'product', 'service'] as const;

const changeLogsource: TransformationRow = (options) => {
  const texts = parts.flatMap((key) => {
    const text = options.text(key);
    return text === null ? [] : [[key, text] as const];
  });
  const logsource = Object.fromEntries(texts) as Logsource;
  const print = (of: Logsource): string => parts.flatMap((key) => of[key] ?? []).join(' / ');
  return (draft, scope) => {
    draft.note(scope, 'logsource', print(draft.logsource), print(logsource), draft.place);
    draft.logsource = logsource;
  };
};

/** For fields that a query returns, which no verdict depends on. */
const ofQueries: TransformationRow = (options) => {
  const [first] = options.node.entries;
  options.say(
    'pipeline_part_ignored',
    first?.range ?? options.place,
    'This is for what a query returns: it changes no verdict.',
  );
  options.entry('field');
  options.entry('fields');
  return () => {};
};

/** `of`: what the pipeline keeps by name for its conditions. */
function setting(
  kind: 'state' | 'attribute',
  keys: readonly [name: string, value: string],
  of: (draft: RuleDraft) => Map<string, string>,
): TransformationRow {
  return (options) => {
    const [name, value] = [options.text(keys[0], true), options.text(keys[1], true)];
    if (name === null || value === null) return null;
    return (draft, scope) => {
      const known = of(draft);
      draft.note(scope, kind, known.get(name) ?? '', `${name}: ${value}`);
      known.set(name, value);
    };
  };
}

export const ruleTransformations: TransformationRows = {
  drop_detection_item: () => (draft, scope) =>
    draft.changeItems(scope, (item) => {
      draft.note(scope, 'dropped', item.field ?? '', '', item.range);
      return null;
    }),
  add_condition: addCondition,
  change_logsource: changeLogsource,
  set_state: setting('state', ['key', 'val'], (draft) => draft.state),
  set_custom_attribute: setting('attribute', ['attribute', 'value'], (draft) => draft.attributes),
  rule_failure(options) {
    const message = options.text('message', true);
    return message === null ? null : (draft) => draft.fail(`The pipeline refuses this rule: ${message}`);
  },
  detection_item_failure(options) {
    const message = options.text('message', true);
    if (message === null) return null;
    return (draft, scope) =>
      draft.changeItems(scope, (item) => {
        draft.fail(`The pipeline refuses this detection item: ${message}`, item.range);
        return item;
      });
  },
  add_field: ofQueries,
  remove_field: ofQueries,
  set_field: ofQueries,
};
