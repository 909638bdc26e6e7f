// Work and settings kept on this machine. Nothing here throws: storage may be refused, full, or hold anything.
// Invariant: what cannot be read is put aside under another key before anything is written in its place.
import type { EventMark } from '../intake/event-marks.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import type { Carried } from './carried.ts';
import { isObject, own } from './payload.ts';
import { storageKeys } from './storage-keys.ts';
import type { Work } from './work-link.ts';

/** Of both texts, in UTF-16 units: what browsers keep at most is 5 million. */
export const maxKeptLength = 4_500_000;

const schemaVersion = 1;

/** Opens the storage; may throw, as the mere access does in a sandboxed frame. */
export type OpenStorage = () => Storage;

const browserStorage: OpenStorage = () => localStorage;

const refused = texts.storageRefused;
const full = texts.storageFull;
const tooLarge = texts.storageTooLarge;

export interface LoadedWork {
  readonly work: (Work & { readonly owner: string }) | null;
  /** Why there is nothing, or not all, when that is a fault; else empty. */
  readonly problem: string;
}

export interface WorkStore {
  load(): LoadedWork;
  /** `owner` is the tab that saves. Returns what went wrong, or an empty text. */
  save(work: Work, owner: string): string;
}

export function workStore(open: OpenStorage = browserStorage): WorkStore {
  return {
    load: () => guarded(() => loadWork(open()), { work: null, problem: refused }),
    save: (work, owner) => write(open, storageKeys.work, work, owner),
  };
}

/** For small texts that nobody misses: without storage they are forgotten. */
export function settingsStore(
  open: OpenStorage = browserStorage,
  key: 'settings' | 'switchedOff' | 'conventions' | 'greeted' | 'lineHints' = 'settings',
): {
  read(): string | null;
  write(text: string): void;
} {
  return {
    read: () => guarded(() => open().getItem(storageKeys[key]), null),
    write: (text) => guarded(() => open().setItem(storageKeys[key], text), undefined),
  };
}

function loadWork(storage: Storage): LoadedWork {
  const text = storage.getItem(storageKeys.work);
  if (text === null) return { work: null, problem: '' };
  const kept = readKept(text);
  if (typeof kept === 'object') return { work: kept, problem: '' };
  const reason = kept === 'newer' ? texts.storageNewer : texts.storageBroken;
  return putAside(storage, storageKeys.work, text)
    ? { work: null, problem: fill(texts.storageAside, { reason }) }
    : { work: null, problem: fill(texts.storageNotAside, { reason }) };
}

function readKept(text: string): (Work & { readonly owner: string }) | 'newer' | 'broken' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'broken';
  }
  if (!isObject(value)) return 'broken';
  const version = own(value, 'version');
  if (typeof version !== 'number') return 'broken';
  if (version > schemaVersion) return 'newer';
  const work = readStoredWork(value);
  const owner = own(value, 'owner');
  return work ? { ...work, owner: typeof owner === 'string' ? owner : '' } : 'broken';
}

/** What was stored as work; null when its texts are not there. */
export function readStoredWork(value: unknown): Work | null {
  if (!isObject(value)) return null;
  const [ruleText, eventsText] = [own(value, 'ruleText'), own(value, 'eventsText')];
  if (typeof ruleText !== 'string' || typeof eventsText !== 'string') return null;
  const selected = own(value, 'selectedEvent');
  const carried = own(value, 'carried');
  const marks = own(value, 'marks');
  return {
    ruleText,
    eventsText,
    selectedEvent: Number.isSafeInteger(selected) && (selected as number) > 0 ? (selected as number) : 0,
    ...(isObject(carried) ? { carried: carried as Carried } : {}),
    ...(Array.isArray(marks) && marks.every(isMark) ? { marks } : {}),
  };
}

function isMark(value: unknown): value is EventMark {
  const range = isObject(value) && own(value, 'range');
  return isObject(range) && ['start', 'end'].every((key) => Number.isSafeInteger(own(range, key)));
}

/** Moves the text of a key to the first free place aside; when there is none, the oldest gives way. */
export function putAside(storage: Storage, key: string, text: string): boolean {
  const kept = storageKeys.aside.flatMap((key) => storage.getItem(key) ?? []);
  const texts = kept.includes(text) ? kept : [...kept, text].slice(-storageKeys.aside.length);
  // First removed, so that there is room for the copy.
  storage.removeItem(key);
  try {
    for (const [i, each] of texts.entries()) storage.setItem(storageKeys.aside[i] as string, each);
    return true;
  } catch {
    guarded(() => storage.setItem(key, text), undefined);
    return false;
  }
}

function write(open: OpenStorage, key: string, work: Work, owner: string): string {
  const { ruleText, eventsText, selectedEvent = 0, marks = [], carried } = work;
  if (ruleText.length + eventsText.length > maxKeptLength) return tooLarge;
  const text = JSON.stringify({
    version: schemaVersion,
    owner,
    ruleText,
    eventsText,
    selectedEvent,
    ...(marks.length > 0 ? { marks } : {}),
    carried,
  });
  let storage: Storage;
  try {
    storage = open();
  } catch {
    return refused;
  }
  try {
    storage.setItem(key, text);
    return '';
  } catch (error) {
    return isFull(error) ? full : refused;
  }
}

export function isFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('name' in error)) return false;
  return error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_DOM_QUOTA_REACHED';
}

export function guarded<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch {
    return otherwise;
  }
}
