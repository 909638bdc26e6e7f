// What the fixes on offer would do to all events, worked out beside the answer that offers them.
import type { Fix } from '../sigma/index.ts';
import type { EngineClient } from '../worker/client.ts';
import type { FixEffect } from '../worker/workbench/protocol.ts';
import type { Answer } from './answer.ts';

/** When typing pauses: this must not stand in the way of the next key's verdict. */
const workOutAfterMs = 150;
const maxFixes = 24;

export class FixEffects {
  #map = $state.raw<ReadonlyMap<Fix, FixEffect>>(new Map());
  readonly #runner: Pick<EngineClient, 'ask'>;
  readonly #current: () => Answer | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `current`: the answer that is shown; effects for any other are of no use. */
  constructor(runner: Pick<EngineClient, 'ask'>, current: () => Answer | null) {
    this.#runner = runner;
    this.#current = current;
  }

  get map(): ReadonlyMap<Fix, FixEffect> {
    return this.#map;
  }

  workOut(answer: Answer): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#workOut(answer), workOutAfterMs);
  }

  async #workOut(answer: Answer): Promise<void> {
    if (this.#current() !== answer) return;
    const { result } = answer;
    const hints = result.explanation?.whyNot?.hints ?? [];
    const diagnostics = result.rule.diagnostics.flatMap((diagnostic) => diagnostic.fixes ?? []);
    const fixes = [...hints.flatMap((hint) => hint.fix ?? []), ...diagnostics].slice(0, maxFixes);
    if (fixes.length === 0) {
      if (this.#map.size > 0) this.#map = new Map();
      return;
    }
    const effects = await this.#runner.ask('preview', fixes);
    if (!effects || this.#current() !== answer) return;
    this.#map = new Map(fixes.flatMap((fix, at) => (effects[at] ? [[fix, effects[at]]] : [])));
  }
}
