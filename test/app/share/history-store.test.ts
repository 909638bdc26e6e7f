import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHistoryStore, historyDatabase } from '../../../src/share/history-store.ts';
import type { Work } from '../../../src/share/work-link.ts';
import { entry } from '../../_helpers/history.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

const work = (text: string): Work => ({ ruleText: text, eventsText: '{}', selectedEvent: 0 });
const raw = () => openDB(historyDatabase);

test('what is written is there for whoever opens the store again, the newest first', async () => {
  const [a, b] = [entry({ id: 'a', at: 1 }), entry({ id: 'b', at: 2 })];
  const marks = [{ range: { start: 0, end: 2 }, expectation: 'fire' as const }];
  const puts = [
    { entry: a, work: { ...work('a'), marks, eventRanges: [{ start: 0, end: 2 }] } },
    { entry: b, work: work('b') },
  ];
  expect(await createHistoryStore().write(puts, [])).toBe('');
  const store = createHistoryStore();
  expect(await store.list()).toEqual({ entries: [b, a], problem: '' });
  expect(await store.read('a')).toEqual({ ...work('a'), marks });
  expect(await store.write([{ entry: { ...a, name: 'x' } }], ['b'])).toBe('');
  expect((await store.list()).entries).toEqual([{ ...a, name: 'x' }]);
  expect(await store.read('a')).toEqual({ ...work('a'), marks });
  expect(await store.read('b')).toBe(null);
  expect(await store.clear()).toBe('');
  expect((await store.list()).entries).toEqual([]);
  expect(await (await raw()).count('works')).toBe(0);
});

test('what somebody else wrote is left out, and it is said', async () => {
  const store = createHistoryStore();
  await store.write([{ entry: entry({ id: 'a' }), work: work('a') }], []);
  const db = await raw();
  const bad = [
    'garbage',
    null,
    { ...entry(), kind: 'evil' },
    { ...entry(), at: 'now' },
    { ...entry(), verdict: { tone: 'constructor', text: '' } },
    { ...entry(), change: { rule: { added: 1.5, removed: 0 }, events: null } },
  ];
  for (const [i, value] of bad.entries()) await db.put('entries', value, `bad ${i}`);
  await db.put('works', { ruleText: 7 }, 'a');
  const { entries, problem } = await store.list();
  expect(entries.map(({ id }) => id)).toEqual(['a']);
  expect(problem).not.toBe('');
  expect(await store.read('a')).toBe(null);
});

test('where the browser refuses a database, memory keeps it, and it is said', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  const store = createHistoryStore();
  expect(await store.write([{ entry: entry(), work: work('a') }], [])).toBe('');
  const { entries, problem } = await store.list();
  expect(entries).toEqual([entry()]);
  expect(problem).toContain('until the page is closed');
  expect(await store.read('one')).toEqual(work('a'));
  expect(await store.clear()).toBe('');
  expect((await store.list()).entries).toEqual([]);
});

test('where there is no room, it says so and what was there stays', async () => {
  const store = createHistoryStore();
  await store.write([{ entry: entry({ id: 'a' }), work: work('a') }], []);
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  try {
    expect(await store.write([{ entry: entry({ id: 'b' }), work: work('b') }], ['a'])).toBe('full');
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  expect((await store.list()).entries.map(({ id }) => id)).toEqual(['a']);
});
