// Undo and redo of the plain editor, in a form that Monaco can take over. The textarea's own undo is not used:
// it forgets everything when a text is set from outside, and cannot be carried on.
import type { EditorSelection } from './marks.ts';
import type { Change } from './text.ts';
import { applyChange, invertChange } from './text.ts';

export interface HistoryEntry {
  readonly change: Change;
  readonly before: EditorSelection;
  readonly after: EditorSelection;
}

const MAX_ENTRIES = 1000;
const MAX_CHARACTERS = 4_000_000;
const PAUSE_MS = 1000;

export class EditHistory {
  #done: HistoryEntry[] = [];
  #undone: HistoryEntry[] = [];
  #characters = 0;
  #open = false;
  #lastAt = 0;

  /** `at`: a clock in milliseconds; edits that follow closely are one step of undo. */
  record(entry: HistoryEntry, at: number): void {
    this.#undone = [];
    const last = this.#done.at(-1);
    const joined =
      last && this.#open && at - this.#lastAt < PAUSE_MS ? joinChanges(last.change, entry.change) : null;
    this.#lastAt = at;
    this.#open = true;
    this.#characters += entry.change.removed.length + entry.change.inserted.length;
    if (last && joined)
      this.#done[this.#done.length - 1] = { change: joined, before: last.before, after: entry.after };
    else this.#done.push(entry);
    this.#trim();
  }

  /** The next edit begins a new step. */
  close(): void {
    this.#open = false;
  }

  undo(): HistoryEntry | null {
    const entry = this.#done.pop();
    if (!entry) return null;
    this.#undone.push(entry);
    this.#open = false;
    return { change: invertChange(entry.change), before: entry.after, after: entry.before };
  }

  redo(): HistoryEntry | null {
    const entry = this.#undone.pop();
    if (!entry) return null;
    this.#done.push(entry);
    this.#open = false;
    return entry;
  }

  /** The text before all that can be undone, and all edits since: those in force, then those undone. */
  replay(text: string): { base: string; done: readonly HistoryEntry[]; undone: readonly HistoryEntry[] } {
    let base = text;
    for (const entry of this.#done.toReversed()) base = applyChange(base, invertChange(entry.change));
    return { base, done: [...this.#done], undone: this.#undone.toReversed() };
  }

  #trim(): void {
    while (this.#done.length > 0 && (this.#done.length > MAX_ENTRIES || this.#characters > MAX_CHARACTERS)) {
      const dropped = this.#done.shift();
      if (dropped) this.#characters -= dropped.change.removed.length + dropped.change.inserted.length;
    }
    if (this.#done.length === 0) this.#characters = 0;
  }
}

/** One change for two that follow each other, when an author sees them as one: typing on, or deleting on. */
function joinChanges(first: Change, next: Change): Change | null {
  if (/\n/.test(next.inserted) || next.inserted.length > 1 || first.inserted.length > 200) return null;
  if (next.removed === '' && next.inserted !== '' && next.offset === first.offset + first.inserted.length) {
    const newWord = /\s$/.test(first.inserted) && !/^\s/.test(next.inserted);
    if (newWord || first.inserted === '' || first.inserted.includes('\n')) return null;
    return { ...first, inserted: first.inserted + next.inserted };
  }
  if (next.inserted !== '' || first.inserted !== '' || next.removed.length !== 1) return null;
  if (next.offset + 1 === first.offset)
    return { offset: next.offset, removed: next.removed + first.removed, inserted: '' };
  if (next.offset === first.offset) return { ...first, removed: first.removed + next.removed };
  return null;
}
