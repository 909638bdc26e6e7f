// A lesson that is open: how far the rule in the editor solves it, what help was taken, what is kept of it. Graded after
// each evaluation; an answer about another text than the present one is never shown as its grade.
import type { EventMark } from '../../intake/event-marks.ts';
import type { Lesson, LessonEntry, LessonHint } from '../../lessons/lesson.ts';
import type { LessonRecord } from '../../share/progress-store.ts';
import { newRecord } from '../../share/progress-store.ts';
import type { Work } from '../../share/work-link.ts';
import type { Diagnostic } from '../../sigma/index.ts';
import type { Graded } from '../../worker/workbench/protocol.ts';
import type { Playground } from '../playground.svelte.ts';

/** Where a lesson stands in its course, as the page leads through it. */
export interface LessonPlace extends Pick<LessonEntry, 'id' | 'number'> {
  /** The title of its track, or of the course that it came with. */
  readonly track: string;
  /** The id of that course; empty for ours. */
  readonly course: string;
  /** How many there are. */
  readonly of: number;
  readonly previous: Pick<LessonEntry, 'id' | 'title'> | null;
  readonly next: Pick<LessonEntry, 'id' | 'title'> | null;
}

/** What is kept of a lesson, and by whom. */
export interface LessonKeeper {
  of(id: string): LessonRecord;
  update(id: string, change: Partial<LessonRecord>): void;
}

export interface OpenLessonParts {
  readonly playground: Pick<Playground, 'ask' | 'ruleText' | 'evaluateNow'>;
  /** null: nothing is kept. */
  readonly keeper: LessonKeeper | null;
  /** null for a lesson that is in no course. */
  readonly place: LessonPlace | null;
  /** Neither hints nor solutions, and hidden events stay hidden. */
  readonly isExam?: boolean;
  /** It is looked at by who is writing it: the way back to the form. */
  readonly onBackToForm?: () => void;
}

/** What is said of the rule by those who know what it means. */
export interface Meaning {
  readonly ruleText: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Nothing more is to come. */
  readonly isComplete: boolean;
}

/** A rule that was left alone so long was meant. */
export const restMs = 1500;
/** Right in all that is seen, so often, and wrong in what is not: then it is shown. */
export const triesUntilRevealed = 2;
const saveAfterMs = 400;
const [maxAsked, askAgainMs] = [4, 150];

export class OpenLesson {
  readonly lesson: Lesson;
  readonly place: LessonPlace | null;
  readonly isExam: boolean;
  readonly onBackToForm: (() => void) | null;
  /** Whether what is done here is kept. */
  readonly isKept: boolean;
  readonly #playground: OpenLessonParts['playground'];
  readonly #keeper: LessonKeeper | null;

  #grade = $state.raw<Graded | null>(null);
  #ungraded = $state(false);
  #record = $state.raw<LessonRecord>(newRecord);
  /** Passed since it was opened. */
  #passed = $state(false);

  #asking: { readonly ruleText: string; readonly meaning: Meaning } | null = null;
  #counted = new Set<string>();
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #isChecking = false;
  #closed = false;

