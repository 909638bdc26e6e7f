// What the user typed, and what came back. Every change of a text passes one of the named methods here.
import { untrack } from 'svelte';
import type { EventMark, shiftMarks } from '../intake/event-marks.ts';
import type { Fix, Range } from '../sigma/index.ts';
import type { EngineClient, RunOutcome } from '../worker/client.ts';
import type { Placeholders, RunResult } from '../worker/protocol.ts';
import type { Scheduler } from '../worker/schedule.ts';
import { createScheduler } from '../worker/schedule.ts';
import type { Answer, Pane, Reveal, Stop, Target, Texts } from './answer.ts';
import { withEdits } from './with-edits.ts';

/** What evaluates: the worker's client, or a stand-in in tests. */
export type Runner = Pick<EngineClient, 'run' | 'ask'>;

export interface PlaygroundOptions {
  readonly scheduler?: Scheduler;
  /** Called after every change of a text; `own` when the user made it. */
  readonly onChange?: (own: boolean) => void;
}

export interface OpenOptions {
  /** The texts are the user's. */
  readonly own?: boolean;
  readonly selectedEvent?: number;
  readonly marks?: readonly EventMark[];
  readonly placeholders?: Placeholders | undefined;
  /** See `RunRequest`; empty for none. */
  readonly pipeline?: string;
  /** What the engine says of these texts, where that is known before it is asked. */
  readonly result?: RunResult | null;
  /** The field whose predicate is to be shown first. */
  readonly look?: string;
}

const pendingAfterMs = 300;
const noMarks: readonly EventMark[] = [];

export class Playground {
  #ruleText = $state('');
  #eventsText = $state('');
  #selectedEvent = $state(0);
  /** Of several in the rule text, the one to explain; undefined for the one that says most. */
  #document: number | undefined;
  #placeholders = $state.raw<Placeholders | undefined>();
  #pipeline = $state('');
  #marks = $state.raw<readonly EventMark[]>([]);
  /** How marks follow a change of the events text; loaded late. */
  shiftMarks: typeof shiftMarks = (marks) => marks;
  #answer = $state.raw<Answer | null>(null);
  #lastGood = $state.raw<Answer | null>(null);
  #stop = $state.raw<Stop | null>(null);
  #failure = $state('');
  #pending = $state(false);
  #selectedRow = $state<string | null>(null);
  #hoveredRow = $state<string | null>(null);
  #ruleReveal = $state.raw<Reveal | null>(null);
  #eventsReveal = $state.raw<Reveal | null>(null);
  /** A text was opened and not yet touched: the most telling row of its answer shall be shown. */
  #fresh = $state(false);
  #look = '';
  /** What is pointed at elsewhere than in the tree, as a window of a correlation: it lights up in both editors. */
  pointed = $state.raw<Readonly<Record<Pane, readonly Range[]>> | null>(null);
  /** Grows when the user chose a row elsewhere than in the tree: the tree shall show it. */
  #chosen = $state(0);

  readonly #runner: Runner;
  readonly #scheduler: Scheduler;
  readonly #onChange: (own: boolean) => void;
  #serial = 0;
  #lastRun = 0;

  constructor(runner: Runner, { scheduler, onChange }: PlaygroundOptions = {}) {
    this.#runner = runner;
    this.#scheduler = scheduler ?? createScheduler();
    this.#onChange = onChange ?? (() => {});
  }

  get ruleText(): string {
    return this.#ruleText;
  }
  get eventsText(): string {
    return this.#eventsText;
  }
  get selectedEvent(): number {
    return this.#selectedEvent;
  }
  /** What is said of the events, by their places in the text as it is now. */
  get marks(): readonly EventMark[] {
    return this.#marks;
  }
  /** The id of the chosen pipeline, or its text; empty for none. */
  get pipeline(): string {
    return this.#pipeline;
  }
  /** Values of the rule's placeholders. */
  get placeholders(): Placeholders | undefined {
    return this.#placeholders;
  }
  get answer(): Answer | null {
    return this.#answer;
  }
  get stop(): Stop | null {
    return this.#stop;
  }
  get failure(): string {
    return this.#failure;
  }
  /** An answer is long in coming. */
  get pending(): boolean {
    return this.#pending;
  }
  /** Asks about the rule and the events of the last answer; see `EngineClient`. */
  get ask(): Runner['ask'] {
    return this.#runner.ask;
  }
  get selectedRow(): string | null {
    return this.#selectedRow;
  }
  get hoveredRow(): string | null {
    return this.#hoveredRow;
  }
  get ruleReveal(): Reveal | null {
    return this.#ruleReveal;
  }
  get eventsReveal(): Reveal | null {
    return this.#eventsReveal;
  }
  get chosen(): number {
    return this.#chosen;
  }
  get fresh(): boolean {
    return this.#fresh;
  }
  /** The field whose predicate is to be shown first; empty for the most telling one. */
  get look(): string {
    return this.#look;
  }

