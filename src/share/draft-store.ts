// The lesson that is being written and the course it goes into, kept on this machine. Never throws; what cannot be read
// is put aside before anything is written in its place.
import { isObject, own } from './payload.ts';
import type { OpenStorage } from './storage.ts';
import { guarded, isFull, putAside } from './storage.ts';
import { storageKeys } from './storage-keys.ts';
import * as texts from '../texts/en.ts';

const schemaVersion = 1;

export interface DraftStore {
  /** What was kept, as parsed JSON; undefined when there is nothing. `problem` says why, when that is a fault. */
  load(): { readonly value: unknown; readonly problem: string };
  /** Returns what went wrong, or an empty text. null takes it away. */
  save(value: unknown): string;
}

const refused = texts.storageDraftRefused;
const full = texts.storageDraftFull;

export function draftStore(
  key: 'lessonDraft' | 'courseDraft',
  open: OpenStorage = () => localStorage,
): DraftStore {
  const name = storageKeys[key];
  return {
    load: () =>
      guarded<ReturnType<DraftStore['load']>>(
        () => {
          const storage = open();
          const text = storage.getItem(name);
          if (text === null) return { value: undefined, problem: '' };
          const value = readKept(text);
          if (value !== undefined) return { value, problem: '' };
          putAside(storage, name, text);
          return {
            value: undefined,
            problem: texts.storageDraftAside,
          };
        },
        { value: undefined, problem: '' },
      ),
    save(value) {
      try {
        if (value === null) open().removeItem(name);
        else open().setItem(name, JSON.stringify({ version: schemaVersion, value }));
        return '';
      } catch (error) {
        return isFull(error) ? full : refused;
      }
    },
  };
}

function readKept(text: string): unknown {
  try {
    const kept: unknown = JSON.parse(text);
    return isObject(kept) && own(kept, 'version') === schemaVersion ? own(kept, 'value') : undefined;
  } catch {
    return undefined;
  }
}
