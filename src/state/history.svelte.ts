// The history of the user's work: notes down what rests, and brings it back.
// Invariant: nothing here touches the work itself but `restore`, which can be undone; a store that fails loses entries.
import { openHistoryFile, toHistoryFile } from '../share/history-file.ts';
import type { EntryChange, EntryKind, EntryVerdict, HistoryEntry } from '../share/history-entry.ts';
import { maxNameLength, sizeOf, titleOf } from '../share/history-entry.ts';
import type { HistoryStore, Put } from '../share/history-store.ts';
import { placeholdersIn } from '../share/options.ts';
import { maxKeptLength } from '../share/storage.ts';
import type { Work } from '../share/work-link.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { joins, maxSaved, maxTotal, overflow } from './history-plan.ts';
import type { Session } from './session.svelte.ts';

export interface HistoryParts {
  readonly store: HistoryStore;
  readonly session: Pick<Session, 'work' | 'mine' | 'earlier' | 'recorder' | 'restoreWork'>;
  /** What the page says of these texts; null when it has not answered yet. */
  readonly verdictOf: (work: Work) => EntryVerdict | null;
  readonly changeOf: (before: Work, after: Work) => EntryChange;
  /** Identifies this tab. */
  readonly tab: string;
  readonly now?: () => number;
  readonly newId?: () => string;
}

const restMs = 3000;
/** Added for each million characters, which take their time to be stored. */
const extraMsPerMillion = 2000;
const unknown: EntryVerdict = { tone: 'idle', text: '' };

export class History {
  readonly #parts: HistoryParts;
  readonly #now: () => number;
  readonly #newId: () => string;
  #entries = $state.raw<readonly HistoryEntry[]>([]);
  #problem = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One after the other: each looks at what the one before wrote. */
  #queue: Promise<unknown> = Promise.resolve();
  #stretch = 0;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    this.#newId = parts.newId ?? (() => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  }

