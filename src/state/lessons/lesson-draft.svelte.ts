// The lesson that is being written, kept on this machine while it is, and what its rules do on its events.
import { marksOf } from '../../intake/marks-of.ts';
import type { Grade, LessonTask } from '../../lessons/grade.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import type { DraftStore } from '../../share/draft-store.ts';
import type { Diagnostic } from '../../sigma/index.ts';
import type { Notices } from '../notices.svelte.ts';
import type { Playground } from '../playground.svelte.ts';
import { checkDraft, toHinted } from './check-draft.ts';
import type { DraftGrades, Finding } from './check-draft.ts';
import { emptyDraft, fromLesson, readDraft, toLesson } from './draft.ts';
import type { Draft, DraftEvent, DraftHint } from './draft.ts';
import { proposeChanges } from './propose-changes.ts';

export interface LessonDraftParts {
  readonly playground: Pick<Playground, 'ask' | 'answer' | 'ruleText' | 'eventsText' | 'marks'>;
  readonly notices: Pick<Notices, 'show'>;
  readonly store: DraftStore;
  /** What the linter says of a rule beyond what matcher and events do. */
  readonly lint: (ruleText: string) => Promise<readonly Diagnostic[]>;
}

/** More are not taken from the page. */
export const maxTaken = 100;
const [gradeAfterMs, saveAfterMs] = [250, 400];
const [maxAsked, askAgainMs] = [5, 150];
const noGrades: DraftGrades = { start: null, solution: null, hinted: null };

export class LessonDraft {
  readonly #parts: LessonDraftParts;
  #draft = $state.raw<Draft>(emptyDraft);
  #grades = $state.raw<DraftGrades>(noGrades);
  /** The draft that `#grades` speaks of. */
  #graded = $state.raw<Draft | null>(null);
  #before = $state.raw<Draft | null>(null);
  #gradeTimer: ReturnType<typeof setTimeout> | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #isGrading = false;
  #lastProblem = '';

