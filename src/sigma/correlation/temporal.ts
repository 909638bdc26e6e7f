// Which of the rules occur in a window, in any order or in that of the list.
import type { BoundSet } from './bounds.ts';
import type { Group } from './items.ts';
import type { Measure } from './measure.ts';
import { Occurrences } from './occurrences.ts';

/** How many different rules occur. */
export class DistinctRules implements Measure {
  private readonly bounds: BoundSet;
  private readonly occurrences: Occurrences;
  private sources: readonly (readonly number[])[] = [];

  constructor(bounds: BoundSet, size: number) {
    this.bounds = bounds;
    this.occurrences = new Occurrences(size);
  }

  begin(group: Group): void {
    this.sources = group.sources;
    this.occurrences.clear();
  }

  add(item: number): void {
    this.occurrences.add(this.sources[item] as readonly number[]);
  }

  remove(item: number): void {
    this.occurrences.remove(this.sources[item] as readonly number[]);
  }

  holds(): boolean {
    return this.bounds.hold(this.occurrences.distinct);
  }

  distance(): number {
    return this.bounds.distance(this.occurrences.distinct, this.holds());
  }

  text(): string {
    return String(this.occurrences.distinct);
  }
}

/** How many rules occur one after the other as they are listed, where some may be left out. */
export class OrderedRules implements Measure {
  private readonly bounds: BoundSet;
  private readonly chains: OrderedChains;
  private group: Group | null = null;

  constructor(bounds: BoundSet, size: number) {
    this.bounds = bounds;
    this.chains = new OrderedChains([...Array(size).keys()]);
  }

  begin(group: Group): void {
    this.group = group;
    this.chains.clear();
  }

  add(item: number): void {
    const { times, sources } = this.group as Group;
    this.chains.add(times[item] as number, sources[item] as readonly number[]);
  }

  remove(): void {
    // A chain that began before the window is not asked for.
  }

  holds(from: number): boolean {
    return this.bounds.hold(this.chains.longest(from));
  }

  distance(from: number): number {
    return this.bounds.distance(this.chains.longest(from), this.holds(from));
  }

  text(from: number): string {
    return String(this.chains.longest(from));
  }
}

/**
 * Of chains of things in a given order, as many as there are: for each length, the latest begin of one that has come
 * about. Things at one time follow each other whichever way is asked for, and one item may be several of them.
 */
export class OrderedChains {
  private readonly places: ReadonlyMap<number, number>;
  private readonly size: number;
  /** At `place * (size + 1) + length`: the latest begin of a chain that ends in that place. */
  private readonly ending: Float64Array;
  /** The same before the present moment. */
  private readonly earlier: Float64Array;
  /** The same of chains that end in places before that one. */
  private readonly best: Float64Array;
  private readonly now: boolean[];
  private time = -Infinity;

  constructor(things: readonly number[]) {
    this.places = new Map(things.map((thing, place) => [thing, place]));
    this.size = things.length;
    const cells = (this.size + 1) * (this.size + 1);
    this.ending = new Float64Array(cells);
    this.earlier = new Float64Array(cells);
    this.best = new Float64Array(cells);
    this.now = things.map(() => false);
    this.clear();
  }

  clear(): void {
    this.ending.fill(-Infinity);
    this.earlier.fill(-Infinity);
    this.best.fill(-Infinity);
    this.now.fill(false);
    this.time = -Infinity;
  }

  add(time: number, things: readonly number[]): void {
    if (time !== this.time) {
      this.earlier.set(this.ending);
      this.now.fill(false);
      this.time = time;
    }
    let isNew = false;
    for (const thing of things) {
      const place = this.places.get(thing);
      if (place === undefined || this.now[place]) continue;
      this.now[place] = true;
      isNew = true;
    }
    if (isNew) this.follow();
  }

  private follow(): void {
    const { size, ending, earlier, best } = this;
    const width = size + 1;
    for (let place = 0; place < size; place++) {
      const row = place * width;
      for (let length = 1; length <= place + 1; length++) {
        let begin = earlier[row + length] as number;
        if (this.now[place])
          begin = Math.max(begin, length === 1 ? this.time : (best[row + length - 1] as number));
        ending[row + length] = begin;
        best[row + width + length] = Math.max(best[row + length] as number, begin);
      }
    }
  }

  /** The length of the longest chain that began at `from` or later. */
  longest(from: number): number {
    const row = this.size * (this.size + 1);
    for (let length = this.size; length > 0; length--)
      if ((this.best[row + length] as number) >= from) return length;
    return 0;
  }
}
