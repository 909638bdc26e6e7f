// What suggestions are made from, asked for when somebody writes: the fields of the events, and ATT&CK's tags.
import type { CompletionFacts } from '../../language/rule/completion/completion.ts';
import { noFacts } from '../../language/rule/completion/completion.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { Reference } from '../../worker/reference/protocol.ts';

export class Facts {
  #facts = $state.raw<CompletionFacts>(noFacts);
  readonly #playground: Pick<Playground, 'ask' | 'answer'>;
  readonly #reference: () => Pick<Reference, 'words'>;
  #eventsText: string | null = null;
  #asksWords = false;

  constructor(playground: Pick<Playground, 'ask' | 'answer'>, reference: () => Pick<Reference, 'words'>) {
    this.#playground = playground;
    this.#reference = reference;
  }

  /** As far as they are known by now. */
  get now(): CompletionFacts {
    return this.#facts;
  }

  /** Asks for what is not known of the present events. */
  refresh(): void {
    const { answer } = this.#playground;
    if (answer && answer.eventsText !== this.#eventsText) void this.#askFields(answer.eventsText);
    if (!this.#asksWords) void this.#askWords();
  }

  async #askFields(eventsText: string): Promise<void> {
    this.#eventsText = eventsText;
    const found = await this.#playground.ask('fields');
    if (this.#eventsText !== eventsText) return;
    // Not answered: the engine was started anew, and the next key asks again.
    if (found) this.#facts = { ...this.#facts, ...found };
    else this.#eventsText = null;
  }

  async #askWords(): Promise<void> {
    this.#asksWords = true;
    const words = await this.#reference()
      .words()
      .catch(() => null);
    if (words) this.#facts = { ...this.#facts, ...words };
  }
}