  readonly lesson: Lesson = $derived(toLesson(this.#draft));
  readonly findings: readonly Finding[] = $derived(checkDraft(this.#draft, this.#grades));

  constructor(parts: LessonDraftParts) {
    this.#parts = parts;
    const { value, problem } = parts.store.load();
    const kept = readDraft(value);
    if (kept) this.#draft = kept;
    this.#tell(problem);
    if (kept) this.#gradeSoon();
  }

  get now(): Draft {
    return this.#draft;
  }
  get grades(): DraftGrades {
    return this.#grades;
  }
  /** The grades speak of what is in the form. */
  get isGraded(): boolean {
    return this.#graded === this.#draft;
  }
  get isEmpty(): boolean {
    return this.#draft === emptyDraft;
  }
  /** What another draft took the place of; it can be brought back. */
  get hasBefore(): boolean {
    return this.#before !== null;
  }

  set(change: Partial<Draft>): void {
    const before = this.#draft;
    const now = { ...before, ...change };
    const [last, proposed] = [before.hints[2], proposalOf(before)];
    // As long as nobody has changed what was proposed, the proposal follows the rules.
    const follows = (change.start ?? change.solution) !== undefined && isSame(last?.changes, proposed);
    const hints = now.hints.map((hint, i) => (i === 2 ? { ...hint, changes: proposalOf(now) } : hint));
    this.#draft = follows ? { ...now, hints } : now;
    this.#changed();
  }

  setEvent(key: number, change: Partial<DraftEvent>): void {
    this.set({
      events: this.#draft.events.map((each) => (each.key === key ? { ...each, ...change } : each)),
    });
  }

  setHint(at: number, change: Partial<DraftHint>): void {
    this.set({ hints: this.#draft.hints.map((each, i) => (i === at ? { ...each, ...change } : each)) });
  }

  /** The changes from the start to the solution, as the last hint has them. */
  proposeChanges(): void {
    this.setHint(2, { changes: proposalOf(this.#draft) });
  }

  /** Another lesson takes the place of the draft, which can be brought back. */
  replace(lesson: Lesson): void {
    this.#exchange(fromLesson(lesson));
  }

  bringBack(): void {
    if (this.#before) this.#exchange(this.#before);
    this.#before = null;
  }

  /** A new draft from what is on the page. */
  async beginFromPage(title: string): Promise<void> {
    const { ruleText } = this.#parts.playground;
    const events = await this.#pageEvents(0);
    this.#exchange({ ...emptyDraft, title, start: ruleText, events });
  }

  /** Events of the page that the draft does not have yet. Returns how many came. */
  async addFromPage(): Promise<number> {
    const { events } = this.#draft;
    const known = new Set(events.map(({ text }) => text.trim()));
    const next = events.reduce((most, { key }) => Math.max(most, key + 1), 0);
    const added = (await this.#pageEvents(next)).filter(({ text }) => !known.has(text.trim()));
    if (added.length > 0) this.set({ events: [...this.#draft.events, ...added] });
    return added.length;
  }

  /** Where nothing is said of an event, the solution says it: the labels are what it does. Returns how many. */
  async labelBySolution(): Promise<number> {
    const open = this.#draft.events.filter(({ role, expectation }) => role !== 'out' && expectation === null);
    const task: LessonTask = {
      start: '',
      events: open.map(({ name, text }) => ({ name, text, expectation: 'fire' })),
      hidden: [],
      constraints: [],
    };
    const grade = await this.#grade(this.#draft.solution, task, []);
    if (!grade?.isReady) return 0;
    let count = 0;
    const said = new Map(open.map(({ key }, i) => [key, grade.visible[i]?.verdict]));
    const events = this.#draft.events.map((event): DraftEvent => {
      const verdict = said.get(event.key);
      if (event.expectation !== null || (verdict !== 'match' && verdict !== 'miss')) return event;
      count++;
      return { ...event, expectation: verdict === 'match' ? 'fire' : 'silent' };
    });
    if (count > 0) this.set({ events });
    return count;
  }

  /** Keeps the draft now: the page may be about to end. */
  flush(): void {
    if (this.#saveTimer === undefined) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    this.#tell(this.#parts.store.save(this.isEmpty ? null : this.#draft));
  }

  #exchange(draft: Draft): void {
    this.#before = this.isEmpty ? null : this.#draft;
    this.#draft = draft;
    this.#changed();
  }

  async #pageEvents(firstKey: number): Promise<readonly DraftEvent[]> {
    const { answer, eventsText, marks, ask } = this.#parts.playground;
    if (answer?.eventsText !== eventsText) return [];
    const list = answer.result.events.list.slice(0, maxTaken);
    const found = marksOf(
      marks,
      list.map(({ range }) => range),
    );
    const plain = list.map(({ range }) => eventsText.slice(range.start, range.end));
    // What stands in a table or in a string is no JSON by itself.
    const texts = plain.every(isObjectText)
      ? plain
      : ((await again(() =>
          ask(
            'texts',
            list.map((_, at) => at),
          ),
        )) ?? plain);
    return list.map(({ label }, i): DraftEvent => {
      const { name, expectation } = found[i] ?? {};
      return {
        key: firstKey + i,
        name: name ?? label,
        role: expectation === 'gap' ? 'out' : 'visible',
        expectation: expectation === 'fire' || expectation === 'silent' ? expectation : null,
        text: texts[i] ?? '',
      };
    });
  }

  #changed(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => this.flush(), saveAfterMs);
    this.#gradeSoon();
  }

  #gradeSoon(): void {
    clearTimeout(this.#gradeTimer);
    this.#gradeTimer = setTimeout(() => void this.#gradeAll(), gradeAfterMs);
  }

  async #gradeAll(): Promise<void> {
    if (this.#isGrading) return;
    this.#isGrading = true;
    for (let of: Draft | null = null; of !== this.#draft;) {
      of = this.#draft;
      const { start, events, hidden, constraints } = toLesson(of);
      const task: LessonTask = { start, events, hidden, constraints };
      const isLinted = constraints.some(({ kind }) => kind === 'no_diagnostics');
      const grade = async (ruleText: string | null): Promise<Grade | null> => {
        // What was changed meanwhile is looked at next.
        if (ruleText === null || ruleText.trim() === '' || of !== this.#draft) return null;
        const meaning = isLinted ? await this.#parts.lint(ruleText).catch(() => []) : [];
        return this.#grade(ruleText, task, meaning);
      };
      const grades = {
        start: await grade(of.start),
        solution: await grade(of.solution),
        hinted: await grade(toHinted(of)),
      };
      if (of !== this.#draft) continue;
      this.#grades = grades;
      this.#graded = of;
    }
    this.#isGrading = false;
  }

  #grade(ruleText: string, task: LessonTask, meaning: readonly Diagnostic[]): Promise<Grade | null> {
    return again(() => this.#parts.playground.ask('grade', { task, meaning, ruleText }));
  }

  #tell(problem: string): void {
    if (problem !== '' && problem !== this.#lastProblem)
      this.#parts.notices.show(problem, { tone: 'warning', stays: true, topic: 'draft' });
    this.#lastProblem = problem;
  }
}

function proposalOf({ start, solution }: Draft): DraftHint['changes'] {
  return solution.trim() === '' ? [] : proposeChanges(start, solution);
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A question may be overtaken by a run, or by the same question. */
async function again<T>(ask: () => Promise<T | null>): Promise<T | null> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer !== null || tries === maxAsked) return answer;
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
