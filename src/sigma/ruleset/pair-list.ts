/** Pairs of numbers in one growing array. */
export class PairList {
  private pairs = new Uint32Array(256);
  private length = 0;

  push(first: number, second: number): void {
    if (this.length === this.pairs.length) {
      const grown = new Uint32Array(this.pairs.length * 2);
      grown.set(this.pairs);
      this.pairs = grown;
    }
    this.pairs[this.length++] = first;
    this.pairs[this.length++] = second;
  }

  take(): Uint32Array {
    return this.pairs.slice(0, this.length);
  }
}
