// A rule under some answers to its items, and which of the others can still change the verdict.
import { allOf, anyOf, atLeast, namesSelected, needOf, opposite } from '../sigma/index.ts';
import type { CompiledItem, CompiledRule, CompiledSearch, ConditionNode, Verdict } from '../sigma/index.ts';

/** An item that can change the verdict of the rule. */
export interface OpenItem {
  readonly item: CompiledItem;
  /** Below an odd number of `not`s: that it matches speaks against the rule. */
  readonly against: boolean;
}

export interface Weighed {
  readonly verdict: Verdict;
  readonly open: readonly OpenItem[];
}

/** Null where it is to be found by what is below. */
export type Judge = (node: CompiledSearch) => Verdict | null;

const decided = (verdict: Verdict): Weighed => ({ verdict, open: [] });

/** Items that are not judged are unknown. */
export function weigh(rule: CompiledRule, judge: Judge): Weighed {
  const names = [...rule.searches.keys()];
  const below = (verdict: Verdict, children: readonly Weighed[]): Weighed =>
    verdict === 'unknown' ? { verdict, open: children.flatMap(({ open }) => open) } : decided(verdict);
  const named = (name: string, against: boolean): Weighed => {
    const search = rule.searches.get(name);
    return search ? weighSearch(search, judge, against) : decided('unknown');
  };
  const walk = (node: ConditionNode, against: boolean): Weighed => {
    switch (node.type) {
      case 'and':
      case 'or': {
        const children = node.children.map((child) => walk(child, against));
        const verdicts = children.map(({ verdict }) => verdict);
        return below(node.type === 'and' ? allOf(verdicts) : anyOf(verdicts), children);
      }
      case 'not': {
        const { verdict, open } = walk(node.child, !against);
        return { verdict: opposite(verdict), open };
      }
      case 'identifier':
        return named(node.name, against);
      case 'broken':
        return decided('unknown');
      case 'quantified': {
        const children = namesSelected(node.pattern, names).map((name) => named(name, against));
        const need = needOf(node.quantifier, children.length);
        return below(
          atLeast(
            need,
            children.map(({ verdict }) => verdict),
          ),
          children,
        );
      }
    }
  };
  const conditions = rule.conditions.map(({ root }) => walk(root, false));
  return below(anyOf(conditions.map(({ verdict }) => verdict)), conditions);
}

/** A search on its own. */
export function weighSearch(search: CompiledSearch, judge: Judge, against = false): Weighed {
  const judged = judge(search);
  if (judged !== null && judged !== 'unknown') return decided(judged);
  if (search.type === 'broken' || search.type === 'array') return decided('unknown');
  if (search.type === 'item') return { verdict: 'unknown', open: [{ item: search, against }] };
  const children = search.children.map((child) => weighSearch(child, judge, against));
  const verdicts = children.map(({ verdict }) => verdict);
  const verdict = search.type === 'all_of' ? allOf(verdicts) : anyOf(verdicts);
  return verdict === 'unknown' ? { verdict, open: children.flatMap(({ open }) => open) } : decided(verdict);
}
