// A detection rule as it is written: its items and what their modifiers make of them, whether it can be evaluated or not.
import { readPlan } from '../../sigma/index.ts';
import type { DetectionItem, DetectionRule, ItemPlan, ScalarNode, Search } from '../../sigma/index.ts';

export interface PlannedItem {
  readonly item: DetectionItem;
  readonly plan: ItemPlan;
}

export interface DetectionSubject {
  readonly text: string;
  readonly rule: DetectionRule;
  /** Those whose modifiers can be read. */
  readonly items: readonly PlannedItem[];
}

export function detectionSubject(rule: DetectionRule): DetectionSubject {
  const items = rule.detection.identifiers.flatMap(({ search }) => itemsIn(search));
  return {
    text: rule.text,
    rule,
    items: items.flatMap((item) => {
      const { plan } = readPlan(item);
      return plan ? [{ item, plan }] : [];
    }),
  };
}

function itemsIn(search: Search): DetectionItem[] {
  return search.type === 'item' ? [search] : search.type === 'broken' ? [] : search.children.flatMap(itemsIn);
}

/** Texts in which a star is a wildcard. */
export const isPatternText = ({ plan }: PlannedItem): boolean =>
  plan.state === 'text' && plan.encodings.length === 0;

export function textsOf({ item }: PlannedItem): readonly ScalarNode[] {
  return item.values.filter(({ kind }) => kind === 'string');
}
