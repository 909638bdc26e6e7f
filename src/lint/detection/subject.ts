// A detection rule as it is written: its items and what their modifiers make of them, whether it can be evaluated or not.
import { readPlan } from '../../sigma/index.ts';
import type {
  DetectionItem,
  DetectionRule,
  ItemPlan,
  ScalarNode,
  Search,
  TextEdit,
} from '../../sigma/index.ts';
import { renameField, setModifiers } from '../item-edits.ts';

export interface PlannedItem {
  readonly item: DetectionItem;
  readonly plan: ItemPlan;
  /** Keys of the same mapping: none may stand there twice. */
  readonly siblings: ReadonlySet<string>;
}

export interface DetectionSubject {
  readonly text: string;
  readonly rule: DetectionRule;
  /** Those whose modifiers can be read. */
  readonly items: readonly PlannedItem[];
}

export function detectionSubject(rule: DetectionRule): DetectionSubject {
  const items = rule.detection.identifiers.flatMap(({ search }) => itemsIn(search, []));
  return { text: rule.text, rule, items };
}

function itemsIn(search: Search, siblings: readonly Search[]): PlannedItem[] {
  // What stands in arrays is read when it is compiled.
  if (search.type === 'broken' || search.type === 'array') return [];
  if (search.type !== 'item')
    return search.children.flatMap((child) =>
      itemsIn(child, search.type === 'all_of' ? search.children : []),
    );
  const { plan } = readPlan(search);
  const keys = siblings.flatMap((each) => (each.type === 'item' && each !== search ? [keyOf(each)] : []));
  return plan ? [{ item: search, plan, siblings: new Set(keys) }] : [];
}

const keyOf = ({ field, modifiers }: DetectionItem): string =>
  [field ?? '', ...modifiers.map(({ name }) => name)].join('|');

/** The item with other modifiers; null where its mapping has that key already. */
export function withModifiers(text: string, each: PlannedItem, modifiers: string): TextEdit | null {
  return each.siblings.has(`${each.item.field ?? ''}${modifiers}`)
    ? null
    : setModifiers(text, each, modifiers);
}

/** The item with another field. */
export function withField(text: string, each: PlannedItem, field: string): TextEdit | null {
  return each.siblings.has(keyOf({ ...each.item, field })) ? null : renameField(text, each, field);
}

/** Texts in which a star is a wildcard. */
export const isPatternText = ({ plan }: PlannedItem): boolean =>
  plan.state === 'text' && plan.encodings.length === 0;

export function textsOf({ item }: PlannedItem): readonly ScalarNode[] {
  return item.values.filter(({ kind }) => kind === 'string');
}