  constructor(lesson: Lesson, { playground, keeper, place, isExam = false, onBackToForm }: OpenLessonParts) {
    this.lesson = lesson;
    this.place = place;
    this.isExam = isExam;
    this.onBackToForm = onBackToForm ?? null;
    this.#playground = playground;
    this.#keeper = keeper;
    this.isKept = keeper !== null && lesson.id !== '';
    if (keeper && this.isKept) this.#record = keeper.of(lesson.id);
    if (this.#record.text !== null) this.#counted.add(this.#record.text);
    this.#counted.add(lesson.start);
  }

  /** The texts to begin or to go on with. */
  get work(): Work {
    const marks: EventMark[] = [];
    let eventsText = '';
    for (const { name, expectation, text } of this.lesson.events) {
      const event = text.trim();
      const start = eventsText.length;
      marks.push({ range: { start, end: start + event.length }, expectation, name });
      eventsText += `${event}\n`;
    }
    return { ruleText: this.#record.text ?? this.lesson.start, eventsText, marks };
  }

  /** Of the rule that was evaluated last; null before the first. */
  get grade(): Graded | null {
    return this.#grade;
  }
  /** The grade speaks of the rule as it is now. */
  get isCurrent(): boolean {
    return this.#grade?.ruleText === this.#playground.ruleText;
  }
  /** The rule could not be graded: it runs for ever, or the matcher broke. */
  get isUngraded(): boolean {
    return this.#ungraded;
  }
  /** The rule as it was graded passes. */
  get isRight(): boolean {
    return this.#grade?.isPassed ?? false;
  }
  /** Passed since it was opened: what the solution looks like may be seen. */
  get isPassed(): boolean {
    return this.#passed;
  }
  /** What is known of it, with earlier days. */
  get record(): LessonRecord {
    return this.#record;
  }
  /** Hints that are shown, in their order. */
  get hints(): readonly LessonHint[] {
    return this.isExam ? [] : this.lesson.hints.slice(0, this.#record.hints);
  }
  get hasMoreHints(): boolean {
    return !this.isExam && this.#record.hints < this.lesson.hints.length;
  }
  /** All hints are shown, or there are none. */
  get maySeeSolution(): boolean {
    return !this.isExam && this.lesson.solution !== '' && !this.hasMoreHints;
  }
  get isSolutionShown(): boolean {
    if (this.isExam || this.lesson.solution === '') return false;
    return this.#passed || this.#record.sawSolution;
  }
  /** Which hidden event is wrong, and why, is no longer kept back. */
  get isHiddenShown(): boolean {
    return !this.isExam && (this.#passed || this.#record.closeTries >= triesUntilRevealed);
  }
  /** Whether what the linter knows of the rule counts. */
  get needsMeaning(): boolean {
    return this.lesson.constraints.some(({ kind }) => kind === 'no_diagnostics');
  }

  /** To be called with each answer of the engine, and when more is known of what the rule means. */
  follow(ruleText: string, meaning: Meaning): void {
    if (this.#closed || (this.needsMeaning && !meaning.isComplete)) return;
    const asked = this.#asking;
    const isSame = asked?.ruleText === ruleText && (!this.needsMeaning || asked.meaning === meaning);
    if (isSame && (this.#grade?.ruleText === ruleText || this.#isAsking)) return;
    this.#asking = { ruleText, meaning };
    void this.#ask();
  }
  #isAsking = false;

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    for (let tries = 0; tries < maxAsked && !this.#closed;) {
      const asked = this.#asking;
      if (!asked) break;
      const { lesson } = this;
      const grade = await this.#playground.ask('grade', {
        task: {
          start: lesson.start,
          events: lesson.events,
          hidden: lesson.hidden,
          constraints: lesson.constraints,
        },
        meaning: this.needsMeaning ? asked.meaning.diagnostics : [],
        reference: lesson.solution,
      });
      if (grade && asked === this.#asking) {
        this.#take(grade);
        break;
      }
      if (asked === this.#asking) {
        // Another text is being evaluated: its answer comes here too. Else it is asked again.
        tries++;
        await new Promise((resolve) => setTimeout(resolve, askAgainMs));
        this.#ungraded = tries === maxAsked && asked.ruleText === this.#playground.ruleText;
      }
    }
    this.#isAsking = false;
  }

  #take(grade: Graded): void {
    this.#grade = grade;
    this.#ungraded = false;
    clearTimeout(this.#restTimer);
    if (!this.isCurrent || this.#closed) return;
    if (grade.isPassed) this.#pass(grade);
    else if (this.#isChecking) this.#count(grade);
    else this.#restTimer = setTimeout(() => this.isCurrent && this.#count(grade), restMs);
    this.#isChecking = false;
  }

  /** Counts the rule as a try at once, without waiting until it has rested. */
  check(): void {
    if (this.#grade && this.isCurrent && !this.#grade.isPassed) this.#count(this.#grade);
    else this.#isChecking = !this.isCurrent;
    this.#playground.evaluateNow();
  }

  /** A rule counts once, and only when it is one. */
  #count(grade: Graded): void {
    clearTimeout(this.#restTimer);
    if (!grade.isReady || this.#counted.has(grade.ruleText)) return;
    this.#counted.add(grade.ruleText);
    const isClose = grade.visible.every(isRight) && !grade.hidden.every(isRight);
    const { tries, closeTries } = this.#record;
    this.#keep({ tries: tries + 1, closeTries: closeTries + (isClose ? 1 : 0) });
  }

  #pass(grade: Graded): void {
    this.#count(grade);
    this.#passed = true;
    const { passedAt, predicates } = this.#record;
    const isBest = passedAt === null || grade.predicates < predicates;
    this.#keep({
      ...(passedAt === null ? { passedAt: new Date().toISOString() } : {}),
      ...(isBest ? { predicates: grade.predicates, passedText: grade.ruleText } : {}),
    });
  }

  showHint(): void {
    if (this.hasMoreHints) this.#keep({ hints: this.#record.hints + 1 });
  }

  showSolution(): void {
    if (this.maySeeSolution) this.#keep({ sawSolution: true });
  }

  /** To be called after each change of a text. */
  changed(): void {
    if (this.#closed) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => this.flush(), saveAfterMs);
  }

  /** Keeps the rule now: the page may be about to end. */
  flush(): void {
    clearTimeout(this.#saveTimer);
    const { ruleText } = this.#playground;
    const text = ruleText === this.lesson.start ? null : ruleText;
    if (!this.#closed && text !== this.#record.text) this.#keep({ text });
  }

  /** Another lesson, or none, takes its place. */
  close(): void {
    this.flush();
    clearTimeout(this.#restTimer);
    this.#closed = true;
  }

  /** It is shown once more. */
  reopen(): void {
    this.#closed = false;
    this.#grade = null;
    this.#asking = null;
  }

  #keep(change: Partial<LessonRecord>): void {
    this.#record = { ...this.#record, ...change };
    if (this.isKept) this.#keeper?.update(this.lesson.id, change);
  }
}

const isRight = (event: { readonly isRight: boolean }): boolean => event.isRight;