  /** The newest first. */
  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }
  /** Why not all is kept, or can be read; else empty. */
  get problem(): string {
    return this.#problem;
  }

  /** From now on what is the user's is noted down; what there was before, at once. */
  start(): void {
    const { session } = this.#parts;
    session.recorder = {
      edited: () => this.#edited(),
      leaving: (work, message) => void this.#leave(work, message),
    };
    const { mine, work, earlier } = session;
    if (earlier && !(mine && sameTexts(earlier, work))) void this.#note(earlier, 'before', '');
    if (mine) void this.#note(work, 'edit', '');
  }

  /** What was edited is noted down now: the page may be about to end. */
  flush(): Promise<void> {
    if (this.#timer === undefined) return Promise.resolve();
    this.#rest();
    const { session } = this.#parts;
    return session.mine ? this.#note(session.work, 'edit', '') : Promise.resolve();
  }

  /** Reads the list again: other tabs write too. */
  async refresh(): Promise<void> {
    await this.flush();
    await this.#inTurn(async () => void (await this.#list()));
  }

  /** Keeps what is shown until it is removed. Returns what went wrong, or an empty text. */
  async save(name: string): Promise<string> {
    this.#rest();
    const saved = this.#entries.filter(({ kind }) => kind === 'saved');
    const work = this.#parts.session.work;
    const size = saved.reduce((sum, entry) => sum + entry.size, sizeOf(work));
    if (saved.length >= maxSaved || size > maxTotal) return texts.historyNoRoom;
    this.#problem = '';
    await this.#note(work, 'saved', toName(name));
    return this.#problem;
  }

  /** An entry with a name stays until it is removed. */
  rename(id: string, name: string): Promise<void> {
    return this.#inTurn(async () => {
      const entry = (await this.#list()).find((each) => each.id === id);
      if (!entry) return;
      const given = toName(name);
      const kind: EntryKind = given === '' ? 'edit' : 'saved';
      await this.#write([{ entry: { ...entry, name: given, kind } }], []);
    });
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(() => this.#write([], [id]));
  }

  removeAll(): Promise<void> {
    return this.#inTurn(async () => {
      const failed = await this.#parts.store.clear();
      if (failed === '') this.#entries = [];
      else this.#problem = texts.historyRefused;
    });
  }

  read(id: string): Promise<Work | null> {
    return this.#parts.store.read(id);
  }

  /** Shows an earlier state; what was there becomes an entry, and comes back by Undo. */
  async restore(id: string): Promise<string> {
    const entry = this.#entries.find((each) => each.id === id);
    const work = await this.read(id);
    if (!entry || !work) return texts.historyEntryLost;
    this.#parts.session.restoreWork(work, fill(texts.historyRestored, { title: titleTold(entry) }));
    this.#stretch++;
    return '';
  }

  async exportFile(): Promise<string> {
    const all: { entry: HistoryEntry; work: Work }[] = [];
    for (const entry of this.#entries) {
      const work = await this.read(entry.id);
      if (work) all.push({ entry, work });
    }
    return toHistoryFile(all);
  }

  /** Adds what a file holds and the history does not. Returns what became of it. */
  async importFile(text: string): Promise<{ readonly message: string; readonly failed: boolean }> {
    const opened = openHistoryFile(text);
    if (!opened.ok) {
      const message = opened.why === 'newer_version' ? texts.historyImportNewer : texts.historyImportWrong;
      return { message, failed: true };
    }
    let [added, known, left] = [0, 0, opened.broken];
    await this.#inTurn(async () => {
      const before = await this.#list();
      const keyOf = (entry: { at: number; title: string }, size: number) =>
        `${entry.at} ${size} ${entry.title}`;
      const have = new Set(before.map((entry) => keyOf(entry, entry.size)));
      const puts: Required<Put>[] = [];
      for (const { work, ...filed } of opened.entries) {
        const size = sizeOf(work);
        const key = keyOf(filed, size);
        if (have.has(key)) known++;
        else if (size > maxKeptLength) left++;
        else {
          have.add(key);
          const own = { id: this.#newId(), stretch: '', begunAt: filed.at, change: null, size };
          puts.push({ entry: { ...filed, ...own }, work });
        }
      }
      const fitting = fit(before, puts);
      left += puts.length - fitting.length;
      await this.#write(fitting, []);
      added = this.#problem === '' ? fitting.length : 0;
    });
    const failed = added === 0 && this.#problem !== '';
    return { message: failed ? this.#problem : fill(texts.historyImported, { added, known, left }), failed };
  }

  #edited(): void {
    clearTimeout(this.#timer);
    const extra = (sizeOf(this.#parts.session.work) / 1e6) * extraMsPerMillion;
    this.#timer = setTimeout(() => void this.flush(), restMs + extra);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #leave(work: Work, message: string): Promise<void> {
    this.#rest();
    await this.#note(work, 'before', message);
  }

  #note(work: Work, kind: EntryKind, name: string): Promise<void> {
    const verdict = this.#parts.verdictOf(work) ?? unknown;
    const stretch = `${this.#parts.tab} ${this.#stretch}`;
    if (kind === 'before') this.#stretch++;
    return this.#inTurn(() => this.#add(work, kind, name, verdict, stretch));
  }

  async #add(
    work: Work,
    kind: EntryKind,
    name: string,
    verdict: EntryVerdict,
    stretch: string,
  ): Promise<void> {
    const size = sizeOf(work);
    if (size === 0) return;
    if (size > maxKeptLength) {
      this.#problem = texts.historyTooLarge;
      return;
    }
    const entries = await this.#list();
    const [newest, older] = entries;
    const at = this.#now();
    const last = newest ? await this.read(newest.id) : null;
    if (newest && last && sameTexts(last, work)) {
      const said = verdict.text === '' ? newest.verdict : verdict;
      // A name is not taken away, nor is an entry that was left made one that can be joined.
      if (newest.kind === 'saved' && kind === 'saved' && newest.name !== name)
        return this.#write([{ entry: { ...newest, id: this.#newId(), at, name }, work }], []);
      const entry = kind === 'edit' || newest.kind === 'saved' ? newest : { ...newest, kind, name };
      return this.#write([{ entry: { ...entry, at, verdict: said }, work }], []);
    }
    const base = { kind, name, at, stretch, title: titleOf(work.ruleText), verdict, size };
    const change = last ? this.#parts.changeOf(last, work) : null;
    const isJoined =
      newest && last && change && kind !== 'saved'
        ? joins(newest, { at, stretch, verdict, changed: linesIn(change), emptied: isEmptied(last, work) })
        : false;
    if (newest && isJoined) {
      const past = older ? await this.read(older.id) : null;
      const since = past ? this.#parts.changeOf(past, work) : null;
      const entry = { ...base, id: newest.id, begunAt: newest.begunAt, change: since };
      return this.#write([{ entry, work }], []);
    }
    return this.#write([{ entry: { ...base, id: this.#newId(), begunAt: at, change }, work }], []);
  }

  async #list(): Promise<readonly HistoryEntry[]> {
    const { entries, problem } = await this.#parts.store.list();
    this.#entries = entries;
    this.#problem = problem;
    return entries;
  }

  /** Writes, and forgets what is too much. Where there is no room, the older half gives way first. */
  async #write(puts: readonly Put[], removed: readonly string[]): Promise<void> {
    const { store } = this.#parts;
    const ids = new Set(puts.map(({ entry }) => entry.id));
    const kept = this.#entries.filter(({ id }) => !ids.has(id) && !removed.includes(id));
    const all = [...puts.map(({ entry }) => entry), ...kept].toSorted((a, b) => b.at - a.at);
    const gone = [...removed, ...overflow(all)];
    let failed = await store.write(puts, gone);
    if (failed === 'full') {
      const unnamed = kept.filter(({ kind }) => kind !== 'saved').map(({ id }) => id);
      failed = await store.write(puts, [...gone, ...unnamed.slice(unnamed.length >> 1)]);
    }
    await this.#list();
    if (failed !== '') this.#problem = failed === 'full' ? texts.historyFull : texts.historyRefused;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => (this.#problem = texts.historyRefused));
    return this.#queue as Promise<void>;
  }
}

