// What of a rule stands at a place of its text.
import { readMetadata, readRules } from '../../sigma/index.ts';
import type {
  ConditionNode,
  DetectionItem,
  DetectionRule,
  ModifierName,
  Range,
  Rule,
  Search,
} from '../../sigma/index.ts';

export type RulePlace =
  | {
      readonly type: 'modifier';
      readonly range: Range;
      readonly item: DetectionItem;
      readonly modifier: ModifierName;
    }
  | { readonly type: 'field'; readonly range: Range; readonly item: DetectionItem; readonly field: string }
  | { readonly type: 'identifier'; readonly range: Range; readonly name: string }
  | { readonly type: 'condition'; readonly range: Range; readonly node: ConditionNode }
  | { readonly type: 'tag'; readonly range: Range; readonly tag: string };

const holds = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;

export function detectionRuleAt(text: string, offset: number): DetectionRule | null {
  const found = ruleAt(text, offset);
  return found?.type === 'detection' ? found : null;
}

function ruleAt(text: string, offset: number): Rule | null {
  return readRules(text).rules.find(({ range }) => holds(range, offset)) ?? null;
}

/** null where nothing stands that the language knows more of. */
export function rulePlaceAt(text: string, offset: number): RulePlace | null {
  const rule = ruleAt(text, offset);
  if (!rule) return null;
  const tag = readMetadata(rule.document).tags.find(({ range }) => holds(range, offset));
  if (tag) return { type: 'tag', range: tag.range, tag: tag.text };
  if (rule.type !== 'detection') return null;
  const { identifiers, conditions } = rule.detection;
  for (const { root, range } of conditions)
    if (holds(range, offset)) {
      const node = nodeAt(root, offset);
      if (node) return { type: 'condition', range: node.range, node };
    }
  for (const { name, keyRange, search } of identifiers) {
    if (holds(keyRange, offset)) return { type: 'identifier', range: keyRange, name };
    const item = itemAt(search, offset);
    if (item) return placeInItem(item, offset);
  }
  return null;
}

function placeInItem(item: DetectionItem, offset: number): RulePlace | null {
  const modifier = item.modifiers.find(({ range }) => holds(range, offset));
  if (modifier) return { type: 'modifier', range: modifier.range, item, modifier };
  const { field, fieldRange, keyRange } = item;
  return field !== null && holds(keyRange, offset) ? { type: 'field', range: fieldRange, item, field } : null;
}

function itemAt(search: Search, offset: number): DetectionItem | null {
  if (search.type === 'broken' || search.type === 'array') return null;
  if (search.type === 'item') return holds(search.keyRange, offset) ? search : null;
  for (const child of search.children) {
    const found = itemAt(child, offset);
    if (found) return found;
  }
  return null;
}

/** The innermost; between two operands the operator, and so all of both. */
function nodeAt(node: ConditionNode, offset: number): ConditionNode | null {
  if (!holds(node.range, offset)) return null;
  const children =
    node.type === 'not' ? [node.child] : node.type === 'and' || node.type === 'or' ? node.children : [];
  for (const child of children) {
    const found = nodeAt(child, offset);
    if (found) return found;
  }
  return node;
}
