// Three-valued evaluation: what a rule says of an event of which only some fields are known.
import { needOf } from '../compile/compile-rule.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledArray, CompiledItem, CompiledSearch } from '../compile/search.ts';
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import type { EventValue } from '../event/value.ts';
import { explainItem } from './explain-item.ts';
import type { ArrayTrace, Verdict } from './trace.ts';
import { allOf, anyOf, atLeast, opposite, toVerdict } from './verdict.ts';

export interface PartialEvent {
  /** Holds at least the fields that are known. */
  readonly event: EventValue;
  /**
   * Whether the event's answer for a field is final: whatever else becomes known, it has these values there, or none.
   * Null stands for the event as a whole, which keywords look at.
   */
  knows(field: string | null): boolean;
  /** May decide an item whose field is not known; null leaves it unknown. */
  decide?(item: CompiledItem): Verdict | null;
}

/** `match` and `miss` hold for every event that has the known fields; `unknown` is everything else. */
export function matchPartly(rule: CompiledRule, known: PartialEvent): Verdict {
  if (rule.refused) return 'unknown';
  const verdicts = new Map<string, Verdict>();
  return decideCondition(rule, (name) => {
    const search = rule.searches.get(name);
    const verdict =
      verdicts.get(name) ?? (search ? decideSearch(search, (item) => verdictOf(item, known)) : 'unknown');
    verdicts.set(name, verdict);
    return verdict;
  });
}

/** What a rule says, by what is said of its search identifiers. */
export function decideCondition(rule: CompiledRule, verdictNamed: (name: string) => Verdict): Verdict {
  const names = [...rule.searches.keys()];
  const walk = (node: ConditionNode): Verdict => {
    switch (node.type) {
      case 'and':
        return allOf(node.children.map(walk));
      case 'or':
        return anyOf(node.children.map(walk));
      case 'not':
        return opposite(walk(node.child));
      case 'identifier':
        return verdictNamed(node.name);
      case 'broken':
        return 'unknown';
      case 'quantified': {
        const selected = namesSelected(node.pattern, names);
        return atLeast(needOf(node.quantifier, selected.length), selected.map(verdictNamed));
      }
    }
  };
  return anyOf(rule.conditions.map(({ root }) => walk(root)));
}

/** What a search identifier says, by what is said of its detection items and array blocks. */
export function decideSearch(
  search: CompiledSearch,
  verdictOfItem: (item: CompiledItem | CompiledArray) => Verdict,
): Verdict {
  if (search.type === 'broken') return 'unknown';
  if (search.type === 'item' || search.type === 'array') return verdictOfItem(search);
  const verdicts = search.children.map((child) => decideSearch(child, verdictOfItem));
  return search.type === 'all_of' ? allOf(verdicts) : anyOf(verdicts);
}

function verdictOf(item: CompiledItem | CompiledArray, known: PartialEvent): Verdict {
  if (item.type === 'array') return known.knows(null) ? matchItem(item, known.event) : 'unknown';
  return isKnown(item, known) ? matchItem(item, known.event) : (known.decide?.(item) ?? 'unknown');
}

function isKnown({ item, values }: CompiledItem, known: PartialEvent): boolean {
  if (!known.knows(item.field)) return false;
  if (known.knows(null) || values.every(({ predicate }) => predicate.type !== 'reference')) return true;
  // The names that placeholders stand for are not in the rule.
  if (item.modifiers.some(({ name }) => name === 'expand')) return false;
  return values.every(({ value }) => known.knows(value.text));
}

/** What an item says of an event; of `{}`: of an event without its field. */
export function matchItem(item: CompiledItem | CompiledArray, event: EventValue): Verdict {
  if (item.type === 'array')
    return item.undecided
      ? (item.explain(event, null, event) as ArrayTrace).verdict
      : toVerdict(item.test(event));
  const isUndecided = item.values.some(({ predicate }) => predicate.type === 'undecided');
  return isUndecided ? explainItem(item, event).verdict : toVerdict(item.test(event));
}
