// The complete walk: never short-circuits, calls the same predicates as `match`, changes nothing.
import { needOf } from '../compile/compile-rule.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledSearch } from '../compile/search.ts';
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import type { Trail } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import type { SearchIdentifier } from '../rule/rule.ts';
import type { Range } from '../source/range.ts';
import { explainItem } from './explain-item.ts';
import type { ArrayTrace, ConditionTrace, DetectionTrace, IdentifierTrace, RuleTrace } from './trace.ts';
import { allOf, anyOf, atLeast, opposite } from './verdict.ts';

/** Why a rule matches an event or not, for every node of it. Ranges in the event are added by `locateTrace`. */
export function explain(rule: CompiledRule, event: EventValue): RuleTrace {
  const { searches } = rule;
  const { text, detection } = rule.rule;
  const walker = new Walker({ text, searches, identifiers: detection.identifiers }, event, null, event);
  const conditions = rule.conditions.map(({ text, range, root }) => ({
    text,
    range,
    root: walker.condition(root),
  }));
  const verdict = rule.refused ? 'unknown' : anyOf(conditions.map(({ root }) => root.verdict));
  return { verdict, conditions };
}

/** Named searches, as a rule has them, or an array block. */
export interface NamedSearches {
  readonly text: string;
  readonly searches: ReadonlyMap<string, CompiledSearch>;
  readonly identifiers: readonly SearchIdentifier[];
}

/** `from`: how one comes from the event, `outer`, to what is asked, where that is an element of an array. */
export class Walker {
  private readonly named: NamedSearches;
  private readonly event: EventValue;
  private readonly from: Trail | null;
  private readonly outer: EventValue;
  private readonly explained = new Map<string, DetectionTrace>();
  private readonly definitions: ReadonlyMap<string, Range>;

  constructor(named: NamedSearches, event: EventValue, from: Trail | null, outer: EventValue) {
    this.named = named;
    this.event = event;
    this.from = from;
    this.outer = outer;
    this.definitions = new Map(named.identifiers.map(({ name, range }) => [name, range]));
  }

  condition(node: ConditionNode): ConditionTrace {
    const { range } = node;
    switch (node.type) {
      case 'and':
      case 'or': {
        const children = node.children.map((child) => this.condition(child));
        const verdicts = children.map(({ verdict }) => verdict);
        return {
          type: node.type,
          verdict: node.type === 'and' ? allOf(verdicts) : anyOf(verdicts),
          children,
          range,
        };
      }
      case 'not': {
        const child = this.condition(node.child);
        return { type: 'not', verdict: opposite(child.verdict), child, range };
      }
      case 'identifier':
        return this.identifier(node.name, range);
      case 'broken':
        return {
          type: 'broken',
          verdict: 'unknown',
          text: this.named.text.slice(range.start, range.end),
          range,
        };
      case 'quantified':
        return this.quantified(node);
    }
  }

  private quantified(node: ConditionNode & { type: 'quantified' }): ConditionTrace {
    const names = namesSelected(node.pattern, [...this.named.searches.keys()]);
    const children = names.map((name) => this.identifier(name, node.range));
    const verdicts = children.map(({ verdict }) => verdict);
    const need = needOf(node.quantifier, names.length);
    return {
      type: 'quantified',
      verdict: atLeast(need, verdicts),
      text: `${node.quantifier} of ${node.pattern}`,
      need,
      got: verdicts.filter((verdict) => verdict === 'match').length,
      children,
      range: node.range,
    };
  }

  private identifier(name: string, range: Range): IdentifierTrace {
    const search = this.named.searches.get(name);
    const definitionRange = this.definitions.get(name);
    if (!search || !definitionRange)
      return { type: 'identifier', verdict: 'unknown', name, range, detection: null };
    const detection = this.explained.get(name) ?? this.search(search);
    this.explained.set(name, detection);
    return { type: 'identifier', verdict: detection.verdict, name, range, definitionRange, detection };
  }

  search(search: CompiledSearch): DetectionTrace {
    const { event, from, outer } = this;
    if (search.type === 'item') return explainItem(search, event, from, outer);
    if (search.type === 'array') return search.explain(event, from, outer) as ArrayTrace;
    if (search.type === 'broken') return { type: 'broken', verdict: 'unknown', range: search.range };
    const children = search.children.map((child) => this.search(child));
    const verdicts = children.map(({ verdict }) => verdict);
    const verdict = search.type === 'all_of' ? allOf(verdicts) : anyOf(verdicts);
    return { type: search.type, verdict, children, range: search.range };
  }
}
