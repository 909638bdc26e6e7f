// The rule that filters and `action` documents make of a rule, as the text of one rule.
import { namesSelected, printCondition, scopeEnd } from '../condition/node.ts';
import type { ConditionNode, QuantifiedNode } from '../condition/node.ts';
import { entryOf } from '../document/node.ts';
import type { MappingEntry, MappingNode } from '../document/node.ts';
import type { DetectionRule } from '../rule/rule.ts';
import type { ScopedFilter } from './apply-filters.ts';
import { entryNode, listNode } from './make-document.ts';
import { printDocument } from './print-document.ts';

/** `effective`: what `applyFilters` made of the rule. Read again, the text says the same of every event. */
export function printEffective(effective: DetectionRule, filters: readonly ScopedFilter[]): string {
  const root = effective.document as MappingNode;
  if (filters.length === 0) return printDocument(root);
  const names = new Names(effective, filters);
  const conditions = effective.detection.conditions.map((each) => printCondition(names.rename(each.root)));
  const selections = filters.flatMap(({ filter, scope }) => {
    const held = entryOf(filter.rule.document as MappingNode, 'filter')?.value;
    const entries = held?.type === 'mapping' ? held.entries : [];
    return entries.flatMap(({ key, value }): MappingEntry[] => {
      const name = names.of(scope + key.text);
      return name === undefined ? [] : [entryNode(name, value)];
    });
  });
  const [condition] = conditions;
  const value = condition !== undefined && conditions.length === 1 ? condition : listNode(conditions);
  const entries = root.entries.map((each): MappingEntry => {
    if (each.key.text !== 'detection' || each.value.type !== 'mapping') return each;
    const own = each.value.entries.filter(({ key }) => key.text !== 'condition');
    const all = [...own, ...selections, entryNode('condition', value)];
    return { ...each, value: { ...each.value, entries: all } };
  });
  return printDocument({ ...root, entries });
}

/** More alternatives than that are not written out. */
const maxAlternatives = 200;

/** Names in scopes as names that a rule may have: none of its own patterns selects them. */
class Names {
  private readonly names: ReadonlyMap<string, string>;
  private readonly prefixes: ReadonlyMap<string, string>;

  constructor({ detection }: DetectionRule, filters: readonly ScopedFilter[]) {
    const names = new Map<string, string>();
    const prefixes = new Map<string, string>();
    const taken = new Set(detection.identifiers.map(({ name }) => name));
    const isFree = (prefix: string): boolean =>
      [...taken].every((name) => !name.startsWith(prefix)) &&
      [...prefixes.values()].every((other) => !other.startsWith(prefix) && !prefix.startsWith(other));
    for (const { filter, scope } of filters) {
      const word = toWord(scope.slice(0, -scopeEnd.length));
      let prefix = `_${word}_`;
      for (let n = 2; !isFree(prefix); n++) prefix = `_${word}_${n}_`;
      prefixes.set(scope, prefix);
      for (const { name } of filter.detection.identifiers)
        names.set(scope + name, unique(prefix, name, names));
    }
    for (const { name } of detection.identifiers) if (!names.has(name)) names.set(name, name);
    this.names = names;
    this.prefixes = prefixes;
  }

  of(name: string): string | undefined {
    return this.names.get(name);
  }

  rename(node: ConditionNode): ConditionNode {
    switch (node.type) {
      case 'identifier':
        return { ...node, name: this.names.get(node.name) ?? node.name };
      case 'quantified':
        return this.renameQuantified(node);
      case 'not':
        return { ...node, child: this.rename(node.child) };
      case 'broken':
        return node;
      default:
        return { ...node, children: node.children.map((child) => this.rename(child)) };
    }
  }

  /** A pattern that selects the same of all names; else what it selects is written out. */
  private renameQuantified(node: QuantifiedNode): ConditionNode {
    const { quantifier, range } = node;
    const wanted = namesSelected(node.pattern, [...this.names.keys()]).map((name) => this.of(name) as string);
    const at = node.pattern.indexOf(scopeEnd);
    const inner = at < 0 ? node.pattern : node.pattern.slice(at + scopeEnd.length);
    const prefix = at < 0 ? '' : (this.prefixes.get(node.pattern.slice(0, at + scopeEnd.length)) ?? '');
    const pattern = prefix + (prefix !== '' && inner === 'them' ? '*' : inner);
    const selected = namesSelected(pattern, [...this.names.values()]);
    if (selected.length === wanted.length && wanted.every((name) => selected.includes(name)))
      return { ...node, pattern };
    if (wanted.length === 0) return { ...node, pattern: '_nothing_*' };
    const identifiers = wanted.map((name): ConditionNode => ({ type: 'identifier', name, range }));
    if (identifiers.length === 1 && quantifier !== 'all' && quantifier > 1)
      return { ...node, pattern: '_nothing_*' };
    if (identifiers.length === 1) return identifiers[0] as ConditionNode;
    if (quantifier === 'all') return { type: 'and', children: identifiers, range };
    if (quantifier === 1) return { type: 'or', children: identifiers, range };
    const choices = chooseFrom(identifiers, quantifier).slice(0, maxAlternatives);
    if (choices.length === 0) return { ...node, pattern: '_nothing_*' };
    return { type: 'or', children: choices.map((children) => ({ type: 'and', children, range })), range };
  }
}

function unique(prefix: string, name: string, names: ReadonlyMap<string, string>): string {
  const taken = new Set(names.values());
  const word = prefix + toWord(name);
  let found = word;
  for (let n = 2; taken.has(found); n++) found = `${word}_${n}`;
  return found;
}

function toWord(text: string): string {
  return text.replace(/[^\w.-]+/g, '_') || 'filter';
}

function chooseFrom<T>(list: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return list.flatMap((item, i) => chooseFrom(list.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
