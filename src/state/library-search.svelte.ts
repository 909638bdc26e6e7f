// What is looked for in the catalogue, and what was found. One search at a time: a newer question waits for the answer
// that is under way, and only the newest waits.
import { untrack } from 'svelte';
import type { CatalogAnswer, CatalogEntry, CatalogQuery } from '../catalog/types.ts';
import { messageOf } from '../worker/host.ts';
import type { Reference } from '../worker/reference/protocol.ts';

/** The filters of a query: what one may choose several values of. */
export type FilterName = 'products' | 'levels' | 'statuses' | 'tactics' | 'sources';

const everything: CatalogQuery = {
  text: '',
  products: [],
  levels: [],
  statuses: [],
  tactics: [],
  sources: [],
};

export class LibrarySearch {
  #query = $state.raw<CatalogQuery>(everything);
  #answer = $state.raw<CatalogAnswer | null>(null);
  #failure = $state('');
  /** Position in the answer's entries. */
  #active = $state(0);
  /** The rule there, if somebody went to it: it stays the active one where rules come in before it. */
  #activeKey: string | null = null;
  /** Grows when the list shall begin at its top again. */
  #turn = $state(0);
  readonly #reference: Pick<Reference, 'search'>;
  #isAsking = false;
  #isOutdated = false;

  constructor(reference: Pick<Reference, 'search'>) {
    this.#reference = reference;
  }

  get query(): CatalogQuery {
    return this.#query;
  }
  /** The last one; null before the first. */
  get answer(): CatalogAnswer | null {
    return this.#answer;
  }
  get entries(): readonly CatalogEntry[] {
    return this.#answer?.entries ?? [];
  }
  /** The answer is to the query as it is now. */
  get isSettled(): boolean {
    return !this.#isAsking;
  }
  get failure(): string {
    return this.#failure;
  }
  get active(): number {
    return this.#active;
  }
  get turn(): number {
    return this.#turn;
  }
  /** How many filters are set; a limit to certain rules is one. */
  get filterCount(): number {
    const { products, levels, statuses, tactics, sources, keys } = this.#query;
    const values = products.length + levels.length + statuses.length + tactics.length + sources.length;
    return values + (keys ? 1 : 0);
  }

  setText(text: string): void {
    this.#set({ ...this.#query, text });
  }

  toggle(filter: FilterName, value: string): void {
    const chosen = this.#query[filter];
    const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
    this.#set({ ...this.#query, [filter]: next });
  }

  clearFilters(): void {
    this.#set({ ...everything, text: this.#query.text });
  }

  /** Looks for this text, or for these, alone. */
  showOnly(text: string, filters: Partial<CatalogQuery> = {}): void {
    this.#set({ ...everything, ...filters, text });
  }

  /** Looks among these rules only. */
  limitTo(keys: readonly string[]): void {
    this.#set({ ...everything, keys });
  }

  removeLimit(): void {
    const { keys: _, ...query } = this.#query;
    this.#set(query);
  }

  setActive(index: number): void {
    this.#active = Math.max(0, Math.min(index, this.entries.length - 1));
    this.#activeKey = this.entries[this.#active]?.key ?? null;
  }

  /** Asks again: the rules may be other ones. */
  refresh(): void {
    this.#isOutdated = true;
    if (!this.#isAsking) void this.#ask();
  }

  #set(query: CatalogQuery): void {
    untrack(() => {
      this.#query = query;
      this.#active = 0;
      this.#activeKey = null;
      this.#turn++;
      this.refresh();
    });
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    while (this.#isOutdated) {
      this.#isOutdated = false;
      try {
        const answer = await this.#reference.search(this.#query);
        this.#answer = answer;
        this.#failure = '';
        this.#active = Math.max(
          0,
          answer.entries.findIndex(({ key }) => key === this.#activeKey),
        );
      } catch (error) {
        this.#failure = messageOf(error);
      }
    }
    this.#isAsking = false;
  }
}
