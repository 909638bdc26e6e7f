// The value of an event that the cursor is on, and what the rule could ask for there.
import { untrack } from 'svelte';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import type { PickedPlace, ValueOffers } from '../worker/workbench/protocol.ts';
import type { Answer } from './answer.ts';
import type { Notices } from './notices.svelte.ts';
import type { Playground } from './playground.svelte.ts';

export type Offer = ValueOffers['offers'][number];

interface Cursor {
  readonly offset: number;
  readonly anchor: number;
}

export class ValuePick {
  readonly #playground: Playground;
  readonly #notices: Notices;
  #cursor = $state.raw<Cursor | null>(null);
  #ruleCursor: number | null = null;
  #place = $state.raw<PickedPlace | null>(null);
  /** The texts that the place and the offers speak of. */
  #placeOf = '';
  #offers = $state.raw<ValueOffers | null>(null);
  #offersOf: Answer | null = null;
  /** Grows when the list of offers is asked for by a key. */
  #summons = $state(0);

  constructor(playground: Playground, notices: Notices) {
    this.#playground = playground;
    this.#notices = notices;
  }

  /** null while there is none. */
  get place(): PickedPlace | null {
    return this.#place;
  }
  /** null until they have been worked out. */
  get offers(): ValueOffers | null {
    return this.#offers;
  }
  get summons(): number {
    return this.#summons;
  }

  /** Where the user put the cursor in the rule; null while he has not. */
  get ruleCursor(): number | null {
    return this.#ruleCursor;
  }

  /** The user put the cursor somewhere. */
  moveTo(pane: 'rule' | 'events', offset: number, anchor: number): void {
    if (pane === 'rule') this.#ruleCursor = offset;
    else this.#cursor = { offset, anchor };
  }

  summon(): void {
    this.#summons++;
  }

  /** To be called in an effect: asks again whenever the cursor or the answer has changed. */
  follow(): void {
    const [cursor, { answer, eventsText }] = [this.#cursor, this.#playground];
    if (!cursor || !answer || answer.eventsText !== eventsText) return;
    untrack(() => void this.#pick(cursor, answer));
  }

  async #pick(cursor: Cursor, answer: Answer): Promise<void> {
    const { selectedEvent } = this.#playground;
    const place = await this.#playground.ask('pick', { event: selectedEvent, ...cursor });
    if (this.#cursor !== cursor || answer.eventsText !== this.#playground.eventsText) return;
    if (this.#placeOf === answer.eventsText && same(this.#place, place)) return;
    this.#placeOf = answer.eventsText;
    this.#place = place;
    this.#offers = null;
  }

  /** What could be added; for the rule and the events as they were last answered. */
  async workOut(): Promise<void> {
    const [place, { answer }] = [this.#place, this.#playground];
    if (!place || !answer || answer.eventsText !== this.#placeOf) return;
    this.#offers = null;
    const { event, pointer, stretch } = place;
    const offers = await this.#playground.ask('offers', {
      event,
      pointer,
      stretch,
      cursor: this.#ruleCursor,
    });
    if (this.#place !== place || this.#playground.answer !== answer) return;
    this.#offersOf = answer;
    this.#offers = offers;
  }

  add({ fix, line, range }: Offer): void {
    const { ruleText } = this.#playground;
    if (!fix || this.#offersOf?.ruleText !== ruleText || !this.#playground.applyFix(fix, 'rule')) {
      this.#notices.show(texts.valueLate);
      return;
    }
    const added = this.#playground.ruleText;
    if (range) this.#playground.reveal('rule', range);
    this.#notices.show(fill(texts.valueAdded, { line: line.length > 80 ? `${line.slice(0, 79)}…` : line }), {
      topic: 'add',
      action: {
        label: texts.valueUndo,
        run: () => {
          if (this.#playground.ruleText === added) this.#playground.setRuleText(ruleText);
          else this.#notices.show(texts.valueUndoLate);
        },
      },
    });
  }
}

function same(a: PickedPlace | null, b: PickedPlace | null): boolean {
  return (
    a === b ||
    (a !== null &&
      b !== null &&
      a.event === b.event &&
      a.pointer === b.pointer &&
      a.text === b.text &&
      a.stretch?.start === b.stretch?.start &&
      a.stretch?.end === b.stretch?.end)
  );
}
