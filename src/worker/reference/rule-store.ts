// The user's rule sets, kept in the browser. Texts are kept, not what was made of them: a newer version of the page may
// make something else of them. Nothing here rejects: where the browser refuses, a sentence says so.
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { BrokenFile, RuleSource } from '../../catalog/types.ts';
import { messageOf } from '../host.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

export interface StoredSource {
  readonly source: RuleSource;
  readonly broken: readonly BrokenFile[];
}

export interface RuleStore {
  /** What is kept, oldest first; what cannot be read is left out, and `problem` says so. */
  list(): Promise<{ readonly sources: readonly StoredSource[]; readonly problem: string }>;
  /** null when it cannot be read whole. */
  readFiles(id: string): Promise<readonly RuleFile[] | null>;
  /** Returns what went wrong, or an empty text. All of it is kept, or nothing. */
  save(stored: StoredSource, files: readonly RuleFile[]): Promise<string>;
  remove(id: string): Promise<string>;
}

interface Schema extends DBSchema {
  sources: { key: string; value: StoredSource & { readonly chunks: number } };
  files: { key: [source: string, chunk: number]; value: readonly RuleFile[] };
}

type Transaction = IDBPTransaction<Schema, ['sources', 'files'], 'readwrite'>;

const databaseName = 'sigma-playground-rules';
const schemaVersion = 1;
/** Files in a record: few records are read quickly, and none gets huge. */
const filesInChunk = 500;

/** Where nothing is to be kept, or can be. */
export const noStore: RuleStore = {
  list: async () => ({ sources: [], problem: '' }),
  readFiles: async () => null,
  save: async () => '',
  remove: async () => '',
};

export function createRuleStore(): RuleStore {
  let database: Promise<IDBPDatabase<Schema>> | null = null;

  function open(): Promise<IDBPDatabase<Schema>> {
    database ??= openDB<Schema>(databaseName, schemaVersion, {
      upgrade: (db) => {
        db.createObjectStore('sources');
        db.createObjectStore('files');
      },
      // A newer version of the page in another tab waits for us.
      blocking: (_now, _next, event) => {
        (event.target as IDBDatabase).close();
        database = null;
      },
      terminated: () => (database = null),
    });
    database.catch(() => (database = null));
    return database;
  }

  /** All of it, or nothing. */
  async function change(make: (transaction: Transaction) => Promise<void>): Promise<void> {
    const transaction = (await open()).transaction(['sources', 'files'], 'readwrite');
    try {
      await make(transaction);
    } catch (error) {
      transaction.done.catch(() => {});
      transaction.abort();
      throw error;
    }
    await transaction.done;
  }

  async function list(): ReturnType<RuleStore['list']> {
    try {
      const records = await (await open()).getAll('sources');
      const sources = records.filter(isStoredSource).sort((a, b) => a.source.addedAt - b.source.addedAt);
      const isWhole = sources.length === records.length;
      return { sources, problem: isWhole ? '' : texts.referenceSomeLost };
    } catch (error) {
      return { sources: [], problem: fill(texts.referenceNotKept, { why: messageOf(error) }) };
    }
  }

  async function readFiles(id: string): ReturnType<RuleStore['readFiles']> {
    try {
      const db = await open();
      const count = (await db.get('sources', id))?.chunks ?? 0;
      const chunks = await db.getAll('files', rangeOf(id));
      const files = chunks.flat();
      return chunks.length === count && files.every(isRuleFile) ? files : null;
    } catch {
      return null;
    }
  }

  async function save(stored: StoredSource, files: readonly RuleFile[]): Promise<string> {
    const { id } = stored.source;
    const chunks = Math.ceil(files.length / filesInChunk);
    try {
      await change(async (transaction) => {
        await transaction.objectStore('sources').put({ ...stored, chunks }, id);
        for (let n = 0; n < chunks; n++) {
          const chunk = files.slice(n * filesInChunk, (n + 1) * filesInChunk);
          await transaction.objectStore('files').put(chunk, [id, n]);
        }
      });
      return '';
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      return isFull ? texts.referenceNoRoom : fill(texts.referenceNotStored, { why: messageOf(error) });
    }
  }

  async function remove(id: string): Promise<string> {
    try {
      await change(async (transaction) => {
        await transaction.objectStore('sources').delete(id);
        await transaction.objectStore('files').delete(rangeOf(id));
      });
      return '';
    } catch (error) {
      return fill(texts.referenceNotRemoved, { why: messageOf(error) });
    }
  }

  return { list, readFiles, save, remove };
}

function rangeOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Infinity]);
}

const isText = (value: unknown) => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function isRuleFile(value: unknown): value is RuleFile {
  return isRecord(value) && isText(value['path']) && isText(value['text']);
}

function isStoredSource(value: unknown): value is StoredSource {
  if (!isRecord(value) || !isRecord(value['source']) || !Array.isArray(value['broken'])) return false;
  const { id, name, kind, version, licence, ruleCount, addedAt } = value['source'];
  return (
    [id, name, version, licence].every(isText) &&
    kind === 'user' &&
    Number.isInteger(ruleCount) &&
    Number.isFinite(addedAt) &&
    value['broken'].every(
      (file: unknown) => isRecord(file) && isText(file['path']) && isText(file['message']),
    )
  );
}
