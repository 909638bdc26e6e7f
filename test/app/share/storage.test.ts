import { describe, expect, test } from 'vitest';
import { maxKeptLength, settingsStore, workStore } from '../../../src/share/storage.ts';
import { storageKeys } from '../../../src/share/storage-keys.ts';
import type { WorkStore } from '../../../src/state/work/kept-work.ts';

/** A storage of so many characters; throws as browsers do. */
function fakeStorage(room = 5_000_000): Storage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  const used = () => [...items].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  return {
    items,
    get length() {
      return items.size;
    },
    key: (i) => [...items.keys()][i] ?? null,
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, text) => {
      const grown = used() - (items.get(key)?.length ?? -key.length) + text.length;
      if (grown > room) throw new DOMException('full', 'QuotaExceededError');
      items.set(key, text);
    },
  };
}

const work = { ruleText: 'title: x', eventsText: '{"a":"\ud800"}', selectedEvent: 2 };

test('fits the session', () => {
  const store: WorkStore = workStore(() => fakeStorage());
  expect(store.load()).toEqual({ work: null, problem: '' });
});

test('work is kept, with its owner', () => {
  const storage = fakeStorage();
  expect(workStore(() => storage).save(work, 'tab 1')).toBe('');
  expect(workStore(() => storage).load()).toEqual({ work: { ...work, owner: 'tab 1' }, problem: '' });
});

test('earlier work is kept beside it', () => {
  const store = workStore(
    (
      (storage) => () =>
        storage
    )(fakeStorage()),
  );
  expect(store.loadEarlier()).toBeNull();
  store.saveEarlier(work);
  store.save({ ruleText: 'y', eventsText: '' }, 't');
  expect(store.loadEarlier()).toMatchObject(work);
  expect(store.load().work).toEqual({ ruleText: 'y', eventsText: '', selectedEvent: 0, owner: 't' });
});

// Saved by a released version: must load for ever.
test.each([
  ['{"version":1,"owner":"t","ruleText":"r","eventsText":"e","selectedEvent":3}', 3],
  ['{"version":1,"ruleText":"r","eventsText":"e"}', 0],
  ['{"version":1,"owner":5,"ruleText":"r","eventsText":"e","selectedEvent":-1.5,"later":[]}', 0],
])('version 1: %s', (text, selectedEvent) => {
  const storage = fakeStorage();
  storage.setItem(storageKeys.work, text);
  expect(workStore(() => storage).load()).toMatchObject({
    work: { ruleText: 'r', eventsText: 'e', selectedEvent },
    problem: '',
  });
});

describe('what cannot be read', () => {
  test.each([
    ['x', /cannot be read/],
    ['null', /cannot be read/],
    ['[]', /cannot be read/],
    ['{"version":1,"ruleText":1,"eventsText":""}', /cannot be read/],
    ['{"__proto__":{"version":1,"ruleText":"","eventsText":""}}', /cannot be read/],
    ['{"version":2,"ruleText":{}}', /newer version/],
  ])('%s is put aside, and that is said', (text, problem) => {
    const storage = fakeStorage();
    storage.setItem(storageKeys.work, text);
    const loaded = workStore(() => storage).load();
    expect(loaded.work).toBeNull();
    expect(loaded.problem).toMatch(problem);
    expect(storage.items).toEqual(new Map([[storageKeys.aside[0], text]]));
    expect(workStore(() => storage).load()).toEqual({ work: null, problem: '' });
  });

  test('the last three are kept', () => {
    const storage = fakeStorage();
    for (const text of ['1', '2', '2', '3', '4']) {
      storage.setItem(storageKeys.work, text);
      workStore(() => storage).load();
    }
    expect(storageKeys.aside.map((key) => storage.getItem(key))).toEqual(['2', '3', '4']);
  });

  test('needs no room twice', () => {
    const storage = fakeStorage(1000);
    storage.setItem(storageKeys.work, 'x'.repeat(900));
    expect(workStore(() => storage).load().problem).toMatch(/put aside/);
    expect(storage.getItem(storageKeys.aside[0])).toHaveLength(900);
  });

  test('stays where it is when there is no room aside', () => {
    const storage = fakeStorage();
    storage.setItem(storageKeys.work, 'x');
    const { setItem } = storage;
    storage.setItem = (key, text) => {
      if (key !== storageKeys.work) throw new DOMException('full', 'QuotaExceededError');
      setItem(key, text);
    };
    expect(workStore(() => storage).load().problem).toMatch(/no room/);
    expect(storage.getItem(storageKeys.work)).toBe('x');
  });
});

describe('storage that refuses', () => {
  test('the mere access throws, as in a sandboxed frame', () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const store = workStore(denied);
    expect(store.load()).toEqual({ work: null, problem: expect.stringMatching(/refuses/) });
    expect(store.save(work, 't')).toMatch(/refuses/);
    expect(store.loadEarlier()).toBeNull();
    store.saveEarlier(work);
    expect(settingsStore(denied).read()).toBeNull();
    settingsStore(denied).write('x');
  });

  test('where there is no storage at all', () => {
    // As under Node, where `localStorage` is not defined, or is of no use.
    expect(workStore().load().work).toBeNull();
    expect(workStore().save(work, 't')).not.toBe('');
  });

  test('a full storage says so and keeps what it had', () => {
    const storage = fakeStorage(1000);
    const store = workStore(() => storage);
    store.save(work, 't');
    expect(store.save({ ...work, ruleText: 'x'.repeat(2000) }, 't')).toMatch(/no room/);
    expect(store.load().work).toMatchObject(work);
  });

  test('work beyond what any storage holds is not even tried', () => {
    const store = workStore(() => fakeStorage(Infinity));
    expect(store.save({ ruleText: '', eventsText: 'x'.repeat(maxKeptLength) }, 't')).toBe('');
    expect(store.save({ ruleText: 'y', eventsText: 'x'.repeat(maxKeptLength) }, 't')).toMatch(/too large/);
  });
});

test('settings are kept', () => {
  const storage = fakeStorage();
  settingsStore(() => storage).write('{}');
  expect(settingsStore(() => storage).read()).toBe('{}');
});
