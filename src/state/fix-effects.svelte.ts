// What the fixes on offer would do to all events, worked out beside the answer that offers them.
import type { Fix } from '../sigma/index.ts';
import type { FixEffect } from '../worker/workbench/protocol.ts';
import type { Answer } from './answer.ts';
import type { Runner } from './playground.svelte.ts';

/** When typing pauses: this must not stand in the way of the next key's verdict. */
const workOutAfterMs = 150;
const maxFixes = 24;

export class FixEffects {
  #map = $state.raw<ReadonlyMap<Fix, FixEffect>>(new Map());
  readonly #source: { readonly ask: Runner['ask'] };
  #answer: Answer | null = null;
  #fixes: readonly Fix[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: { readonly ask: Runner['ask'] }) {
    this.#source = source;
  }

  get map(): ReadonlyMap<Fix, FixEffect> {
    return this.#map;
  }

  /** `fixes` are edits of the rule text of `answer`. */
  follow(answer: Answer | null, fixes: readonly Fix[]): void {
    this.#answer = answer;
    this.#fixes = fixes;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#workOut(), workOutAfterMs);
  }

  async #workOut(): Promise<void> {
    const [answer, all] = [this.#answer, this.#fixes];
    const fixes = all.slice(0, maxFixes);
    if (fixes.length === 0) {
      if (this.#map.size > 0) this.#map = new Map();
      return;
    }
    const effects = await this.#source.ask('preview', fixes);
    if (!effects || this.#answer !== answer || this.#fixes !== all) return;
    this.#map = new Map(fixes.flatMap((fix, at) => (effects[at] ? [[fix, effects[at]]] : [])));
  }
}
