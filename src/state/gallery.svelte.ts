// The gallery as the page holds it: what can be opened, and on how many of its events each rule fires.
import { SvelteMap } from 'svelte/reactivity';
import type { JudgedTexts } from '../lessons/judge.ts';
import type { Demonstration } from '../lessons/demonstrations/demonstration.ts';
import type { Verdict } from '../sigma/index.ts';
import { samples } from '../lessons/samples.ts';
import type { Sample } from '../lessons/samples.ts';
import type { Reference } from '../worker/reference/protocol.ts';
import { builtInKey, toSample } from './find-example.ts';
import type { Playground } from './playground.svelte.ts';

export type CardKind = 'demonstration' | 'sample' | 'rule';

export interface Card {
  /** What `#ex=` names. */
  readonly id: string;
  readonly kind: CardKind;
  readonly title: string;
  readonly about: string;
  /** Of a rule of the catalogue; empty otherwise. */
  readonly level: string;
}

export interface FireCount {
  readonly fires: number;
  readonly all: number;
  /** How many are judged otherwise than they should be; null where nobody has said. */
  readonly wrong: number | null;
}

/** So many are judged at a time: the engine is wanted for other things too. */
const atOnce = 6;
/** Within this span the engine is asked again where it could not answer. */
const againMs = 1000;

export class GalleryState {
  query = $state('');
  kind = $state<CardKind | 'all'>('all');
  #demonstrations = $state.raw<readonly Demonstration[]>([]);
  #sequences = $state.raw<readonly Sample[]>([]);
  #rules = $state.raw<readonly Card[]>([]);
  #failed = $state(false);
  readonly #counts = new SvelteMap<string, FireCount>();
  readonly #playground: Pick<Playground, 'ask'>;
  readonly #reference: Pick<Reference, 'search' | 'open'>;
  #isCounting = false;

  constructor(playground: Pick<Playground, 'ask'>, reference: Pick<Reference, 'search' | 'open'>) {
    this.#playground = playground;
    this.#reference = reference;
  }

  readonly cards: readonly Card[] = $derived.by(() => [
    ...this.#demonstrations.map((each) => toCard('demonstration', each)),
    ...this.#sequences.map((each) => toCard('sample', each)),
    ...samples.map((each) => toCard('sample', each)),
    ...this.#rules,
  ]);

  /** Every word must be in what a card says. */
  readonly found: readonly Card[] = $derived.by(() => {
    const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    return this.cards.filter(({ kind, id, title, about, level }) => {
      const text = [id, title, about, level].join('\n').toLowerCase();
      return (this.kind === 'all' || this.kind === kind) && words.every((word) => text.includes(word));
    });
  });

  /** Something could not be had. */
  get failed(): boolean {
    return this.#failed;
  }

  /** undefined while it is not known. */
  countOf(id: string): FireCount | undefined {
    return this.#counts.get(id);
  }

  /** Lists the rules of the catalogue, then judges what is not judged yet, while `isShown`. */
  async follow(isShown: () => boolean): Promise<void> {
    if (this.#rules.length === 0) await this.#list();
    if (this.#isCounting) return;
    this.#isCounting = true;
    while (isShown()) {
      const next = this.cards.filter(({ id }) => !this.#counts.has(id)).slice(0, atOnce);
      if (next.length === 0) break;
      const isCounted = await this.#count(next);
      if (!isCounted) await new Promise((resolve) => setTimeout(resolve, againMs));
    }
    this.#isCounting = false;
  }

  async #list(): Promise<void> {
    const found = await import('../lessons/demonstrations/index.ts').catch(() => null);
    this.#demonstrations = found?.demonstrations ?? [];
    this.#sequences = found?.sequences ?? [];
    const query = { text: '', products: [], levels: [], statuses: [], tactics: [], sources: ['built-in'] };
    const answer = await this.#reference.search(query).catch(() => null);
    this.#failed = answer === null || found === null;
    this.#rules = (answer?.entries ?? []).map(({ path, title, level, tags }) => ({
      id: path.replace(/\.yml$/, ''),
      kind: 'rule',
      title,
      about: tags
        .filter((tag) => /^attack\.t\d/.test(tag))
        .map((tag) => tag.slice('attack.'.length).toUpperCase())
        .join(', '),
      level,
    }));
  }

  async #count(cards: readonly Card[]): Promise<boolean> {
    const texts = await Promise.all(cards.map((card) => this.#textsOf(card)));
    const answer = await this.#playground.ask('judge', texts);
    answer?.forEach(({ verdicts }, at) => {
      const fires = verdicts.filter((verdict) => verdict === 'match').length;
      const id = cards[at]?.id ?? '';
      this.#counts.set(id, { fires, all: verdicts.length, wrong: this.#wrongOf(id, verdicts) });
    });
    return answer !== null;
  }

  #wrongOf(id: string, verdicts: readonly Verdict[]): number | null {
    const shown = this.#demonstrations.find((each) => each.id === id);
    const isWrong = ({ expectation }: { expectation: string }, at: number) =>
      (verdicts[at] === 'match') !== (expectation === 'fire');
    return shown ? shown.events.filter(isWrong).length : null;
  }

  async #textsOf({ id, kind }: Card): Promise<JudgedTexts> {
    if (kind === 'rule') {
      const opened = await this.#reference.open(builtInKey(id)).catch(() => null);
      return { ruleText: opened?.text ?? '', eventsText: opened?.eventsText ?? '' };
    }
    const shown = this.#demonstrations.find((each) => each.id === id);
    const sample = shown ? toSample(shown) : [...this.#sequences, ...samples].find((each) => each.id === id);
    return { ruleText: sample?.rule ?? '', eventsText: (await sample?.events().catch(() => '')) ?? '' };
  }
}

function toCard(kind: CardKind, { id, title, about }: Pick<Card, 'id' | 'title' | 'about'>): Card {
  return { id, kind, title, about, level: '' };
}
