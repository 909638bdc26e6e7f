// What each predicate says of each event, asked for while somebody looks: what is on screen first, the rest in slices.
// Beside it, what an earlier version of the rule says, when one was kept.
import type { CellColumn } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import type { CellBlock, CellsAsked, CellsSlice } from '../worker/workbench/protocol.ts';
import type { Answer } from './answer.ts';
import type { Playground } from './playground.svelte.ts';

/** A row of bytes of `cellStates` for each event, and one byte for its verdict; 0 where nothing is known yet. */
export interface CellTable {
  readonly columns: readonly CellColumn[];
  readonly cells: Uint8Array;
  readonly verdicts: Uint8Array;
}

export interface GridData {
  /** The answer that the rows belong to. */
  readonly answer: Answer;
  readonly now: CellTable;
  /** null when no version is kept, or it cannot be evaluated. */
  readonly before: CellTable | null;
  readonly complete: boolean;
}

/** Short: the next key waits for the slice that is under way. */
const sliceMs = 12;
const firstSliceMs = 40;
/** Typing goes first: what is out of sight waits for a pause. */
const restMs = 150;
/** Between two looks at what has come. */
const publishEveryMs = 100;

export type GridSource = Pick<Playground, 'ask' | 'ruleText' | 'eventsText'>;

export class Grid {
  #data = $state.raw<GridData | null>(null);
  #baseline = $state.raw<string | null>(null);
  #isBaselineBroken = $state(false);
  #problem = $state('');
  /** The events on screen, by index. */
  visible: () => readonly number[] = () => [];

  readonly #source: GridSource;
  #answer: Answer | null = null;
  #turn = 0;
  #busy = false;

  constructor(source: GridSource) {
    this.#source = source;
  }

  /** Of the last rule that could be evaluated. */
  get data(): GridData | null {
    return this.#data;
  }
  /** The rule text that verdicts are compared with. */
  get baseline(): string | null {
    return this.#baseline;
  }
  /** The kept version cannot be evaluated beside the present one. */
  get isBaselineBroken(): boolean {
    return this.#isBaselineBroken;
  }
  /** Why there are no cells; empty otherwise. */
  get problem(): string {
    return this.#problem;
  }

  keepBaseline(ruleText: string): void {
    this.#setBaseline(ruleText);
  }

  dropBaseline(): void {
    this.#setBaseline(null);
  }

  #setBaseline(ruleText: string | null): void {
    if (ruleText === this.#baseline) return;
    this.#baseline = ruleText;
    this.#isBaselineBroken = false;
    const data = this.#data;
    if (data) this.#data = { ...data, before: null, complete: data.complete && ruleText === null };
    if (ruleText !== null && this.#answer) this.#begin(this.#answer);
  }

  /** To be called with each answer; null while nobody looks. */
  follow(answer: Answer | null): void {
    this.#answer = null;
    if (!answer || answer.result.rule.state !== 'ready' || answer.result.events.list.length === 0) {
      this.#turn++;
      this.#busy = false;
      if (answer && !isBroken(answer)) this.#data = null;
      return;
    }
    this.#answer = answer;
    const data = this.#data;
    if (data && isSame(data.answer, answer) && (data.complete || this.#busy)) return;
    this.#begin(answer);
  }

  #begin(answer: Answer): void {
    this.#problem = '';
    void this.#fill(answer, ++this.#turn);
  }

  async #fill(answer: Answer, turn: number): Promise<void> {
    this.#busy = true;
    const total = answer.result.events.list.length;
    const filling = new Filling(total);
    const seen = this.visible().filter((index) => index < total);
    let publishedAt = -Infinity;
    for (let from = seen.length > 0 ? -1 : 0; from < total;) {
      const asked: CellsAsked =
        from < 0 ? { from: 0, only: seen, budgetMs: firstSliceMs } : { from, budgetMs: sliceMs };
      const slice = await this.#ask(asked, answer, turn);
      if (turn !== this.#turn) return;
      if (!slice?.now) break;
      filling.take(slice, from < 0 ? seen : null);
      from = from < 0 ? 0 : slice.to;
      if (from > 0 && from < total && performance.now() < publishedAt + publishEveryMs) continue;
      publishedAt = performance.now();
      this.#data = filling.give(answer, from >= total);
      if (from > 0) continue;
      await new Promise((resolve) => setTimeout(resolve, restMs));
      if (turn !== this.#turn) return;
    }
    this.#busy = false;
    if (!filling.complete && isSame(this.#source, answer)) this.#problem = texts.testsGridFailed;
  }

  /** null when the texts have changed: whatever came would speak of others. */
  async #ask(asked: CellsAsked, answer: Answer, turn: number): Promise<CellsSlice | null> {
    if (!isSame(this.#source, answer)) return null;
    const baseline = this.#isBaselineBroken ? null : this.#baseline;
    const slice = await this.#source.ask('cells', baseline === null ? asked : { ...asked, baseline });
    if (turn !== this.#turn || !isSame(this.#source, answer)) return null;
    if (baseline === null || slice?.before) return slice;
    this.#isBaselineBroken = true;
    return slice ?? this.#ask(asked, answer, turn);
  }
}

/** The tables of one answer as they are filled. */
class Filling {
  readonly #total: number;
  #now: CellTable | null = null;
  #before: CellTable | null = null;
  complete = false;

  constructor(total: number) {
    this.#total = total;
  }

  take({ from, now, before }: CellsSlice, only: readonly number[] | null): void {
    if (now) this.#now = put(this.#now ?? this.#tableFor(now), now, from, only);
    if (before) this.#before = put(this.#before ?? this.#tableFor(before), before, from, only);
  }

  give(answer: Answer, complete: boolean): GridData | null {
    this.complete = complete;
    return this.#now && { answer, now: this.#now, before: this.#before, complete };
  }

  #tableFor({ columns }: CellBlock): CellTable {
    const cells = new Uint8Array(columns.length * this.#total);
    return { columns, cells, verdicts: new Uint8Array(this.#total) };
  }
}

function put(table: CellTable, block: CellBlock, from: number, only: readonly number[] | null): CellTable {
  const width = table.columns.length;
  if (!only) {
    table.cells.set(block.cells, from * width);
    table.verdicts.set(block.verdicts, from);
  } else {
    block.verdicts.forEach((verdict, row) => {
      const event = only[from + row] as number;
      table.cells.set(block.cells.subarray(row * width, (row + 1) * width), event * width);
      table.verdicts[event] = verdict;
    });
  }
  return table;
}

type Texts = Pick<Answer, 'ruleText' | 'eventsText'>;

function isSame(a: Texts, b: Texts): boolean {
  return a.ruleText === b.ruleText && a.eventsText === b.eventsText;
}

/** For a moment, while somebody types: what was there stays. */
function isBroken({ result: { rule, events } }: Answer): boolean {
  return rule.state === 'broken' || events.state === 'broken';
}
