// The ATT&CK matrix of the whole catalogue, or of the rules that fired in the last run.
import { untrack } from 'svelte';
import type { Matrix } from '../catalog/types.ts';
import * as texts from '../texts/en.ts';
import { messageOf } from '../worker/host.ts';
import type { Reference } from '../worker/reference/protocol.ts';
import type { LibraryRun } from './library-run.svelte.ts';

export type MatrixScope = 'catalog' | 'run';

export class LibraryMatrix {
  #scope = $state<MatrixScope>('catalog');
  #matrix = $state.raw<Matrix | null>(null);
  #failure = $state('');
  /** Techniques that no rule is tagged with are shown too. */
  withGaps = $state(false);
  readonly #reference: Pick<Reference, 'matrix' | 'navigatorLayer'>;
  readonly #run: LibraryRun;
  readonly #version: () => number;
  #latest = 0;
  /** What the matrix was made of, to make it once. */
  #madeOf: readonly unknown[] = [];

  constructor(
    reference: Pick<Reference, 'matrix' | 'navigatorLayer'>,
    run: LibraryRun,
    version: () => number,
  ) {
    this.#reference = reference;
    this.#run = run;
    this.#version = version;
  }

  get scope(): MatrixScope {
    return this.#scope;
  }
  get matrix(): Matrix | null {
    return this.#matrix;
  }
  get failure(): string {
    return this.#failure;
  }

  setScope(scope: MatrixScope): void {
    this.#scope = scope;
  }

  /** To be called in an effect of what shows the matrix: makes it again whenever it would be another. */
  ensure(): void {
    const keys = this.#keys();
    const of = keys ? ['run', this.#run.report] : ['catalog', this.#version()];
    if (of.every((each, at) => each === this.#madeOf[at])) return;
    this.#madeOf = of;
    untrack(() => void this.#make(keys));
  }

  /** JSON text of a layer for the ATT&CK Navigator; null when it cannot be had. */
  async layer(): Promise<string | null> {
    const name = this.#keys() ? texts.catalogAttackRulesFired : texts.catalogAttackRulesCatalogue;
    try {
      return await this.#reference.navigatorLayer(name, this.#keys());
    } catch (error) {
      this.#failure = messageOf(error);
      return null;
    }
  }

  #keys(): readonly string[] | undefined {
    if (this.#scope === 'catalog') return undefined;
    return this.#run.report?.hits.map(({ entry }) => entry.key);
  }

  async #make(keys: readonly string[] | undefined): Promise<void> {
    const mine = ++this.#latest;
    try {
      const matrix = await this.#reference.matrix(keys);
      if (mine !== this.#latest) return;
      this.#matrix = matrix;
      this.#failure = '';
    } catch (error) {
      if (mine !== this.#latest) return;
      this.#failure = messageOf(error);
      this.#madeOf = [];
    }
  }
}
