// A rule's condition → clauses: sets of atoms of which one must be in every event that the rule matches.
import { needOf } from '../compile/compile-rule.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledItem, CompiledSearch } from '../compile/search.ts';
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import type { FieldPath } from '../event/path.ts';
import { atomsOf } from './atom.ts';
import type { Atom } from './atom.ts';

/** An atom of a field; path null: in any leaf of the event. */
export interface PlacedAtom {
  readonly path: FieldPath | null;
  readonly atom: Atom;
}

/** Any of them. */
export type Clause = readonly PlacedAtom[];

/** About how often an atom is met, 1 for always. Also the sum of a clause's. */
export type Cost = (atom: PlacedAtom) => number;

interface Priced {
  readonly clause: Clause;
  readonly cost: number;
}

/** The clause that is met least; null where the rule may match an event that has nothing. */
export function cheapestClause(rule: CompiledRule, cost: Cost): Clause | null {
  return new Reader(rule, cost).cheapest();
}

class Reader {
  private readonly rule: CompiledRule;
  private readonly cost: Cost;

  constructor(rule: CompiledRule, cost: Cost) {
    this.rule = rule;
    this.cost = cost;
  }

  cheapest(): Clause | null {
    const each = this.rule.conditions.map(({ root }) => this.condition(root, true));
    return this.any(each)?.clause ?? null;
  }

  /** `wanted` false: what must be there for the node not to hold. */
  private condition(node: ConditionNode, wanted: boolean): Priced | null {
    switch (node.type) {
      case 'and':
      case 'or': {
        const children = node.children.map((child) => this.condition(child, wanted));
        return (node.type === 'and') === wanted ? this.all(children) : this.any(children);
      }
      case 'not':
        return this.condition(node.child, !wanted);
      case 'identifier': {
        const search = this.rule.searches.get(node.name);
        return search ? this.search(search, wanted) : null;
      }
      case 'broken':
        return null;
      case 'quantified': {
        const names = namesSelected(node.pattern, [...this.rule.searches.keys()]);
        const children = names.map((name) =>
          this.search(this.rule.searches.get(name) as CompiledSearch, wanted),
        );
        const need = needOf(node.quantifier, names.length);
        if (need > names.length) return wanted ? { clause: [], cost: 0 } : null;
        // All of them hold, or all of them fail; otherwise one of them at least.
        return need === (wanted ? names.length : 1)
          ? this.all(children)
          : need > 0
            ? this.any(children)
            : null;
      }
    }
  }

  private search(search: CompiledSearch, wanted: boolean): Priced | null {
    // What elements of arrays hold is not looked for: what stands beside it is.
    if (search.type === 'broken' || search.type === 'array') return null;
    if (search.type === 'item')
      return search.path?.find || search.negated === wanted ? null : this.item(search);
    const children = search.children.map((child) => this.search(child, wanted));
    return (search.type === 'all_of') === wanted ? this.all(children) : this.any(children);
  }

  private item({ path, join, values }: CompiledItem): Priced | null {
    const each = values.map(({ predicate }) => this.price(path, atomsOf(predicate)));
    return join === 'all' && each.length > 1 ? this.all(each) : this.any(each);
  }

  private price(path: FieldPath | null, atoms: readonly Atom[] | null): Priced | null {
    // Every event has leaves, more or less.
    if (!atoms || (path === null && atoms.some(({ type }) => type === 'present'))) return null;
    const clause = atoms.map((atom) => ({ path, atom }));
    return { clause, cost: clause.reduce((sum, each) => sum + this.cost(each), 0) };
  }

  /** All hold: the cheapest will do. */
  private all(each: readonly (Priced | null)[]): Priced | null {
    let best: Priced | null = null;
    for (const priced of each) if (priced && (!best || priced.cost < best.cost)) best = priced;
    return best;
  }

  /** Any holds: all are needed, and one of which nothing is known spoils it. */
  private any(each: readonly (Priced | null)[]): Priced | null {
    const clause: PlacedAtom[] = [];
    let cost = 0;
    for (const priced of each) {
      if (!priced) return null;
      for (const atom of priced.clause) clause.push(atom);
      cost += priced.cost;
    }
    return { clause, cost };
  }
}
