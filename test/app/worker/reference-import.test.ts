import 'fake-indexeddb/auto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { conformanceFolder } from '../../_helpers/conformance.ts';
import { zipOf } from '../../_helpers/zip.ts';
import { createReference } from '../../../src/worker/reference/engine.ts';
import type { CatalogState, Progress, ReferenceEngine } from '../../../src/worker/reference/protocol.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

const rule = (title: string, more = '') =>
  `title: ${title}\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  s: { eventName: ${title} }\n  condition: s\n${more}`;
const correlation =
  'title: Many\ncorrelation: { type: event_count, rules: [a], group-by: [u], timespan: 1h, condition: { gte: 5 } }\n';

const dropped = (path: string, text: string) => ({ file: new Blob([text]), path });
const ignore = () => {};

/** Waits until the stored rules are there. */
async function loaded(reference: ReferenceEngine): Promise<CatalogState> {
  return new Promise((resolve) => {
    void reference.watch((state) => state.loading || resolve(state));
  });
}

async function userSources(reference: ReferenceEngine) {
  return (await reference.sources()).filter(({ kind }) => kind === 'user');
}

test('the built-in rules are there, and open with their events', async () => {
  const reference = createReference();
  const [builtIn] = await reference.sources();
  expect(builtIn).toMatchObject({ id: 'built-in', kind: 'built_in' });
  expect(builtIn?.ruleCount).toBeGreaterThan(10);
  expect(await reference.broken('built-in')).toEqual([]);
  const opened = await reference.open('built-in/iam-root-access-key-created.yml');
  expect(opened?.text).toContain('title:');
  expect(JSON.parse(opened?.eventsText ?? '')[0]).toHaveProperty('eventName');
  expect(await reference.open('built-in/none.yml')).toBeNull();
  expect(await reference.open('__proto__')).toBeNull();
});

test('a zip, files and folders become a source with its notices and its broken files', async () => {
  const reference = createReference();
  const zip = await zipOf([
    { path: 'rules/a.yml', text: rule('A') },
    { path: 'rules/broken.yml', text: 'title: [' },
    { path: 'rules/no-rule.yml', text: 'some: text' },
    { path: 'rules/correlation.yml', text: correlation },
    { path: 'rules/two.yml', text: `${rule('B')}---\n${rule('C')}` },
    { path: 'LICENSE.txt', text: 'Detection Rule License (DRL) 1.1' },
    { path: 'readme.md', text: '' },
  ]);
  const report = await reference.importFiles([{ file: zip, path: 'sigma-r2026-08-01.zip' }], '', ignore);
  expect(report).toMatchObject({
    source: {
      name: 'sigma-r2026-08-01.zip',
      kind: 'user',
      ruleCount: 3,
      version: 'r2026-08-01',
      licence: 'Detection Rule License (DRL) 1.1',
    },
    ignored: 1,
    problem: '',
  });
  const id = report.source?.id ?? '';
  expect(report.broken.map(({ path }) => path)).toEqual(['rules/broken.yml', 'rules/no-rule.yml']);
  expect(await reference.broken(id)).toEqual(report.broken);
  expect((await reference.open(`${id}/rules/a.yml`))?.entry).toMatchObject({ title: 'A', source: id });
  expect((await reference.open(`${id}/rules/a.yml`))?.entry).not.toHaveProperty('notEvaluated');
  for (const path of ['rules/correlation.yml', 'rules/two.yml'])
    expect((await reference.open(`${id}/${path}`))?.entry.notEvaluated).toBe(true);

  const folder = [
    dropped('set/x/a.yml', rule('A')),
    dropped('set/x/notes.txt', 'x'),
    dropped('set/../../evil.yml', rule('Evil')),
    dropped('set/huge.yml', `# ${'x'.repeat(1_000_000)}`),
  ];
  const second = await reference.importFiles(folder, 'set', ignore);
  expect(second).toMatchObject({ source: { name: 'set', ruleCount: 1 }, ignored: 1, problem: '' });
  expect(second.broken.map(({ path }) => path)).toEqual(['set/../../evil.yml', 'set/huge.yml']);
  expect(await userSources(reference)).toHaveLength(2);
});

