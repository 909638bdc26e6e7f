/** Which groups of rules have a key. Most keys are of one group, which needs no list. */
export class Postings<Key> {
  readonly #groups = new Map<Key, number | number[]>();

  of(key: Key): readonly number[] {
    const held = this.#groups.get(key);
    return held === undefined ? [] : typeof held === 'number' ? [held] : held;
  }

  add(key: Key, group: number): void {
    const held = this.#groups.get(key);
    if (held === undefined) this.#groups.set(key, group);
    else if (typeof held === 'number') this.#groups.set(key, [held, group]);
    else held.push(group);
  }

  remove(key: Key, group: number): void {
    const left = this.of(key).filter((each) => each !== group);
    if (left.length === 0) this.#groups.delete(key);
    else this.#groups.set(key, left);
  }
}
