import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test } from 'vitest';
import { LocalWorker } from '../../_helpers/local-worker.ts';
import { createReferenceClient } from '../../../src/worker/reference/client.ts';
import type { ReferenceClient, ReferenceClientOptions } from '../../../src/worker/reference/client.ts';
import { createReference } from '../../../src/worker/reference/engine.ts';
import type { ReferenceEngine } from '../../../src/worker/reference/protocol.ts';
import { createRunner } from '../../../src/worker/run/runner.ts';

let client: ReferenceClient | undefined;
afterEach(() => client?.dispose());

type Prepare = (engine: ReferenceEngine, number: number, worker: LocalWorker) => Partial<ReferenceEngine>;

/** A client over workers in this thread; `prepare` changes what each of them answers. */
function setUp(
  prepare: Prepare = () => ({}),
  more: Partial<ReferenceClientOptions> = {},
  worker: { readonly ready?: boolean } = {},
) {
  const workers: LocalWorker[] = [];
  client = createReferenceClient({
    startWorker: () => {
      const number = workers.length;
      const started: LocalWorker = new LocalWorker(() => {
        const engine = createReference();
        // What it answers is decided when it is asked.
        return new Proxy(engine, {
          get: (_, name: keyof ReferenceEngine) => prepare(engine, number, started)[name] ?? engine[name],
        });
      }, worker);
      workers.push(started);
      return started;
    },
    startLocal: () => Promise.reject(new Error('nothing local here')),
    startRunWorker: () => new LocalWorker((notify) => createRunner(notify)),
    startLocalRunner: () => Promise.reject(new Error('nothing local here')),
    keep: false,
    threads: 3,
    ...more,
  });
  return { client, workers };
}

const rule = `title: Mine
logsource: { product: aws, service: cloudtrail }
tags: [attack.t1525]
detection:
  s: { eventSource: iam.amazonaws.com, eventName: CreateAccessKey, x|contains: y }
  condition: s
`;
const never = () => new Promise<never>(() => {});
/** Breaks once the call has arrived. */
const breaking = (worker: LocalWorker) => () => {
  setTimeout(() => worker.break('out of memory'));
  return never();
};

test('no worker is started before the first call', async () => {
  const { client, workers } = setUp();
  expect(workers).toHaveLength(0);
  await client.sources();
  await client.sources();
  expect([workers.length, client.place]).toEqual([1, 'worker']);
});

