// How far the learner has come, as the page shows it.
import { changed, newRecord, progressStore } from '../../share/progress-store.ts';
import type {
  LearnerProgress,
  LessonRecord,
  ProgressChange,
  ProgressStore,
} from '../../share/progress-store.ts';
import type { Notices } from '../notices.svelte.ts';

export class Progress {
  readonly #store: ProgressStore;
  readonly #notices: Pick<Notices, 'show'>;
  #now = $state.raw<LearnerProgress>({ name: '', last: '', records: {} });
  #lastProblem = '';

  constructor(store: ProgressStore, notices: Pick<Notices, 'show'>) {
    this.#store = store;
    this.#notices = notices;
    this.reload();
  }

  get name(): string {
    return this.#now.name;
  }
  /** The lesson that was opened last. */
  get last(): string {
    return this.#now.last;
  }

  /** What another tab has written is seen too. */
  reload(): void {
    const { problem, ...kept } = this.#store.load();
    this.#now = kept;
    this.#tell(problem);
  }

  of(id: string): LessonRecord {
    return (Object.hasOwn(this.#now.records, id) && this.#now.records[id]) || newRecord;
  }

  isStarted(id: string): boolean {
    return Object.hasOwn(this.#now.records, id);
  }

  update(id: string, change: Partial<LessonRecord>): void {
    this.#write({ id, record: { ...this.of(id), ...change } });
  }

  /** Takes away what is known of a lesson. */
  forget(id: string): void {
    this.#write({ id, record: null });
  }

  clear(): void {
    this.#write('clear');
  }

  setName(name: string): void {
    this.#write({ name });
  }

  setLast(last: string): void {
    this.#write({ last });
  }

  #write(change: ProgressChange): void {
    this.#now = changed(this.#now, change);
    this.#tell(this.#store.write(change));
  }

  /** Once, not at every letter. */
  #tell(problem: string): void {
    if (problem !== '' && problem !== this.#lastProblem)
      this.#notices.show(problem, { tone: 'warning', stays: true, topic: 'progress' });
    this.#lastProblem = problem;
  }
}

const shared = new Map<'lessons' | 'exam', Progress>();

/** One for the page, and one for its exams. */
export function getProgress(key: 'lessons' | 'exam', notices: Pick<Notices, 'show'>): Progress {
  const progress = shared.get(key) ?? new Progress(progressStore(key), notices);
  shared.set(key, progress);
  return progress;
}
