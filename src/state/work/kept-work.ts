// What the user wrote, kept on this machine.
// Invariant: saved work is overwritten only by work that the user edited; what it replaces stays within reach.
import type { Work } from '../../share/work-link.ts';
import type { Notices } from '../notices.svelte.ts';
import type { ShownWork } from './shown-work.svelte.ts';

/** The store on this machine. Its methods never throw. */
export interface WorkStore {
  /** `owner` is the tab that saved it. `problem` says why there is nothing, when that is a fault. */
  load(): { readonly work: (Work & { readonly owner: string }) | null; readonly problem: string };
  /** Returns what went wrong, or an empty text. */
  save(work: Work, owner: string): string;
  loadEarlier(): Work | null;
  saveEarlier(work: Work): void;
}

/** Keeps earlier states of what is the user's. */
export interface Recorder {
  /** A text was edited. */
  edited(): void;
  /** The work gives way to something else, as the message says. */
  leaving(work: Work, message: string): void;
}

export interface KeptWorkParts {
  readonly notices: Notices;
  readonly store: WorkStore;
  /** Identifies this tab. */
  readonly tab: string;
  /** In a frame of another page nothing is kept. */
  readonly embedded: boolean;
}

const saveAfterMs = 400;
/** Added for each million characters: to write so much holds up whoever goes on typing. */
const saveExtraMsPerMillion = 1000;
const maxSaveAfterMs = 4000;

export class KeptWork {
  readonly #shown: ShownWork;
  readonly #parts: KeptWorkParts;
  /** Loaded late. */
  recorder: Recorder | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastProblem = '';

  constructor(shown: ShownWork, parts: KeptWorkParts) {
    this.#shown = shown;
    this.#parts = parts;
  }

  load(): ReturnType<WorkStore['load']>['work'] {
    const { store, notices, embedded } = this.#parts;
    if (embedded) return null;
    const { work, problem } = store.load();
    if (problem !== '') notices.show(problem, { tone: 'warning', stays: true, topic: 'store' });
    return work;
  }

  /** What is shown is the user's from now on, and is saved when they pause. */
  edited(): void {
    const { store, embedded } = this.#parts;
    const wasMine = this.#shown.mine;
    this.#shown.mine = true;
    if (embedded) return;
    if (!wasMine) {
      const { work } = store.load();
      if (work) store.saveEarlier(work);
    }
    this.recorder?.edited();
    const extraMs = (this.#shown.length / 1e6) * saveExtraMsPerMillion;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), Math.min(maxSaveAfterMs, saveAfterMs + extraMs));
  }

  /** What is shown gives way to something else, as the message says: what is the user's stays within reach. */
  setAside(message: string): void {
    const { store, embedded } = this.#parts;
    if (!this.#shown.mine || embedded) return;
    const { work } = this.#shown;
    store.saveEarlier(work);
    this.recorder?.leaving(work, message);
  }

  /** Saves what waits to be saved. */
  hurry(): void {
    if (this.#timer !== undefined) this.flush();
  }

  /** Saves now. Returns why what is the user's is not saved, or an empty text. */
  flush(): string {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { store, notices, embedded, tab } = this.#parts;
    if (!this.#shown.mine || embedded) return '';
    const problem = store.save(this.#shown.work, tab);
    if (problem === '') notices.clear('save');
    else if (problem !== this.#lastProblem) {
      notices.show(problem, { tone: 'warning', stays: true, topic: 'save' });
    }
    this.#lastProblem = problem;
    return problem;
  }
}