test('what the user brought survives, until it is removed', async () => {
  const first = createReference();
  const { source } = await first.importFiles(
    [dropped('a.yml', rule('A')), dropped('b.yml', 'title: [')],
    'mine',
    ignore,
  );
  const id = source?.id ?? '';
  const second = createReference();
  const state = await loaded(second);
  expect(state).toMatchObject({ problem: '' });
  expect(await userSources(second)).toEqual([source]);
  expect((await second.broken(id)).map(({ path }) => path)).toEqual(['b.yml']);
  expect((await second.open(`${id}/a.yml`))?.text).toBe(rule('A'));
  await second.removeSource(id);
  expect(await userSources(second)).toEqual([]);
  expect(await second.open(`${id}/a.yml`)).toBeNull();
  const third = createReference();
  await loaded(third);
  expect(await userSources(third)).toEqual([]);
});

test('the built-in rules cannot be removed', async () => {
  const reference = createReference();
  await reference.removeSource('built-in');
  expect(await reference.sources()).toHaveLength(1);
});

test('in a frame of another page nothing is kept, nor read', async () => {
  const kept = createReference();
  await kept.importFiles([dropped('a.yml', rule('A'))], 'mine', ignore);
  const reference = createReference();
  await reference.start({ keep: false });
  await loaded(reference);
  expect(await userSources(reference)).toEqual([]);
  const { problem } = await reference.importFiles([dropped('b.yml', rule('B'))], 'theirs', ignore);
  expect(problem).toBe('');
  const later = createReference();
  await loaded(later);
  expect((await userSources(later)).map(({ name }) => name)).toEqual(['mine']);
});

test('where storing is denied the rules are there, and a sentence says that they will not stay', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  const reference = createReference();
  expect((await loaded(reference)).problem).not.toBe('');
  const report = await reference.importFiles([dropped('a.yml', rule('A'))], 'mine', ignore);
  expect(report.source).not.toBeNull();
  expect(report.problem).not.toBe('');
  expect(await userSources(reference)).toHaveLength(1);
});

test('nothing to take is said', async () => {
  const reference = createReference();
  for (const files of [[], [dropped('a.txt', 'x')], [dropped('a.zip', 'no zip')]]) {
    const report = await reference.importFiles(files, 'x', ignore);
    expect(report).toMatchObject({ source: null, problem: expect.stringMatching(/./) as string });
  }
  expect(await userSources(reference)).toEqual([]);
});

test('an import that is canceled leaves nothing', async () => {
  const reference = createReference();
  const files = Array.from({ length: 2000 }, (_, n) => dropped(`${n}.yml`, rule(`T${n}`)));
  // As soon as it is under way, however fast the machine.
  const importing = reference.importFiles(files, 'x', () => void reference.cancel());
  expect(await importing).toMatchObject({
    source: null,
    problem: expect.stringContaining('canceled') as string,
  });
  expect(await userSources(reference)).toEqual([]);
  const later = createReference();
  await loaded(later);
  expect(await userSources(later)).toEqual([]);
});

const corpus = join(conformanceFolder, '../../../shared/conformance/public/rules.ndjson');

describe.skipIf(!existsSync(corpus))('4,000 rules', () => {
  const lines = () =>
    readFileSync(corpus, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { path: string; yaml: string });

  test('are taken, and calls in between are answered', { timeout: 60_000 }, async () => {
    const once = lines();
    const files = [...once, ...once, ...once].slice(0, 4000).map(({ path, yaml }, n) => ({
      path: `${Math.floor(n / once.length)}/${path}`,
      text: yaml,
    }));
    const zip = await zipOf(files);
    const reference = createReference();
    await loaded(reference);
    const progress: (Progress & { at: number })[] = [];
    let isDone = false;
    const importing = reference
      .importFiles([{ file: zip, path: 'sigma.zip' }], '', (said) =>
        progress.push({ ...said, at: performance.now() }),
      )
      .finally(() => (isDone = true));
    let answers = 0;
    while (!isDone) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await reference.describe(rule('A'));
      answers++;
    }
    const report = await importing;
    expect(report.problem).toBe('');
    expect((report.source?.ruleCount ?? 0) + report.broken.length).toBe(4000);
    // How long it takes is for the benchmark to say.
    expect(answers).toBeGreaterThan(10);
    for (const { yaml } of once.filter((_, n) => n % 8 === 0))
      expect(await reference.describe(yaml)).not.toBeNull();
    const stages = new Set(progress.map(({ stage }) => stage));
    expect([...stages]).toEqual(['reading', 'parsing', 'storing']);
    const gaps = progress.slice(1).map(({ at }, i) => at - (progress[i]?.at ?? 0));
    expect(gaps.filter((gap) => gap < 90).length).toBeLessThan(5);
  });
});
