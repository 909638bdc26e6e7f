// What can be said against the rule by the events it is tried on: asked for when an answer rests, in slices.
import type { Diagnostic } from '../sigma/index.ts';
import type { EventLintSlice } from '../worker/workbench/protocol.ts';
import type { Answer } from './answer.ts';
import type { Runner } from './playground.svelte.ts';

/** Typing goes first, and so do the effects of fixes. */
const restMs = 250;
/** Short: the next key waits for the slice that is under way. */
const sliceMs = 12;

const none: readonly Diagnostic[] = [];

export class EventLint {
  #found = $state.raw<{ readonly answer: Answer; readonly diagnostics: readonly Diagnostic[] } | null>(null);
  readonly #source: { readonly ask: Runner['ask'] };
  #answer: Answer | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: { readonly ask: Runner['ask'] }) {
    this.#source = source;
  }

  /** Of the rule text of exactly these texts; none while they are worked out. */
  diagnosticsOf({ ruleText, eventsText }: Answer): readonly Diagnostic[] {
    const found = this.#found;
    return found?.answer.ruleText === ruleText && found.answer.eventsText === eventsText
      ? found.diagnostics
      : none;
  }

  /** To be called with each answer. */
  follow(answer: Answer | null): void {
    clearTimeout(this.#timer);
    const isKnown =
      answer?.ruleText === this.#found?.answer.ruleText &&
      answer?.eventsText === this.#found?.answer.eventsText;
    const { rule, events } = answer?.result ?? {};
    const isReady = !isKnown && rule?.state === 'ready' && (events?.list.length ?? 0) > 0;
    this.#answer = isReady ? answer : null;
    if (isReady) this.#timer = setTimeout(() => void this.#workOut(), restMs);
  }

  async #workOut(): Promise<void> {
    const answer = this.#answer;
    for (let from: number | null = 0; from !== null && answer;) {
      const slice: EventLintSlice | null = await this.#source.ask('lint', from, sliceMs);
      if (!slice || this.#answer !== answer) return;
      if (slice.next === null) this.#found = { answer, diagnostics: slice.diagnostics };
      from = slice.next;
    }
  }
}
