// The catalogue as the page holds it. It outlives its view: what was searched and run is there when it opens again.
import { messageOf } from '../worker/host.ts';
import type { OpenedRule, Reference } from '../worker/reference/protocol.ts';
import { LibraryMatrix } from './library-matrix.svelte.ts';
import { LibraryRun } from './library-run.svelte.ts';
import { LibrarySearch } from './library-search.svelte.ts';
import { LibrarySources } from './library-sources.svelte.ts';

/** What knows the rules: the worker's client, or a stand-in in tests. */
export type LibraryReference = Pick<
  Reference,
  | 'search'
  | 'open'
  | 'sources'
  | 'broken'
  | 'importFiles'
  | 'removeSource'
  | 'run'
  | 'cancel'
  | 'matrix'
  | 'navigatorLayer'
  | 'watch'
>;

export type LibraryTab = 'rules' | 'run' | 'attack' | 'sources';

export class Library {
  readonly search: LibrarySearch;
  readonly run: LibraryRun;
  readonly matrix: LibraryMatrix;
  readonly sources: LibrarySources;
  /** The tab that is shown. */
  tab = $state<LibraryTab>('rules');
  #size = $state(0);
  #loading = $state(true);
  #problem = $state('');
  /** Grows whenever the rules are other ones. */
  #version = $state(0);
  readonly #reference: LibraryReference;

  /** `texts` are those of the page: a run is over its events. */
  constructor(reference: LibraryReference, texts: { readonly eventsText: string }) {
    this.#reference = reference;
    const version = () => this.#version;
    this.search = new LibrarySearch(reference);
    this.run = new LibraryRun(reference, texts, version);
    this.matrix = new LibraryMatrix(reference, this.run, version);
    this.sources = new LibrarySources(reference);
    reference
      .watch((state) => {
        this.#size = state.size;
        this.#loading = state.loading;
        this.#problem = state.problem;
        this.#version++;
        this.search.refresh();
        this.sources.refresh();
      })
      .catch((error: unknown) => {
        this.#loading = false;
        this.#problem = messageOf(error);
      });
  }

  get size(): number {
    return this.#size;
  }
  /** Rules are still being read. */
  get loading(): boolean {
    return this.#loading;
  }
  /** A sentence when rules cannot be read or stored; empty otherwise. */
  get problem(): string {
    return this.#problem;
  }

  /** null when the rule is gone, or cannot be had. */
  async open(key: string): Promise<OpenedRule | null> {
    return this.#reference.open(key).catch(() => null);
  }

  /** Shows the rules with a tag of this technique, and no others. */
  showTechnique(id: string): void {
    this.search.showOnly(`tag:attack.${id.toLowerCase()}`);
    this.tab = 'rules';
  }

  showSource(id: string): void {
    this.search.showOnly('', { sources: [id] });
    this.tab = 'rules';
  }

  /** Shows the rules that fired in the last run. */
  showHits(): void {
    const hits = this.run.report?.hits ?? [];
    this.search.limitTo(hits.map(({ entry }) => entry.key));
    this.tab = 'rules';
  }
}
