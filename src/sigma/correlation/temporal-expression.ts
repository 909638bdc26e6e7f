import type { Term } from './expression.ts';
import type { Group } from './items.ts';
import type { Measure } from './measure.ts';
import { Occurrences } from './occurrences.ts';
import { OrderedChains } from './temporal.ts';

/**
 * Which rules occur in a window, asked by an expression. Where order counts, the rules that it wants follow each other
 * as they are listed; one that it rules out does not occur at all.
 */
export class TemporalExpression implements Measure {
  private readonly terms: readonly Term[];
  private readonly chains: readonly OrderedChains[];
  private readonly occurrences: Occurrences;
  private group: Group | null = null;

  constructor(terms: readonly Term[], size: number, ordered: boolean) {
    this.terms = terms;
    this.chains = ordered ? terms.map(({ present }) => new OrderedChains(present)) : [];
    this.occurrences = new Occurrences(size);
  }

  begin(group: Group): void {
    this.group = group;
    this.occurrences.clear();
    for (const chain of this.chains) chain.clear();
  }

  add(item: number): void {
    const { times, sources } = this.group as Group;
    const rules = sources[item] as readonly number[];
    this.occurrences.add(rules);
    for (const chain of this.chains) chain.add(times[item] as number, rules);
  }

  remove(item: number): void {
    this.occurrences.remove((this.group as Group).sources[item] as readonly number[]);
  }

  holds(from: number): boolean {
    return this.terms.some((_, i) => this.lacks(i, from) === 0);
  }

  distance(from: number): number {
    return this.terms.reduce((least, _, i) => Math.min(least, this.lacks(i, from)), Infinity);
  }

  /** How many of the rules occur. */
  text(): string {
    return String(this.occurrences.distinct);
  }

  /** How many rules of a term are missing or too many. */
  private lacks(i: number, from: number): number {
    const { present, absent } = this.terms[i] as Term;
    const { counts } = this.occurrences;
    const chain = this.chains[i];
    const there = chain
      ? chain.longest(from)
      : present.filter((place) => (counts[place] as number) > 0).length;
    return present.length - there + absent.filter((place) => (counts[place] as number) > 0).length;
  }
}
