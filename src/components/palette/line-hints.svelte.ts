// What stands at the ends of the rule's lines, asked for when typing rests.
import type { EditorHint } from '../../editor/providers.ts';
import type { LineHint } from '../../language/rule/line-hints.ts';
import { settingsStore } from '../../share/storage.ts';
import type { Answer } from '../../state/answer.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { SettingsStore } from '../../state/settings.svelte.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

const restMs = 350;
const sliceMs = 12;
/** More are not counted: it would hold up the next key. */
const maxEvents = 20_000;
const signs = { match: '✓', miss: '✗', unknown: '?' } as const;
const words = {
  match: texts.languageHintMatch,
  miss: texts.languageHintMiss,
  unknown: texts.languageHintUnknown,
};

type Asks = Pick<Playground, 'ask' | 'answer'>;

export class LineHints {
  #on = $state(true);
  #hints = $state.raw<readonly EditorHint[]>([]);
  readonly #store: SettingsStore;
  #asked = 0;

  constructor(store: SettingsStore) {
    this.#store = store;
    this.#on = read(store);
  }

  get on(): boolean {
    return this.#on;
  }
  get shown(): readonly EditorHint[] {
    return this.#on ? this.#hints : [];
  }

  toggle(): void {
    this.#on = !this.#on;
    try {
      this.#store.write(JSON.stringify(this.#on));
    } catch {
      // Without storage it lasts as long as the page.
    }
  }

  /** To be called with each answer; returns how to stop. */
  follow(answer: Answer | null, playground: Asks, selected: number): () => void {
    const mine = ++this.#asked;
    const count = answer?.result.events.list.length ?? 0;
    if (!answer || answer.result.rule.state !== 'ready' || count === 0 || count > maxEvents) {
      this.#hints = [];
      return () => {};
    }
    const timer = setTimeout(() => void this.#ask(mine, answer, playground, selected), restMs);
    return () => clearTimeout(timer);
  }

  async #ask(mine: number, answer: Answer, playground: Asks, selected: number): Promise<void> {
    for (let from: number | null = 0; from !== null;) {
      const slice: Awaited<ReturnType<typeof ask>> = await ask(playground, selected, from);
      if (!slice || mine !== this.#asked || playground.answer !== answer) return;
      if (slice.next === null) this.#hints = slice.hints.map(toHint);
      from = slice.next;
    }
  }
}

function ask(playground: Asks, selected: number, from: number) {
  return playground.ask('hints', selected, from, sliceMs);
}

export function toHint({ offset, verdict, matched, events }: LineHint): EditorHint {
  const text =
    events === 1
      ? words[verdict]
      : fill(texts.languageHintCount, { sign: signs[verdict], n: matched, all: events });
  return { offset, text, kind: verdict };
}

function read(store: SettingsStore): boolean {
  try {
    return store.read() !== 'false';
  } catch {
    return true;
  }
}

/** Of the page. */
export const lineHints = new LineHints(settingsStore(undefined, 'lineHints'));
