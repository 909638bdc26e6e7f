// The reference as the page holds it: what was searched, and what the matcher said of the examples.
import { SvelteMap } from 'svelte/reactivity';
import type { Article } from '../lessons/reference/article.ts';
import { toEventsText, toRuleText } from '../lessons/reference/article.ts';
import type { Judgement } from '../lessons/judge.ts';
import type { Playground } from './playground.svelte.ts';

/** `failed`: the matcher did not answer. */
export type Judged = readonly Judgement[] | 'failed';

export class LearnState {
  query = $state('');
  readonly #playground: Pick<Playground, 'ask'>;
  readonly #judged = new SvelteMap<string, Judged>();

  constructor(playground: Pick<Playground, 'ask'>) {
    this.#playground = playground;
  }

  /** One for each example; undefined while it is being asked for. */
  judged(id: string): Judged | undefined {
    return this.#judged.get(id);
  }

  /** Asks once, and again after it failed. */
  async ask(article: Article): Promise<void> {
    const known = this.#judged.get(article.id);
    if (known !== undefined && known !== 'failed') return;
    const texts = article.examples.map((example) => ({
      ruleText: toRuleText(article, example),
      eventsText: toEventsText(example),
    }));
    const answer = await this.#playground.ask('judge', texts);
    // Who went on to another topic has asked something newer.
    this.#judged.set(article.id, answer ?? this.#judged.get(article.id) ?? 'failed');
  }
}
