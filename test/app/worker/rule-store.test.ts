import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StoredSource } from '../../../src/worker/reference/rule-store.ts';
import { createRuleStore } from '../../../src/worker/reference/rule-store.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

function stored(id: string, addedAt = 1): StoredSource {
  const more = { kind: 'user', ruleCount: 2, version: '', licence: '' } as const;
  return { source: { id, name: `${id}.zip`, addedAt, ...more }, broken: [{ path: 'x.yml', message: 'no' }] };
}
const filesOf = (id: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ path: `${id}/${n}.yml`, text: `title: ${n}` }));

const raw = () => openDB('sigma-playground-rules');

test('what is saved is there for whoever opens the store again', async () => {
  expect(await createRuleStore().save(stored('b', 2), filesOf('b', 3))).toBe('');
  expect(await createRuleStore().save(stored('a', 1), filesOf('a', 1203))).toBe('');
  const store = createRuleStore();
  expect(await store.list()).toEqual({
    sources: [stored('a', 1), stored('b', 2)].map((source) => expect.objectContaining(source)),
    problem: '',
  });
  expect(await store.readFiles('a')).toEqual(filesOf('a', 1203));
  expect(await store.readFiles('b')).toEqual(filesOf('b', 3));
});

test('what is removed is gone, files and all', async () => {
  const store = createRuleStore();
  await store.save(stored('a'), filesOf('a', 600));
  await store.save(stored('ab'), filesOf('ab', 1));
  expect(await store.remove('a')).toBe('');
  expect((await store.list()).sources.map(({ source }) => source.id)).toEqual(['ab']);
  expect(await (await raw()).count('files')).toBe(1);
  expect(await store.readFiles('ab')).toEqual(filesOf('ab', 1));
});

test('records that somebody else wrote are left out, and it is said', async () => {
  const store = createRuleStore();
  await store.save(stored('a'), filesOf('a', 1));
  const db = await raw();
  await db.put('sources', 'garbage', 'x');
  await db.put('sources', { source: { ...stored('y').source, ruleCount: 'many' }, broken: [] }, 'y');
  await db.put('sources', { source: stored('z').source, broken: [7] }, 'z');
  const { sources, problem } = await store.list();
  expect(sources.map(({ source }) => source.id)).toEqual(['a']);
  expect(problem).not.toBe('');
});

test('files that are not whole are none', async () => {
  const store = createRuleStore();
  await store.save(stored('a'), filesOf('a', 1000));
  await store.save(stored('b'), filesOf('b', 1));
  const db = await raw();
  await db.delete('files', ['a', 1]);
  await db.put('files', [{ path: 'x.yml' }], ['b', 0]);
  expect(await store.readFiles('a')).toBeNull();
  expect(await store.readFiles('b')).toBeNull();
});

test('a browser that refuses is a sentence, never a throw', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  const store = createRuleStore();
  expect(await store.list()).toMatchObject({ sources: [], problem: expect.stringMatching(/./) as string });
  expect(await store.save(stored('a'), [])).toMatch(/./);
  expect(await store.remove('a')).toMatch(/./);
  expect(await store.readFiles('a')).toBeNull();
});

test('no room is a sentence, and nothing is kept by half', async () => {
  const store = createRuleStore();
  await store.save(stored('a'), filesOf('a', 1));
  const put = IDBObjectStore.prototype.put;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args: Parameters<typeof put>
  ) {
    if (this.name === 'files') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args);
  });
  const problem = await store.save(stored('b'), filesOf('b', 1));
  spy.mockRestore();
  expect(problem).toContain('no room');
  expect((await store.list()).sources.map(({ source }) => source.id)).toEqual(['a']);
});
