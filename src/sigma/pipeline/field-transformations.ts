// Transformations of the names of fields, one row each.
import type { ScalarNode } from '../document/node.ts';
import type { DetectionItem, Search } from '../rule/rule.ts';
import type { Scope, Transform } from './pipeline.ts';
import type { RuleDraft } from './rule-draft.ts';
import type { TransformationRows } from './transformation.ts';

/** The names that take a name's place; null where it stays. */
type Rename = (field: string) => readonly string[] | null;

function renaming(rename: Rename): Transform {
  return (draft, scope) => {
    // The names that `fieldref` speaks of are asked for one by one.
    const all: Scope = { ...scope, matchesField: () => true };
    const renameOne = (field: string): readonly string[] | null =>
      scope.matchesField(field, draft) ? rename(field) : null;
    draft.changeItems(all, (item) => renameItem(draft, scope, renameReferences(item, renameOne), renameOne));
  };
}

function renameItem(draft: RuleDraft, scope: Scope, item: DetectionItem, rename: Rename): Search {
  const names = item.field === null ? null : rename(item.field);
  if (!names || (names.length === 1 && names[0] === item.field)) return item;
  draft.noteField(scope, item, names);
  const renamedFrom = item.renamedFrom ?? item.field ?? '';
  const items = names.map((field): DetectionItem => ({ ...item, field, renamedFrom }));
  const [only] = items;
  if (only && items.length === 1) return only;
  // What is not to be equal is not to be equal to any of them.
  const isNegated = item.modifiers.some(({ name }) => name === 'neq');
  return { type: isNegated ? 'all_of' : 'any_of', children: items, range: item.range };
}

function renameReferences(item: DetectionItem, rename: Rename): DetectionItem {
  if (!item.modifiers.some(({ name }) => name === 'fieldref')) return item;
  const values = item.values.flatMap((value): readonly ScalarNode[] => {
    const names = rename(value.text);
    return names ? names.map((text) => ({ ...value, text })) : [value];
  });
  return values.every((value, i) => value === item.values[i]) ? item : { ...item, values };
}

const functions = {
  lower: (name: string) => name.toLowerCase(),
  upper: (name: string) => name.toUpperCase(),
  title: (name: string) =>
    name.replace(/[a-z]+/gi, (word) => `${word[0]?.toUpperCase()}${word.slice(1).toLowerCase()}`),
  snake_case: (name: string) =>
    name
      .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2')
      .replace(/[\s-]+/g, '_')
      .toLowerCase(),
};

export const fieldTransformations: TransformationRows = {
  field_name_mapping(options) {
    const mapping = options.textsByName('mapping', true);
    return mapping && renaming((field) => mapping.get(field)?.map(({ text }) => text) ?? null);
  },
  field_name_prefix_mapping(options) {
    const mapping = options.textsByName('mapping', true);
    if (!mapping) return null;
    // Of several prefixes that fit, the longest says most.
    const prefixes = [...mapping].sort(([a], [b]) => b.length - a.length);
    return renaming((field) => {
      const found = prefixes.find(([prefix]) => field.startsWith(prefix));
      return found ? found[1].map(({ text }) => text + field.slice(found[0].length)) : null;
    });
  },
  field_name_prefix(options) {
    const prefix = options.text('prefix', true);
    return prefix === null ? null : renaming((field) => [prefix + field]);
  },
  field_name_suffix(options) {
    const suffix = options.text('suffix', true);
    return suffix === null ? null : renaming((field) => [field + suffix]);
  },
  field_name_transform(options) {
    const names = Object.keys(functions) as (keyof typeof functions)[];
    const name = options.word('transform_func', names, null);
    const mapping = options.textsByName('mapping') ?? new Map<string, readonly ScalarNode[]>();
    if (!name) return null;
    return renaming((field) => mapping.get(field)?.map(({ text }) => text) ?? [functions[name](field)]);
  },
};