  /** The answer to explain: the current one, or the last good one while a text is broken. */
  get explained(): Answer | null {
    const now = this.#answer;
    if (now?.result.rule.state === 'ready' && now.result.explanation) return now;
    const broken = now?.result.rule.state === 'broken' || now?.result.events.state === 'broken';
    return (broken ? this.#lastGood : null) ?? (now?.result.explanation ? now : null);
  }

  /** `explained` is an earlier answer, to other texts. */
  get stale(): boolean {
    return this.explained !== null && this.explained !== this.#answer;
  }

  // The methods below read without subscribing: a caller in an effect must not run again for what it wrote.

  setRuleText(text: string): void {
    untrack(() => {
      if (text === this.#ruleText) return;
      this.#fresh = false;
      this.#write({ ruleText: text, eventsText: this.#eventsText }, true);
    });
  }

  setEventsText(text: string): void {
    untrack(() => {
      if (text === this.#eventsText) return;
      this.#fresh = false;
      this.#write({ ruleText: this.#ruleText, eventsText: text }, true);
    });
  }

  setPlaceholders(placeholders: Placeholders | undefined): void {
    untrack(() => {
      this.#placeholders = placeholders;
      this.#onChange(true);
      this.#schedule();
    });
  }

  setPipeline(pipeline: string): void {
    untrack(() => {
      if (pipeline === this.#pipeline) return;
      this.#pipeline = pipeline;
      this.#onChange(true);
      this.#schedule();
    });
  }

  setMarks(marks: readonly EventMark[]): void {
    this.#marks = marks;
    this.#onChange(true);
  }

  /** Applies a fix to the text it speaks of, unless that text has changed since. */
  applyFix(fix: Fix, pane: Pane = 'rule'): boolean {
    return untrack(() => {
      const answer = this.#answer;
      if (!answer) return false;
      if (pane === 'rule') {
        if (answer.ruleText !== this.#ruleText) return false;
        this.setRuleText(withEdits(this.#ruleText, fix.edits));
      } else {
        if (answer.eventsText !== this.#eventsText) return false;
        this.setEventsText(withEdits(this.#eventsText, fix.edits));
      }
      return true;
    });
  }

  /** Shows other texts, as a sample or a link does; returns those that were there. */
  open(
    texts: Texts,
    {
      own = false,
      selectedEvent = 0,
      marks = noMarks,
      placeholders,
      pipeline = '',
      result = null,
      look = '',
    }: OpenOptions = {},
  ): Texts {
    return untrack(() => {
      const before = { ruleText: this.#ruleText, eventsText: this.#eventsText };
      this.#selectedEvent = selectedEvent;
      this.#document = undefined;
      this.#selectedRow = null;
      this.#hoveredRow = null;
      this.#lastGood = null;
      this.#fresh = true;
      this.#look = look;
      this.#marks = marks;
      this.#placeholders = placeholders;
      this.#pipeline = pipeline;
      this.#write(texts, own, false);
      if (result) this.#accept({ ...texts, result });
      return before;
    });
  }

  selectEvent(index: number): void {
    untrack(() => this.#selectEvent(index));
  }

  #selectEvent(index: number): void {
    if (index === this.#selectedEvent) return;
    this.#selectedEvent = index;
    const range = this.#answer?.result.events.list[index]?.range;
    if (range && this.#answer?.eventsText === this.#eventsText) {
      this.reveal('events', { start: range.start, end: range.start });
    }
    this.#schedule();
  }

  /** Explains another document of the rule text. */
  selectDocument(index: number): void {
    untrack(() => {
      if (index === this.#answer?.result.rule.evaluated) return;
      this.#document = index;
      this.#selectedRow = null;
      this.#schedule();
    });
  }

  /** The same, for the one at a place of the text that was answered. */
  selectDocumentAt(offset: number): void {
    const answer = this.#answer;
    if (!answer?.result.collection || answer.ruleText !== this.#ruleText) return;
    const { documents } = answer.result.rule;
    const index = documents.findIndex(({ range }) => range.start <= offset && offset <= range.end);
    if (index >= 0) this.selectDocument(index);
  }

  hoverRow(key: string | null): void {
    this.#hoveredRow = key;
  }

  /** `reveal`: the panes that shall scroll to the row's place. */
  selectRow(target: Target | null, reveal: readonly Pane[] = []): void {
    untrack(() => {
      if (!this.#fresh) this.#chosen++;
      this.#fresh = false;
      this.#selectedRow = target?.key ?? null;
      if (!target || this.stale) return;
      if (reveal.includes('rule')) this.reveal('rule', beginning(target.ruleRange));
      const [first] = target.eventRanges;
      if (first && reveal.includes('events')) this.reveal('events', beginning(first));
    });
  }

  reveal(pane: Pane, range: Range, focus = false): void {
    const reveal = { range, serial: ++this.#serial, focus };
    if (pane === 'rule') this.#ruleReveal = reveal;
    else this.#eventsReveal = reveal;
  }

  evaluateNow(): void {
    this.#schedule();
    this.#scheduler.flush();
  }

  #write({ ruleText, eventsText }: Texts, own: boolean, shifts = true): void {
    // An editor holds `\n` only: that it says so is no work of the user's.
    own &&= !sameLines(ruleText, this.#ruleText) || !sameLines(eventsText, this.#eventsText);
    if (shifts) this.#marks = this.shiftMarks(this.#marks, this.#eventsText, eventsText);
    this.#ruleText = ruleText;
    this.#eventsText = eventsText;
    this.#onChange(own);
    this.#schedule();
  }

  #schedule(): void {
    this.#scheduler.request(() => this.#run());
  }

  async #run(): Promise<number | null> {
    const run = ++this.#lastRun;
    const startedAt = performance.now();
    const slow = setTimeout(() => (this.#pending = true), pendingAfterMs);
    const sent = { ruleText: this.#ruleText, eventsText: this.#eventsText };
    const outcome = await this.#runner.run({
      ...sent,
      selected: this.#selectedEvent,
      ...(this.#document === undefined ? {} : { document: this.#document }),
      ...(this.#placeholders ? { placeholders: this.#placeholders } : {}),
      ...(this.#pipeline ? { pipeline: this.#pipeline } : {}),
    });
    clearTimeout(slow);
    if (run !== this.#lastRun) return null;
    this.#pending = false;
    this.#take(sent, outcome);
    if (outcome.type === 'result') return outcome.result.elapsedMs;
    return outcome.type === 'stopped' ? performance.now() - startedAt : null;
  }

  #take(sent: Texts, outcome: RunOutcome): void {
    switch (outcome.type) {
      case 'superseded':
        return;
      case 'failed':
        this.#failure = outcome.message;
        return;
      case 'stopped':
        this.#stop = { text: outcome.running?.text ?? '', range: outcome.running?.range ?? null };
        this.#failure = '';
        if (outcome.result) this.#accept({ ...sent, result: outcome.result });
        return;
      case 'result':
        this.#stop = null;
        this.#failure = '';
        this.#accept({ ...sent, result: outcome.result });
    }
  }

  #accept(answer: Answer): void {
    const { result } = answer;
    this.#answer = answer;
    if (result.rule.state === 'ready' && result.events.state === 'ready' && result.explanation) {
      this.#lastGood = answer;
    }
    const events = result.events.list.length;
    if (events > 0 && this.#selectedEvent >= events) this.selectEvent(events - 1);
  }
}

/** Enough to find the place: a long range would scroll the beginning of its line out of sight. */
function beginning({ start, end }: Range): Range {
  return { start, end: Math.min(end, start + 8) };
}

function sameLines(a: string, b: string): boolean {
  return a === b || (a.includes('\r') !== b.includes('\r') && toLines(a) === toLines(b));
}

function toLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
