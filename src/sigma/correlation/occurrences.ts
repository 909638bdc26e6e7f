/** How many of numbered things occur, where each may occur several times. */
export class Occurrences {
  readonly counts: Int32Array;
  distinct = 0;

  constructor(size: number) {
    this.counts = new Int32Array(size);
  }

  clear(): void {
    this.counts.fill(0);
    this.distinct = 0;
  }

  add(things: readonly number[]): void {
    for (const thing of things) {
      const count = this.counts[thing] as number;
      if (count === 0) this.distinct++;
      this.counts[thing] = count + 1;
    }
  }

  remove(things: readonly number[]): void {
    for (const thing of things) {
      const count = (this.counts[thing] as number) - 1;
      if (count === 0) this.distinct--;
      this.counts[thing] = count;
    }
  }
}