function titleTold({ kind, name, title }: HistoryEntry): string {
  return (kind === 'saved' ? name : '') || title || texts.historyUntitled;
}

function toName(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, maxNameLength);
}

function sameTexts(a: Work, b: Work): boolean {
  const said = ({ marks = [], carried }: Work) => JSON.stringify([marks, placeholdersIn(carried)]);
  return a.ruleText === b.ruleText && a.eventsText === b.eventsText && said(a) === said(b);
}

function isEmptied(before: Work, after: Work): boolean {
  const gone = (was: string, is: string) => was.trim() !== '' && is.trim() === '';
  return gone(before.ruleText, after.ruleText) || gone(before.eventsText, after.eventsText);
}

function linesIn({ rule, events }: EntryChange): number {
  return Math.max(rule.added, rule.removed) + Math.max(events.added, events.removed);
}

/** Those of a file that stay when the history has forgotten what is too much; the named ones first. */
function fit(before: readonly HistoryEntry[], puts: readonly Required<Put>[]): readonly Required<Put>[] {
  let saved = before.filter(({ kind }) => kind === 'saved').length;
  let size = before.reduce((sum, entry) => sum + (entry.kind === 'saved' ? entry.size : 0), 0);
  const named = puts.filter(({ entry }) => {
    if (entry.kind !== 'saved' || saved >= maxSaved || size + entry.size > maxTotal) return false;
    saved++;
    size += entry.size;
    return true;
  });
  const others = puts.filter(({ entry }) => entry.kind !== 'saved');
  const all = [...before, ...[...named, ...others].map(({ entry }) => entry)].toSorted((a, b) => b.at - a.at);
  const gone = new Set(overflow(all));
  return [...named, ...others.filter(({ entry }) => !gone.has(entry.id))];
}
