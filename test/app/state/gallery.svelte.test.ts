// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { demonstrations, sequences } from '../../../src/lessons/demonstrations/index.ts';
import { judge } from '../../../src/lessons/judge.ts';
import type { JudgedTexts } from '../../../src/lessons/judge.ts';
import { samples } from '../../../src/lessons/samples.ts';
import type { Playground } from '../../../src/state/playground.svelte.ts';
import { answerOf, entry, FakeReference } from '../../_helpers/catalog.ts';

// What starts the worker of the references is not there in tests.
vi.mock('../../../src/worker/reference/start.ts', () => ({
  getReference: () => ({
    open: async (key: string) =>
      key === 'built-in/one.yml' ? { entry: entry(key), text: 'title: One', eventsText: '[]' } : null,
  }),
}));
const { GalleryState } = await import('../../../src/state/gallery.svelte.ts');
const { builtInKey, findExample } = await import('../../../src/state/find-example.ts');

const folder = join(import.meta.dirname, '../../../src/catalog/rules');

class Reference extends FakeReference {
  override search: FakeReference['search'] = async () =>
    answerOf([
      entry('built-in/s3-key.yml', { path: 's3-key.yml', tags: ['attack.t1078', 'attack.stealth'] }),
    ]);
  override open: FakeReference['open'] = async (key) => ({
    entry: entry(key),
    text: 'title: t\nlogsource: {product: aws}\ndetection:\n  s:\n    a: 1\n  condition: s\n',
    eventsText: '[{"a": 1}, {"a": 2}]',
  });
}

const ask = async (_: string, texts: readonly JudgedTexts[]) => Promise.all(texts.map(judge));
const create = (reference = new Reference()) =>
  new GalleryState({ ask } as unknown as Pick<Playground, 'ask'>, reference);

test('everything is listed, and judged', async () => {
  const gallery = create();
  await gallery.follow(() => true);
  expect(gallery.cards).toHaveLength(demonstrations.length + sequences.length + samples.length + 1);
  expect(gallery.countOf('s3-key')).toEqual({ fires: 1, all: 2, wrong: null });
  expect(gallery.countOf('all-ten')).toEqual({ fires: 2, all: 10, wrong: null });
  for (const { id } of demonstrations) expect(gallery.countOf(id)?.wrong, id).toBeGreaterThan(0);
  expect(gallery.failed).toBe(false);
});

test('words and kinds narrow it down', async () => {
  const gallery = create();
  await gallery.follow(() => true);
  gallery.query = 'T1078';
  expect(gallery.found.map(({ id }) => id)).toEqual(['s3-key']);
  gallery.query = '';
  gallery.kind = 'sample';
  expect(gallery.found).toHaveLength(sequences.length + samples.length);
});

test('once it is closed, nothing more is judged; without rules the rest is there', async () => {
  const reference = new Reference();
  reference.search = () => Promise.reject(new Error('no worker'));
  const gallery = create(reference);
  await gallery.follow(() => false);
  expect(gallery.failed).toBe(true);
  expect(gallery.cards).toHaveLength(demonstrations.length + sequences.length + samples.length);
  expect(gallery.countOf('seed')).toBeUndefined();
});

test('a sample of several documents is found by its id', async () => {
  expect(await findExample('brute-force', false)).toBe(sequences[0]);
});

test('samples, demonstrations and rules of the site are found by their ids', async () => {
  expect((await findExample('seed', true))?.demonstration).toBeUndefined();
  const shown = await findExample('field-as-text', true);
  expect(shown?.demonstration?.id).toBe('field-as-text');
  const text = (await shown?.events()) ?? '';
  const marked = shown?.marks?.map(({ range }) => JSON.parse(text.slice(range.start, range.end)) as unknown);
  expect(marked).toEqual(JSON.parse(text));
  expect(shown?.marks?.map(({ expectation }) => expectation)).toEqual(['silent', 'fire']);
  expect((await findExample('one', true))?.rule).toBe('title: One');
  expect(await findExample('two', true)).toBeUndefined();
  expect(await findExample('../one', true)).toBeUndefined();
});

test('rules of the site have ids that can stand in an address, and that nothing else has', () => {
  const ids = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => name.slice(0, -'.yml'.length));
  const others = [...samples, ...demonstrations].map(({ id }) => id);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/);
  expect(ids.filter((id) => others.includes(id))).toEqual([]);
  expect(builtInKey(ids[0] ?? '')).toBe(`built-in/${ids[0]}.yml`);
  expect(readFileSync(join(folder, `${ids[0]}.yml`), 'utf8')).toContain('title:');
});
