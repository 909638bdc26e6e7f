// What suggestions are made from, asked for when somebody writes: the fields of the events, ATT&CK's tags, and the fields
// that the log source and the API's models have.
import type { CompletionFacts } from '../../language/rule/completion/completion.ts';
import { noFacts } from '../../language/rule/completion/completion.ts';
import { noEventFacts, operationAt } from '../../language/event/complete-event.ts';
import type { EventFacts } from '../../language/event/complete-event.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { Reference } from '../../worker/reference/protocol.ts';

type Words = Pick<Reference, 'words' | 'fieldWords'>;
type Asks = Pick<Playground, 'ask' | 'answer'>;

export class Facts {
  #facts = $state.raw<CompletionFacts>(noFacts);
  #eventFacts = $state.raw<EventFacts>(noEventFacts);
  readonly #playground: Asks;
  readonly #reference: () => Words;
  #eventsText: string | null = null;
  #ruleText: string | null = null;
  #operation = '';
  #asksWords = false;

  constructor(playground: Asks, reference: () => Words) {
    this.#playground = playground;
    this.#reference = reference;
  }

  /** As far as they are known by now. */
  get now(): CompletionFacts {
    return this.#facts;
  }

  /** For the event that is written. */
  get ofEvent(): EventFacts {
    return this.#eventFacts;
  }

  /** Asks for what is not known of the present texts. */
  refresh(): void {
    const { answer } = this.#playground;
    if (answer && answer.eventsText !== this.#eventsText) void this.#askFields(answer.eventsText);
    if (!this.#asksWords) void this.#askWords();
  }

  /** Once suggestions are shown: what services have is fetched for it, and for nothing less. */
  refreshWords(): void {
    const { answer } = this.#playground;
    if (answer && answer.ruleText !== this.#ruleText) void this.#askFieldWords(answer.ruleText);
  }

  /** The same, of the event at a place. */
  refreshEvent(text: string, offset: number): void {
    const operation = operationAt(text, offset);
    const key = JSON.stringify(operation);
    if (operation.eventName === '' || key === this.#operation) return;
    this.#operation = key;
    void this.#reference()
      .fieldWords(operation)
      .then((words) => {
        if (this.#operation === key) this.#eventFacts = { words };
      })
      .catch(() => {});
  }

  async #askFieldWords(ruleText: string): Promise<void> {
    this.#ruleText = ruleText;
    const words = await this.#reference()
      .fieldWords(ruleText)
      .catch(() => null);
    if (words && this.#ruleText === ruleText) this.#facts = { ...this.#facts, words };
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
