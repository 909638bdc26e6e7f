// The history in the browser's database. Nothing here rejects: where the browser refuses, entries last as long as the
// page, and a sentence says so.
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPObjectStore } from 'idb';
import * as texts from '../texts/en.ts';
import { isEntry } from './history-entry.ts';
import type { HistoryEntry } from './history-entry.ts';
import { readStoredWork } from './storage.ts';
import type { Work } from './work-link.ts';

export interface Put {
  readonly entry: HistoryEntry;
  /** Left out where only the entry changed. */
  readonly work?: Work;
}

export interface HistoryStore {
  /** The newest first; what cannot be read is left out, and `problem` says so. */
  list(): Promise<{ readonly entries: readonly HistoryEntry[]; readonly problem: string }>;
  read(id: string): Promise<Work | null>;
  /** All of it, or nothing. */
  write(puts: readonly Put[], removed: readonly string[]): Promise<'' | 'full' | 'refused'>;
  clear(): Promise<'' | 'refused'>;
}

interface Schema extends DBSchema {
  entries: { key: string; value: HistoryEntry };
  works: { key: string; value: Omit<Work, 'eventRanges'> };
}

export const historyDatabase = 'sigma-playground-history';
const schemaVersion = 1;

function newestFirst(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return entries.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

function plainWork({ eventRanges: _, ...work }: Work): Omit<Work, 'eventRanges'> {
  return work;
}

export function memoryHistory(problem = ''): HistoryStore {
  const entries = new Map<string, HistoryEntry>();
  const works = new Map<string, Work>();
  return {
    list: async () => ({ entries: newestFirst([...entries.values()]), problem }),
    read: async (id) => works.get(id) ?? null,
    write: async (puts, removed) => {
      for (const id of removed) for (const map of [entries, works]) map.delete(id);
      for (const { entry, work } of puts) {
        entries.set(entry.id, entry);
        if (work) works.set(entry.id, plainWork(work));
      }
      return '';
    },
    clear: async () => {
      for (const map of [entries, works]) map.clear();
      return '';
    },
  };
}

type Stores = {
  readonly [Name in 'entries' | 'works']: IDBPObjectStore<Schema, ['entries', 'works'], Name, 'readwrite'>;
};

/** All of it, or nothing. */
async function change(
  db: IDBPDatabase<Schema>,
  make: (entries: Stores['entries'], works: Stores['works']) => Promise<void>,
): Promise<void> {
  const transaction = db.transaction(['entries', 'works'], 'readwrite');
  const done = transaction.done;
  try {
    await make(transaction.objectStore('entries'), transaction.objectStore('works'));
  } catch (error) {
    done.catch(() => {});
    // It may have ended by itself.
    if (transaction.error === null) transaction.abort();
    throw error;
  }
  await done;
}

export function createHistoryStore(): HistoryStore {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const memory = memoryHistory(texts.historyNotKept);

  function open(): Promise<IDBPDatabase<Schema>> {
    database ??= openDB<Schema>(historyDatabase, schemaVersion, {
      upgrade: (db) => {
        db.createObjectStore('entries');
        db.createObjectStore('works');
      },
      // A newer version of the page in another tab waits for us.
      blocking: (_now, _next, event) => {
        (event.target as IDBDatabase).close();
        database = null;
      },
      terminated: () => (database = null),
    });
    database.catch(() => {});
    return database;
  }

  /** Where there is no database, memory does what it can. */
  async function either<T>(
    stored: (db: IDBPDatabase<Schema>) => Promise<T>,
    otherwise: (store: HistoryStore) => Promise<T>,
    failed: (error: unknown) => T,
  ): Promise<T> {
    let db: IDBPDatabase<Schema>;
    try {
      db = await open();
    } catch {
      return otherwise(memory);
    }
    try {
      return await stored(db);
    } catch (error) {
      return failed(error);
    }
  }

  return {
    list: () =>
      either(
        async (db) => {
          const all: readonly unknown[] = await db.getAll('entries');
          const entries = newestFirst(all.filter(isEntry));
          return { entries, problem: entries.length < all.length ? texts.historyDamaged : '' };
        },
        (store) => store.list(),
        () => ({ entries: [], problem: texts.historyUnreadable }),
      ),
    read: (id) =>
      either(
        async (db) => readStoredWork(await db.get('works', id)),
        (store) => store.read(id),
        () => null,
      ),
    write: (puts, removed) =>
      either(
        async (db) => {
          await change(db, async (entries, works) => {
            for (const id of removed) {
              await entries.delete(id);
              await works.delete(id);
            }
            for (const { entry, work } of puts) {
              await entries.put(entry, entry.id);
              if (work) await works.put(plainWork(work), entry.id);
            }
          });
          return '' as const;
        },
        (store) => store.write(puts, removed),
        (error) => (isFull(error) ? 'full' : 'refused'),
      ),
    clear: () =>
      either<'' | 'refused'>(
        async (db) => {
          await change(db, async (entries, works) => {
            await entries.clear();
            await works.clear();
          });
          return '';
        },
        (store) => store.clear(),
        () => 'refused',
      ),
  };
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
