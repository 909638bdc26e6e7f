// What the fixes on offer would do to all events, worked out beside the answer that offers them.
import type { Fix } from '../sigma/index.ts';
import type { FixEffect } from '../worker/workbench/protocol.ts';
import type { Answer } from './answer.ts';
import type { Runner } from './playground.svelte.ts';

/** When typing pauses: this must not stand in the way of the next key's verdict. */
const workOutAfterMs = 150;
const maxFixes = 24;
/** Verdicts asked for at once: the next key's verdict waits for them. */
const maxVerdicts = 10_000;

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
    const atOnce = Math.max(1, Math.floor(maxVerdicts / (answer?.result.events.list.length || 1)));
    const map = new Map<Fix, FixEffect>();
    for (let from = 0; from < fixes.length; from += atOnce) {
      const asked = fixes.slice(from, from + atOnce);
      const effects = await this.#source.ask('preview', asked);
      if (!effects || this.#answer !== answer || this.#fixes !== all) return;
      for (const [at, fix] of asked.entries()) if (effects[at]) map.set(fix, effects[at]);
    }
    this.#map = map;
  }
}
