// The events as rows: what is known of each, in which order they stand, which are left out and which are chosen.
import { withExpectation } from '../../intake/event-marks.ts';
import { marksOf } from '../../intake/marks-of.ts';
import type { EventMark } from '../../intake/event-marks.ts';
import type { Expectation, Range, Verdict } from '../../sigma/index.ts';
import type { Answer } from '../../state/answer.ts';
import type { Grid, GridData } from '../../state/grid.svelte.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { EventSummary } from '../../worker/protocol.ts';
import { causeSentence, causesOf, findChanges, pairColumns, verdictAt } from './changes.ts';
import { findConstants, toGroups } from './columns.ts';
import { filterEvents, nextSorts, sortEvents } from './order.ts';
import type { Sort } from './order.ts';
import { countOutcomes, isWrong, outcomes, toFacts } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { createRankings } from './rankings.ts';

/** Outcomes that are shown; null shows all. */
export type OutcomeFilter = Outcome | 'wrong' | null;

const noEvents: readonly EventSummary[] = [];

export class TestTable {
  readonly #playground: Playground;
  readonly #grid: Grid;
  #sorts = $state.raw<readonly Sort[]>([]);
  #ranks = $state.raw<ReadonlyMap<string, number>>(new Map());
  #chosen = $state.raw<{ readonly of: string; readonly events: ReadonlySet<number> }>({
    of: '',
    events: new Set(),
  });
  text = $state('');
  outcome = $state<OutcomeFilter>(null);
  changedOnly = $state(false);
  /** The events on screen. */
  visible: readonly number[] = [];
  #settled: GridData | null = null;
  #marked: {
    readonly marks: readonly EventMark[];
    readonly ranges: readonly Range[];
    readonly each: readonly (EventMark | null)[];
  } = { marks: [], ranges: [], each: [] };

  constructor(playground: Playground, grid: Grid) {
    this.#playground = playground;
    this.#grid = grid;
  }

  /** The answer whose events are the rows: the last one to a rule that could be evaluated. */
  readonly answer: Answer | null = $derived.by(() => {
    const { answer } = this.#playground;
    const isReady = answer?.result.rule.state === 'ready' && answer.result.events.list.length > 0;
    return isReady ? answer : (this.#grid.data?.answer ?? null);
  });

  /** The rows are those of an earlier rule or earlier events. */
  readonly stale = $derived.by(() => this.answer !== null && this.answer !== this.#playground.answer);

  /** The same object as long as the events are the same. */
  readonly #list = $derived.by(() => this.answer?.result.events.list ?? noEvents);

  readonly #ranges: readonly Range[] = $derived.by(() => this.#list.map(({ range }) => range));

  /** The rows stand in the text as it is now. */
  get isPlaced(): boolean {
    return this.answer?.eventsText === this.#playground.eventsText;
  }

  readonly marks = $derived.by(() => {
    const { marks } = this.#playground;
    const ranges = this.#ranges;
    // While somebody types, marks have moved on and events not yet; while it is the rule, neither has.
    if (this.isPlaced && (this.#marked.marks !== marks || this.#marked.ranges !== ranges))
      this.#marked = { marks, ranges, each: marksOf(marks, ranges) };
    return this.#marked.each;
  });

  readonly names: readonly string[] = $derived.by(() =>
    this.#list.map(({ label }, event) => this.marks[event]?.name || label),
  );

  readonly facts = $derived.by(() => toFacts(this.answer?.result.verdicts ?? [], this.marks));
  readonly totals = $derived.by(() => countOutcomes(this.facts));

  /** What there is of cells for these events, be it of the rule before this one. */
  readonly data: GridData | null = $derived.by(() => {
    const { data } = this.#grid;
    return data?.answer.eventsText === this.answer?.eventsText ? data : null;
  });

  /** The last that was complete: rows do not jump about while cells come in. */
  readonly #complete: GridData | null = $derived.by(() => {
    const { data } = this;
    if (data?.complete || this.#settled?.answer.eventsText !== data?.answer.eventsText)
      this.#settled = data?.complete ? data : null;
    return this.#settled;
  });

  readonly groups = $derived.by(() => toGroups(this.data?.now.columns ?? []));
  readonly constants = $derived.by(() => (this.data?.complete ? findConstants(this.data.now) : []));

  readonly changes = $derived.by(() => {
    const { now, before } = this.#complete ?? {};
    return now && before ? findChanges(now, before) : null;
  });
  readonly #pairs = $derived.by(() => {
    const { now, before } = this.data ?? {};
    return now && before ? pairColumns(now.columns, before.columns) : [];
  });

  readonly #rankingOf = $derived.by(() => {
    const rankings = createRankings(this.facts, this.names, this.#complete?.now ?? null);
    const changed = this.changes?.changed;
    const changedFirst = changed && { ranks: 2, rankOf: (event: number) => 1 - (changed[event] ?? 0) };
    return (column: string) => (column === 'change' ? changedFirst : rankings(column));
  });

  readonly #order = $derived.by(() => sortEvents(this.facts.count, this.#sorts, this.#rankingOf));

  /** Events in the order of the rows. */
  readonly rows: Uint32Array = $derived.by(() => {
    const { outcome, changedOnly } = this;
    const byOutcome = this.facts.outcome;
    const changed = changedOnly ? this.changes?.changed : undefined;
    const fits = (event: number): boolean => {
      const own = outcomes[byOutcome[event] ?? -1];
      return outcome === null || (outcome === 'wrong' ? isWrong(own) : own === outcome);
    };
    const keeps =
      outcome === null && !changed
        ? undefined
        : (event: number) => fits(event) && (!changed || changed[event] === 1);
    return filterEvents(
      this.#order,
      { text: this.text, ranks: this.#ranks, keeps },
      this.names,
      this.#rankingOf,
    );
  });

  get sorts(): readonly Sort[] {
    return this.#sorts;
  }

  sort(column: string): void {
    this.#sorts = nextSorts(this.#sorts, column);
  }

  /** The rank that a column is filtered by. */
  rankShown(column: string): number | undefined {
    return this.#ranks.get(column);
  }

  /** null shows all of the column. */
  showRank(column: string, rank: number | null): void {
    const next = new Map(this.#ranks);
    if (rank === null) next.delete(column);
    else next.set(column, rank);
    this.#ranks = next;
  }

  get isFiltered(): boolean {
    return this.text.trim() !== '' || this.outcome !== null || this.#ranks.size > 0 || this.changedOnly;
  }

  clearFilters(): void {
    this.text = '';
    this.outcome = null;
    this.changedOnly = false;
    this.#ranks = new Map();
  }

  /** Chosen events, in the order of the text. */
  readonly selected: readonly number[] = $derived.by(() => {
    const { of, events } = this.#chosen;
    return of === this.answer?.eventsText ? [...events].sort((a, b) => a - b) : [];
  });
  readonly #selectedSet = $derived.by(() => new Set(this.selected));

  isSelected(event: number): boolean {
    return this.#selectedSet.has(event);
  }

  select(events: Iterable<number>, on: boolean): void {
    const next = new Set(this.#selectedSet);
    for (const event of events) {
      if (on) next.add(event);
      else next.delete(event);
    }
    this.#chosen = { of: this.answer?.eventsText ?? '', events: next };
  }

  selectNone(): void {
    this.select(this.selected, false);
  }

  /** Null takes the label away. */
  label(events: readonly number[], expectation: Expectation | null): void {
    if (!this.isPlaced) return;
    const { marks } = this.#playground;
    this.#playground.setMarks(withExpectation(marks, this.#ranges, events, expectation));
  }

  /** What an event's verdict was under the kept rule, and what made the difference; null when it is the same. */
  changeOf(event: number): { readonly before: Verdict; readonly cause: string } | null {
    const { now, before } = this.data ?? {};
    if (!now || !before) return null;
    const [earlier, after] = [verdictAt(before, event), verdictAt(now, event)];
    if (!earlier || !after || earlier === after) return null;
    return { before: earlier, cause: causeSentence(causesOf(event, now, before, this.#pairs)) };
  }
}
