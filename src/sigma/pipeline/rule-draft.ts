// A rule while a pipeline changes it. Nothing of the rule itself is touched: its nodes are replaced, and keep the
// places that the author's text gives them.
import type { ConditionNode } from '../condition/node.ts';
import { namesSelected } from '../condition/node.ts';
import type {
  Condition,
  DetectionItem,
  DetectionRule,
  Logsource,
  Search,
  SearchIdentifier,
} from '../rule/rule.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import type { PipelineChange, Scope } from './pipeline.ts';

/** Detection items that a pipeline may make of one rule. */
export const maxItems = 20_000;

export class RuleDraft {
  readonly rule: DetectionRule;
  logsource: Logsource;
  identifiers: readonly SearchIdentifier[];
  conditions: readonly Condition[];
  /** Given by the pipeline. */
  readonly attributes = new Map<string, string>();
  readonly state = new Map<string, string>();
  /** Ids of the items that were applied. */
  readonly applied = new Set<string>();
  readonly changes: PipelineChange[] = [];
  readonly failures: Diagnostic[] = [];
  readonly #appliedToItem = new WeakMap<DetectionItem, ReadonlySet<string>>();
  readonly #appliedToField = new Map<string, Set<string>>();

  constructor(rule: DetectionRule) {
    this.rule = rule;
    this.logsource = rule.logsource;
    this.identifiers = rule.detection.identifiers;
    this.conditions = rule.detection.conditions;
  }

  wasApplied(to: DetectionItem | string, id: string): boolean {
    const ids = typeof to === 'string' ? this.#appliedToField.get(to) : this.#appliedToItem.get(to);
    return ids?.has(id) ?? false;
  }

  fail(message: string, range: Range = this.place): void {
    this.failures.push(diagnostic('pipeline_failure', range, message));
  }

  /** For what the author did not write: before the condition. */
  get place(): Range {
    const { start } = this.conditions[0]?.range ?? this.rule.range;
    return { start, end: start };
  }

  note(scope: Scope, kind: PipelineChange['kind'], before: string, after: string, range = this.place): void {
    this.changes.push({ kind, before, after, range, by: scope.label, byRange: scope.range });
  }

  noteField(scope: Scope, item: DetectionItem, after: readonly string[]): void {
    this.note(scope, 'field', item.field ?? '', after.join(' | '), item.fieldRange);
    for (const field of after) {
      const ids = this.#appliedToField.get(field) ?? new Set();
      this.#appliedToField.set(field, ids.add(scope.id));
    }
  }

  items(): DetectionItem[] {
    const found: DetectionItem[] = [];
    const visit = (search: Search): void => {
      if (search.type === 'item') found.push(search);
      else if ('children' in search) search.children.forEach(visit);
    };
    for (const { search } of this.identifiers) visit(search);
    return found;
  }

  /** `change` gives the item itself where it leaves it as it is, and null to drop it. */
  changeItems(scope: Scope, change: (item: DetectionItem) => Search | null): void {
    const visit = (search: Search): Search | null => {
      if (search.type === 'broken' || search.type === 'array') return search;
      if (search.type === 'item') {
        if (!scope.matchesItem(search, this) || !scope.matchesField(search.field, this)) return search;
        const changed = change(search);
        if (changed && changed !== search) this.#mark(changed, search, scope.id);
        return changed;
      }
      const children = search.children.map(visit);
      if (children.every((child, i) => child === search.children[i])) return search;
      const rest = children.filter((child) => child !== null);
      return rest.length === 0 ? null : { ...search, children: rest };
    };
    const searches = this.identifiers.map(({ search }) => visit(search));
    if (searches.every((search, i) => search === this.identifiers[i]?.search)) return;
    const dropped = this.identifiers.filter((_, i) => searches[i] === null).map(({ name }) => name);
    this.identifiers = this.identifiers.flatMap((identifier, i) => {
      const search = searches[i];
      if (!search) return [];
      return [search === identifier.search ? identifier : { ...identifier, search }];
    });
    if (dropped.length > 0) this.#forget(dropped);
    if (this.items().length > maxItems)
      this.fail(`The pipeline makes more than ${maxItems} detection items of the rule.`);
  }

  #mark(search: Search, of: DetectionItem, id: string): void {
    if (search.type === 'broken' || search.type === 'array') return;
    if (search.type !== 'item') return search.children.forEach((child) => this.#mark(child, of, id));
    this.#appliedToItem.set(search, new Set([...(this.#appliedToItem.get(of) ?? []), id]));
  }

  /** What is left of the conditions when search identifiers are gone: nothing is asked of what was dropped. */
  #forget(dropped: readonly string[]): void {
    const before = [...this.identifiers.map(({ name }) => name), ...dropped];
    const names = before.filter((name) => !dropped.includes(name));
    const reduce = (node: ConditionNode): ConditionNode | null => {
      if (node.type === 'identifier') return dropped.includes(node.name) ? null : node;
      if (node.type === 'quantified') {
        const hadSome = namesSelected(node.pattern, before).length > 0;
        return hadSome && namesSelected(node.pattern, names).length === 0 ? null : node;
      }
      if (node.type === 'broken') return node;
      if (node.type === 'not') {
        const child = reduce(node.child);
        return child && { ...node, child };
      }
      const children = node.children.map(reduce).filter((child) => child !== null);
      return children.length > 1 ? { ...node, children } : (children[0] ?? null);
    };
    this.conditions = this.conditions.flatMap((condition) => {
      const root = reduce(condition.root);
      if (!root) this.fail('The pipeline drops everything that this condition asks for.', condition.range);
      return root ? [{ ...condition, root }] : [];
    });
  }

  /** The rule as it is evaluated: the same object where nothing was changed. */
  get result(): DetectionRule {
    const { rule, logsource, identifiers, conditions, failures } = this;
    const isSame =
      logsource === rule.logsource &&
      identifiers === rule.detection.identifiers &&
      conditions === rule.detection.conditions &&
      failures.length === 0;
    if (isSame) return rule;
    const diagnostics = [...rule.diagnostics, ...failures];
    return { ...rule, logsource, detection: { identifiers, conditions }, diagnostics };
  }
}