test('every answer comes from the real engine', async () => {
  const { client } = setUp();
  const page = await client.describe(rule);
  expect(page?.metadata.title?.text).toBe('Mine');
  expect(page?.attack.tactics.flatMap(({ techniques }) => techniques).map(({ id }) => id)).toContain('T1525');
  expect(page?.indicators.find(({ value }) => value === 'iam.amazonaws.com')?.others).toBeGreaterThan(1);
  expect(page?.related.length).toBeGreaterThan(0);
  expect(await client.describe('no rule')).toBeNull();

  const coverage = await client.coverage(rule);
  expect(coverage?.fields).toEqual(['eventSource', 'eventName']);
  const row = coverage?.rows[0];
  const skeleton = JSON.parse(await client.skeleton(rule, row?.values ?? [])) as object;
  expect(skeleton).toMatchObject({ eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey' });
  expect(await client.coverage('')).toBeNull();
  const examples = await client.examples(rule.replace('x|', 'userAgent|'), row?.values ?? []);
  expect(examples?.events.map(({ expectation }) => expectation)).toContain('silent');
  expect(JSON.parse(examples?.events[0]?.text ?? '')).toMatchObject({ eventName: 'CreateAccessKey' });
  expect(await client.examples('no rule', null)).toBeNull();

  const query = { text: 'CreateAccessKey', products: [], levels: [], statuses: [], tactics: [], sources: [] };
  const found = await client.search(query);
  expect(found.total).toBeGreaterThan(0);
  const others = await client.rulesWith({ field: 'eventSource', kind: 'eq', value: 'iam.amazonaws.com' });
  expect(others.length).toBeGreaterThan(1);
  const keys = others.map(({ key }) => key);
  expect((await client.matrix(keys)).columns.length).toBeGreaterThan(10);
  expect(JSON.parse(await client.navigatorLayer('mine', keys))).toMatchObject({ name: 'mine' });
});

test('a run has the hits of the built-in rules on their own events, and what is near', async () => {
  const { client } = setUp();
  const opened = await client.open('built-in/iam-root-access-key-created.yml');
  const report = await client.run(opened?.eventsText ?? '', { honourLogsource: true }, () => {});
  const hit = report.hits.find(({ entry }) => entry.key === 'built-in/iam-root-access-key-created.yml');
  expect([...(hit?.events ?? [])]).toContain(0);
  expect(report.eventCount).toBe((JSON.parse(opened?.eventsText ?? '') as unknown[]).length);
  expect(report).toMatchObject({ canceled: false, stopped: [], skipped: { refused: 0, notEvaluated: 0 } });
  const fired = new Set(report.hits.map(({ entry }) => entry.key));
  expect(report.nearMisses.filter(({ entry }) => fired.has(entry.key))).toEqual([]);
  expect(report.elapsedMs).toBeGreaterThan(0);
});

test('a run of some rules only, with those of other log sources counted', async () => {
  const { client } = setUp();
  const yml = (title: string, logsource: string) =>
    new Blob([
      `title: ${title}\nlogsource: { ${logsource} }\ndetection: { s: { eventName: A }, condition: s }\n`,
    ]);
  const files = [
    { file: yml('aws', 'product: aws'), path: 'aws.yml' },
    { file: yml('windows', 'product: windows'), path: 'windows.yml' },
    {
      file: new Blob([
        'title: near\nlogsource: { product: aws }\ndetection: { s: { eventName: A, x: never }, condition: s }\n',
      ]),
      path: 'near.yml',
    },
  ];
  const { source } = await client.importFiles(files, 'two', () => {});
  const keys = ['aws.yml', 'windows.yml', 'near.yml'].map((path) => `${source?.id}/${path}`);
  const text = '{"eventSource":"iam.amazonaws.com","eventName":"A"}';
  const honoured = await client.run(text, { honourLogsource: true, keys }, () => {});
  expect(honoured.hits.map(({ entry }) => entry.title)).toEqual(['aws']);
  expect(honoured.nearMisses).toEqual([
    { entry: expect.objectContaining({ title: 'near' }) as unknown, event: 0, predicate: 'x: never' },
  ]);
  expect(honoured).toMatchObject({ ruleCount: 2, skipped: { logsource: 1, refused: 0, notEvaluated: 0 } });
  const all = await client.run(text, { honourLogsource: false, keys }, () => {});
  expect(all.hits.map(({ entry }) => entry.title)).toEqual(['aws', 'windows']);
  expect(all.ruleCount).toBe(3);
});

test('a newer run ends the one before it', async () => {
  const { client } = setUp();
  const text = Array.from(
    { length: 30_000 },
    (_, n) => `{"eventName":"${n}","pad":"${'x'.repeat(100)}"}`,
  ).join('\n');
  const first = client.run(text, { honourLogsource: true }, () => {});
  const second = client.run('{"eventName":"A"}', { honourLogsource: true }, () => {});
  expect((await first).canceled).toBe(true);
  expect(await second).toMatchObject({ canceled: false, eventCount: 1 });
});

describe('a worker that breaks', () => {
  test('is started again once, and the call is made again', async () => {
    const { client, workers } = setUp((_, number, worker) =>
      number === 0 ? { describe: breaking(worker) } : {},
    );
    expect((await client.describe(rule))?.metadata.title?.text).toBe('Mine');
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  test('all calls that wait for it are made again', async () => {
    const { client, workers } = setUp((_, number, worker) =>
      number === 0 ? { describe: breaking(worker), coverage: never } : {},
    );
    const answers = await Promise.all([client.describe(rule), client.coverage(rule), client.sources()]);
    expect(answers.every(Boolean)).toBe(true);
    expect(workers).toHaveLength(2);
  });

  test('twice in a row is a rejection, and the next call tries anew', async () => {
    let isBroken = true;
    const { client, workers } = setUp((_, __, worker) => (isBroken ? { describe: breaking(worker) } : {}));
    await expect(client.describe(rule)).rejects.toThrow('out of memory');
    expect(workers).toHaveLength(2);
    isBroken = false;
    expect(await client.describe(rule)).not.toBeNull();
  });

  test('an import is not tried again, and answers with the problem', async () => {
    const { client, workers } = setUp((_, number, worker) =>
      number === 0 ? { importFiles: breaking(worker) } : {},
    );
    const file = { file: new Blob([rule]), path: 'a.yml' };
    const report = await client.importFiles([file], 'x', () => {});
    expect(report).toMatchObject({
      source: null,
      problem: expect.stringContaining('out of memory') as string,
    });
    expect(workers).toHaveLength(1);
    expect((await client.importFiles([file], 'x', () => {})).source?.ruleCount).toBe(1);
  });

  test('watchers are told by the new one', async () => {
    const { client } = setUp((_, number, worker) => (number === 0 ? { coverage: breaking(worker) } : {}));
    let told = 0;
    await client.watch(() => told++);
    await expect.poll(() => told).toBeGreaterThan(0);
    const before = told;
    await client.coverage(rule);
    await expect.poll(() => told).toBeGreaterThan(before);
  });
});

test('an error of the engine is no death', async () => {
  const { client, workers } = setUp((_, number) =>
    number === 0 ? { search: () => Promise.reject(new Error('a bug')) } : {},
  );
  await expect(client.search({} as never)).rejects.toThrow('a bug');
  await client.sources();
  expect(workers).toHaveLength(1);
});

test('the meaning of a rule is held against what AWS says', async () => {
  const { client } = setUp();
  const text = `title: t
logsource: {product: aws, service: cloudtrail}
detection:
  s: {eventSource: ecs.amazonaws.com, eventName: RunTask, requestParameters.nothing: x}
  f: {eventName: StopTask}
  condition: s and not f
`;
  expect((await client.lint(text)).map(({ code }) => code)).toEqual([
    'part_never_matches',
    'field_not_in_request',
  ]);
  expect(await client.lint('no rule')).toEqual([]);
});

test('conventions and what is no detection rule are looked at too', async () => {
  const { client } = setUp();
  const rule = 'titel: t\nlogsource: {category: test}\ndetection: {s: {A: x}, condition: s}\n';
  const codes = (found: readonly { readonly code: string }[]) => found.map(({ code }) => code);
  expect(codes((await client.describe(rule))?.diagnostics ?? [])).toEqual(['key_unknown']);
  expect(codes(await client.conventions(rule))).toContain('convention_missing_key');
  expect(codes(await client.lint('title: F\nlevel: low\nfilter: {condition: s}\n'))).toEqual([
    'filter_has_level',
  ]);
});

describe('where workers are refused the page does the work', () => {
  const local = { startLocal: async () => createReference() };

  test('at once', async () => {
    const refuse = () => {
      throw new Error('refused');
    };
    const { client } = setUp(undefined, { ...local, startWorker: refuse });
    expect((await client.describe(rule))?.metadata.title?.text).toBe('Mine');
    expect(client.place).toBe('local');
    const progress: string[] = [];
    await client.importFiles([{ file: new Blob([rule]), path: 'a.yml' }], 'x', ({ stage }) =>
      progress.push(stage),
    );
    expect(progress).toContain('parsing');
  });

  test('when it shows later', async () => {
    const { client, workers } = setUp((_, __, worker) => ({ describe: breaking(worker) }), local, {
      ready: false,
    });
    expect(await client.describe(rule)).not.toBeNull();
    expect([workers.length, client.place]).toEqual([1, 'local']);
  });
});

test('after the end nothing is started', async () => {
  const { client, workers } = setUp();
  await client.sources();
  client.dispose();
  await expect(client.sources()).rejects.toThrow();
  await expect.poll(() => workers.map(({ terminated }) => terminated)).toEqual([true]);
});
