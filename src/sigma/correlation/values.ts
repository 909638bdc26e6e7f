// Counts, sums and order statistics of the items in a window. A group leaves nothing behind: all its items go out
// before the next one begins.
import type { BoundSet } from './bounds.ts';
import type { Group } from './items.ts';
import type { Measure } from './measure.ts';
import { Occurrences } from './occurrences.ts';
import { printQuotient, toScaled } from './scaled.ts';

export class EventCount implements Measure {
  private readonly bounds: BoundSet;
  private count = 0;

  constructor(bounds: BoundSet) {
    this.bounds = bounds;
  }

  begin(): void {
    this.count = 0;
  }

  add(): void {
    this.count++;
  }

  remove(): void {
    this.count--;
  }

  holds(): boolean {
    return this.bounds.hold(this.count);
  }

  distance(): number {
    return this.bounds.distance(this.count, this.holds());
  }

  text(): string {
    return String(this.count);
  }
}

abstract class OfValues {
  protected values: readonly (readonly number[])[] = [];

  begin(group: Group): void {
    this.values = group.values;
  }
}

export class DistinctValues extends OfValues implements Measure {
  private readonly bounds: BoundSet;
  private readonly occurrences: Occurrences;

  constructor(bounds: BoundSet, size: number) {
    super();
    this.bounds = bounds;
    this.occurrences = new Occurrences(size);
  }

  add(item: number): void {
    this.occurrences.add(this.values[item] as readonly number[]);
  }

  remove(item: number): void {
    this.occurrences.remove(this.values[item] as readonly number[]);
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

/** A value that is a quotient of whole numbers: no rounding decides a comparison. */
abstract class Exact extends OfValues implements Measure {
  protected readonly numbers: readonly bigint[];
  private readonly bounds: BoundSet;
  private readonly limits: readonly bigint[];
  private readonly decimals: number;
  private readonly unit: number;

  constructor(bounds: BoundSet, texts: readonly string[]) {
    super();
    const { values, decimals } = toScaled([...texts, ...bounds.texts]);
    this.numbers = values.slice(0, texts.length);
    this.limits = values.slice(texts.length);
    this.bounds = bounds;
    this.decimals = decimals;
    this.unit = Number(10n ** BigInt(Math.min(decimals, 300)));
  }

  abstract add(item: number): void;
  abstract remove(item: number): void;
  protected abstract numerator(): bigint;
  protected abstract denominator(): bigint;

  holds(): boolean {
    const value = this.numerator();
    const divisor = this.denominator();
    return this.bounds.holdBy((place) => {
      const difference = value - (this.limits[place] as bigint) * divisor;
      return difference > 0n ? 1 : difference < 0n ? -1 : 0;
    });
  }

  distance(): number {
    const value = Number(this.numerator()) / Number(this.denominator()) / this.unit;
    return this.bounds.distance(value, this.holds());
  }

  text(): string {
    return printQuotient(this.numerator(), this.denominator(), this.decimals);
  }
}

export class Sum extends Exact {
  protected sum = 0n;
  protected count = 0;

  add(item: number): void {
    for (const value of this.values[item] as readonly number[]) {
      this.sum += this.numbers[value] as bigint;
      this.count++;
    }
  }

  remove(item: number): void {
    for (const value of this.values[item] as readonly number[]) {
      this.sum -= this.numbers[value] as bigint;
      this.count--;
    }
  }

  protected numerator(): bigint {
    return this.sum;
  }

  protected denominator(): bigint {
    return 1n;
  }
}

export class Average extends Sum {
  protected override denominator(): bigint {
    return BigInt(this.count);
  }
}

/** Between the two values nearest to the place, in proportion: the median of 1 and 2 is 1.5. */
export class Percentile extends Exact {
  /** Of each text, its place among the distinct numbers. */
  private readonly ranks: Int32Array;
  private readonly sorted: bigint[] = [];
  /** Counts by rank as a binary indexed tree. */
  private readonly tree: Int32Array;
  private readonly top: number;
  private readonly share: number;
  private readonly whole: number;
  private count = 0;

  constructor(bounds: BoundSet, texts: readonly string[], percentile: string) {
    super(bounds, texts);
    const [digits = '', fraction = ''] = percentile.split('.');
    this.share = Number(digits + fraction);
    this.whole = 100 * 10 ** fraction.length;
    this.ranks = new Int32Array(texts.length);
    const order = [...this.numbers.keys()].sort((a, b) => compare(this.numbers[a], this.numbers[b]));
    for (const place of order) {
      const number = this.numbers[place] as bigint;
      if (this.sorted[this.sorted.length - 1] !== number) this.sorted.push(number);
      this.ranks[place] = this.sorted.length - 1;
    }
    this.tree = new Int32Array(this.sorted.length + 1);
    this.top = 2 ** Math.floor(Math.log2(Math.max(this.sorted.length, 1)));
  }

  add(item: number): void {
    for (const value of this.values[item] as readonly number[]) this.change(value, 1);
  }

  remove(item: number): void {
    for (const value of this.values[item] as readonly number[]) this.change(value, -1);
  }

  protected numerator(): bigint {
    const place = this.share * (this.count - 1);
    const below = Math.floor(place / this.whole);
    const part = place - below * this.whole;
    const low = this.numberAt(below);
    if (part === 0) return low * BigInt(this.whole);
    return low * BigInt(this.whole - part) + this.numberAt(below + 1) * BigInt(part);
  }

  protected denominator(): bigint {
    return BigInt(this.whole);
  }

  private change(value: number, by: number): void {
    this.count += by;
    for (let i = (this.ranks[value] as number) + 1; i < this.tree.length; i += i & -i)
      this.tree[i] = (this.tree[i] as number) + by;
  }

  /** The number at a place, counted from 0, of all in the window in their order. */
  private numberAt(place: number): bigint {
    let rank = 0;
    let left = place;
    for (let step = this.top; step > 0; step >>= 1) {
      const next = rank + step;
      const count = this.tree[next];
      if (count === undefined || count > left) continue;
      rank = next;
      left -= count;
    }
    return this.sorted[rank] as bigint;
  }
}

function compare(a: bigint | undefined, b: bigint | undefined): number {
  return (a as bigint) < (b as bigint) ? -1 : a === b ? 0 : 1;
}
