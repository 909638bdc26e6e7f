import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { LocalWorker } from '../../_helpers/local-worker.ts';
import { createScanPool } from '../../../src/worker/scan/pool.ts';
import type { ScanPool, ScanPoolOptions } from '../../../src/worker/scan/pool.ts';
import type { ScanNotice, Scanner } from '../../../src/worker/scan/protocol.ts';
import { createScanner } from '../../../src/worker/scan/scanner.ts';

const rule = 'title: t\nlogsource: { product: aws }\ndetection:\n  s:\n    eventName: Hot\n  condition: s\n';
const record = (n: number, name = n % 10 === 0 ? 'Hot' : 'Cold') =>
  `{"eventSource":"x","eventName":"${name}","eventTime":"2025-01-01T00:00:00Z","userIdentity":{"arn":"a${n}"},"sourceIPAddress":"192.0.2.1","n":${n}}`;
const file = (count: number) =>
  new Blob([
    gzipSync(`{"Records":[${Array.from({ length: count }, (_, n) => record(n)).join(',')}]}`) as BlobPart,
  ]);

let pool: ScanPool | undefined;
afterEach(() => pool?.dispose());

type Serve = (notify: (notice: unknown) => void, number: number) => Scanner;

function setUp(serve: Serve = (notify) => createScanner(notify), more: Partial<ScanPoolOptions> = {}) {
  const workers: LocalWorker[] = [];
  pool = createScanPool({
    startScanWorker: () => {
      const worker = new LocalWorker((notify) => serve(notify, workers.length));
      workers.push(worker);
      return worker;
    },
    startLocalScanner: () => Promise.reject(new Error('no local scanner here')),
    threads: 4,
    stallMs: 5000,
    ...more,
  });
  const notices: ScanNotice[] = [];
  const ended: (readonly [file: number, how: string])[] = [];
  const cancel = new AbortController();
  const hooks = {
    onNotice: (notice: ScanNotice) => void notices.push(notice),
    onDone: (number: number) => void ended.push([number, 'done']),
    onStopped: (number: number, why: string) => void ended.push([number, why]),
  };
  const scan = (text: string, files: readonly Blob[], maxHits = 1000) =>
    (pool as ScanPool).scan(text, files, hooks, { maxHits, signal: cancel.signal });
  const sum = (key: 'records' | 'hits' | 'undecided') =>
    notices.reduce((all, notice) => all + notice[key], 0);
  const found = () => notices.flatMap((notice) => notice.found);
  return { scan, workers, notices, ended, cancel, sum, found };
}

test('the hits of several files, by several workers, each with its place', async () => {
  const { scan, workers, ended, sum, found, notices } = setUp();
  const files = [file(1000), file(100), file(0), file(3000)];
  expect(await scan(rule, files)).toBe('done');
  expect(ended.map(([number]) => number).sort()).toEqual([0, 1, 2, 3]);
  expect([sum('records'), sum('hits'), sum('undecided')]).toEqual([4100, 410, 0]);
  expect(found()).toHaveLength(410);
  const hit = found().find((one) => one.file === 3 && one.index === 2990);
  expect(hit).toMatchObject({ label: 'Hot', who: 'a2990', source: 'x', address: '192.0.2.1', part: 0 });
  expect(await pool?.readTexts(files[3] as Blob, [hit as never])).toEqual([record(2990)]);
  expect(notices.filter((one) => one.file === 3).at(-1)?.bytesRead).toBe(files[3]?.size);
  expect(workers.filter(({ terminated }) => terminated)).toHaveLength(2);
});

test('no more hits than asked for are told of; all are counted', async () => {
  const { scan, sum, found } = setUp(undefined, { threads: 1 });
  await scan(rule, [file(1000), file(1000)], 120);
  expect(sum('hits')).toBe(200);
  expect(found()).toHaveLength(120);
});

test('a rule that cannot be evaluated is refused', async () => {
  const { scan, workers } = setUp();
  expect(await scan('title: x', [file(1)])).toBe('refused');
  expect(await scan('', [file(1)])).toBe('refused');
  expect(workers.every(({ terminated }) => terminated)).toBe(true);
});

test('cancelled at once: its workers are gone, and nothing more is heard', async () => {
  const { scan, workers, cancel, notices } = setUp((notify) => {
    const scanner = createScanner(notify);
    return { ...scanner, scan: () => new Promise(() => {}) };
  });
  const done = scan(rule, [file(10), file(10)]);
  setTimeout(() => cancel.abort(), 50);
  expect(await done).toBe('canceled');
  expect(workers.every(({ terminated }) => terminated)).toBe(true);
  expect(notices).toEqual([]);
});

test('a worker that says nothing any more costs the rest of its file', async () => {
  const serve: Serve = (notify, number) => {
    const scanner = createScanner(notify);
    return number > 0 ? scanner : { ...scanner, scan: () => new Promise(() => {}) };
  };
  const { scan, ended, sum } = setUp(serve, { threads: 1, stallMs: 50 });
  expect(await scan(rule, [file(10), file(20)])).toBe('done');
  expect(ended).toEqual([
    [0, 'stalled'],
    [1, 'done'],
  ]);
  expect(sum('records')).toBe(20);
});

test('it gives up when file after file stops', async () => {
  const stuck: Serve = (notify) => ({ ...createScanner(notify), scan: () => new Promise(() => {}) });
  const { scan, ended } = setUp(stuck, { threads: 1, stallMs: 10 });
  expect(
    await scan(
      rule,
      Array.from({ length: 9 }, () => file(1)),
    ),
  ).toBe('gave_up');
  expect(ended).toHaveLength(5);
});

test('where workers are refused the page scans itself, and can be cancelled too', async () => {
  const refuse = () => {
    throw new Error('refused');
  };
  const startLocalScanner: ScanPoolOptions['startLocalScanner'] = async (notify) =>
    createScanner(notify, { onPage: true });
  const { scan, sum, cancel, notices } = setUp(undefined, { startScanWorker: refuse, startLocalScanner });
  expect(await scan(rule, [file(500)])).toBe('done');
  expect(sum('hits')).toBe(50);
  const before = notices.length;
  cancel.abort();
  expect(await scan(rule, [file(500)])).toBe('canceled');
  expect(notices).toHaveLength(before);
});

test('what is wrong with a file is told once for each kind of note, and no more than is read', async () => {
  const { scan, notices } = setUp(undefined, { threads: 1 });
  const bad = new Blob([`[${Array.from({ length: 300 }, () => '{"a":tru}').join(',')}]`]);
  const note = new Blob([`[{"digestS3Object":"x"},{"digestS3Object":"y"}]`]);
  await scan(rule, [bad, note]);
  const problems = (number: number) =>
    notices.filter((one) => one.file === number).flatMap((one) => one.problems);
  expect(problems(0)).toHaveLength(21);
  expect(problems(0)[0]).toMatchObject({ code: 'invalid', at: 6 });
  expect(problems(1)).toMatchObject([{ code: 'note' }]);
});
