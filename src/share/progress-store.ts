// How far a learner has come, kept on this machine. Nothing here throws: storage may be refused, full, or hold anything.
// Invariant: what cannot be read is put aside before anything is written in its place; each lesson is written by itself,
// so that another tab's progress is not lost.
import { isObject, own } from './payload.ts';
import { storageKeys } from './storage-keys.ts';
import { guarded, isFull, putAside } from './storage.ts';
import type { OpenStorage } from './storage.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';

export interface LessonRecord {
  /** The rule as it was left; null for the one that the lesson begins with. */
  readonly text: string | null;
  /** When it was passed first, as an ISO date; null while it is not. */
  readonly passedAt: string | null;
  /** The passing rule with the fewest predicates, and their number. */
  readonly passedText: string;
  readonly predicates: number;
  /** Hints that were shown. */
  readonly hints: number;
  readonly sawSolution: boolean;
  /** Different rules that were tried, and those of them that were right but for hidden events. */
  readonly tries: number;
  readonly closeTries: number;
}

export const newRecord: LessonRecord = {
  text: null,
  passedAt: null,
  passedText: '',
  predicates: 0,
  hints: 0,
  sawSolution: false,
  tries: 0,
  closeTries: 0,
};

export interface LearnerProgress {
  /** As the learner wants it on a certificate. */
  readonly name: string;
  /** The lesson that was opened last; empty when none was. */
  readonly last: string;
  readonly records: Readonly<Record<string, LessonRecord>>;
}

export interface LoadedProgress extends LearnerProgress {
  /** Why there is nothing, when that is a fault; else empty. */
  readonly problem: string;
}

/** What to write: a lesson's record (null takes it away), or what concerns all. */
export type ProgressChange =
  | { readonly id: string; readonly record: LessonRecord | null }
  | { readonly name: string }
  | { readonly last: string }
  | 'clear';

export interface ProgressStore {
  load(): LoadedProgress;
  /** Returns what went wrong, or an empty text. */
  write(change: ProgressChange): string;
}

/** A longer rule is not kept: the lesson begins anew. */
export const maxLessonText = 50_000;
const maxName = 200;
const maxRecords = 500;
const schemaVersion = 1;
const nothing: LearnerProgress = { name: '', last: '', records: {} };

const refused = texts.storageProgressRefused;
const full = texts.storageProgressFull;

export function progressStore(
  key: 'lessons' | 'exam' = 'lessons',
  open: OpenStorage = () => localStorage,
): ProgressStore {
  const name = storageKeys[key];
  return {
    load: () =>
      guarded<LoadedProgress>(
        () => {
          const storage = open();
          const text = storage.getItem(name);
          const kept = text === null ? nothing : readProgress(text);
          if (typeof kept === 'object') return { ...kept, problem: '' };
          const reason = kept === 'newer' ? texts.storageProgressNewer : texts.storageProgressBroken;
          const isAside = putAside(storage, name, text ?? '');
          const fate = isAside ? texts.storageAside : texts.storageNotAside;
          return { ...nothing, problem: fill(fate, { reason }) };
        },
        { ...nothing, problem: refused },
      ),
    write(change) {
      let storage: Storage;
      try {
        storage = open();
        const text = storage.getItem(name);
        const kept = text === null ? nothing : readProgress(text);
        if (typeof kept === 'string') putAside(storage, name, text ?? '');
        const now = changed(typeof kept === 'object' ? kept : nothing, change);
        storage.setItem(name, JSON.stringify({ version: schemaVersion, ...now }));
        return '';
      } catch (error) {
        return isFull(error) ? full : refused;
      }
    },
  };
}

export function changed(progress: LearnerProgress, change: ProgressChange): LearnerProgress {
  if (change === 'clear') return { ...nothing, name: progress.name };
  if (!('id' in change)) return { ...progress, ...change };
  const { [change.id]: _, ...others } = progress.records;
  const { record } = change;
  if (!record) return { ...progress, records: others };
  const text = record.text !== null && record.text.length > maxLessonText ? null : record.text;
  return { ...progress, records: { ...others, [change.id]: { ...record, text } } };
}

function readProgress(text: string): LearnerProgress | 'newer' | 'broken' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'broken';
  }
  const version = isObject(value) ? own(value, 'version') : undefined;
  if (!isObject(value) || typeof version !== 'number') return 'broken';
  if (version > schemaVersion) return 'newer';
  const [name, last, records] = [own(value, 'name'), own(value, 'last'), own(value, 'records')];
  if (!isObject(records)) return 'broken';
  const read = Object.entries(records)
    .slice(0, maxRecords)
    .flatMap(([id, record]) =>
      isObject(record) && id !== '__proto__' ? [[id, readRecord(record)] as const] : [],
    );
  return {
    name: typeof name === 'string' ? name.slice(0, maxName) : '',
    last: typeof last === 'string' ? last : '',
    records: Object.fromEntries(read),
  };
}

/** Whatever of it can be read. */
function readRecord(value: object): LessonRecord {
  const text = (key: keyof LessonRecord) => {
    const found = own(value, key);
    return typeof found === 'string' && found.length <= maxLessonText ? found : null;
  };
  const count = (key: keyof LessonRecord) => {
    const found = own(value, key);
    return Number.isSafeInteger(found) && (found as number) > 0 ? (found as number) : 0;
  };
  const passedAt = text('passedAt');
  return {
    text: text('text'),
    passedAt: passedAt !== null && !Number.isNaN(Date.parse(passedAt)) ? passedAt : null,
    passedText: text('passedText') ?? '',
    predicates: count('predicates'),
    hints: count('hints'),
    sawSolution: own(value, 'sawSolution') === true,
    tries: count('tries'),
    closeTries: count('closeTries'),
  };
}
