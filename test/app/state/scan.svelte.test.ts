// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { EventMark } from '../../../src/intake/event-marks.ts';
import type { Playground } from '../../../src/state/playground.svelte.ts';
import { Scan } from '../../../src/state/scan.svelte.ts';
import { toFilesLine, toProblemLine, toResultLine } from '../../../src/view/scan/words.ts';
import type { ScanHooks, ScanOutcome, ScanPool } from '../../../src/worker/scan/pool.ts';
import type { ScanHit, ScanNotice } from '../../../src/worker/scan/protocol.ts';

const hit = (file: number, index: number, more: Partial<ScanHit> = {}): ScanHit => ({
  ...{ file, index, start: index * 10, end: index * 10 + 7, part: 0 },
  ...{ label: 'A', time: '', source: '', who: '', address: '', ...more },
});
const notice = (file: number, more: Partial<ScanNotice> = {}): ScanNotice => ({
  ...{ file, bytesRead: 1, records: 10, hits: 0, undecided: 0, found: [], problems: [], ...more },
});
const picked = (...names: string[]) => ({
  name: '',
  files: names.map((path) => ({ file: new File(['1234'], path), path })),
});

/** A scan whose pool is told what to find. */
function setUp() {
  let hooks: ScanHooks | undefined;
  let end: (outcome: ScanOutcome) => void = () => {};
  const asked: File[][] = [];
  const pool: ScanPool = {
    scan: (_, files, given, { signal }) => {
      asked.push(files as File[]);
      hooks = given;
      return new Promise((resolve) => {
        end = resolve;
        signal.addEventListener('abort', () => resolve('canceled'));
      });
    },
    readTexts: async (file, places) =>
      (file as File).name === 'gone' ? places.map(() => '') : places.map(({ start }) => `{"n":${start}}`),
    dispose: () => {},
  };
  const texts = { text: '', marks: [] as readonly EventMark[], selected: -1 };
  const playground = {
    get eventsText() {
      return texts.text;
    },
    get marks() {
      return texts.marks;
    },
    answer: null,
    setEventsText: (text: string) => (texts.text = text),
    setMarks: (marks: readonly EventMark[]) => (texts.marks = marks),
    selectEvent: (at: number) => (texts.selected = at),
    reveal: () => {},
  };
  return {
    scan: new Scan(pool),
    playground: playground as unknown as Playground,
    texts,
    asked,
    hooks: () => hooks as ScanHooks,
    end: async (outcome: ScanOutcome) => {
      end(outcome);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('what comes is added up; the files are read in the order of their paths, and what holds no records is named', async () => {
  const { scan, hooks, asked, end } = setUp();
  const digest = '111122223333_CloudTrail-Digest_us-east-2_t_us-east-2_20250102T030507Z.json.gz';
  scan.choose(picked('b', digest, 'a'));
  void scan.start('rule');
  expect(asked[0]?.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(scan.problems).toMatchObject([{ code: 'skipped', path: digest }]);
  hooks().onNotice(notice(0, { hits: 3, found: [hit(0, 1), hit(0, 4)], bytesRead: 2 }));
  hooks().onNotice(notice(1, { undecided: 1, problems: [{ code: 'truncated', at: 9, message: 'm' }] }));
  expect(scan.progress).toMatchObject({ records: 20, hits: 3, undecided: 1, bytesDone: 3, bytesTotal: 8 });
  expect(scan.hits(0, 9).map(({ index }) => index)).toEqual([1, 4]);
  expect(scan.problems.at(-1)).toMatchObject({ path: 'b', code: 'truncated' });
  hooks().onDone(0);
  hooks().onStopped(1, 'stalled', '');
  await end('done');
  expect(scan.state).toBe('done');
  expect(scan.progress).toMatchObject({ filesDone: 2, bytesDone: 8 });
  expect(scan.problems.at(-1)).toMatchObject({ path: 'b', code: 'stalled' });
});

test('cancelled, it keeps what it has, and hears nothing more', () => {
  const { scan, hooks } = setUp();
  scan.choose(picked('a'));
  void scan.start('rule');
  hooks().onNotice(notice(0, { hits: 1, found: [hit(0, 0)] }));
  scan.cancel();
  hooks().onNotice(notice(0, { hits: 1, found: [hit(0, 1)] }));
  expect([scan.state, scan.hitCount, scan.progress.records]).toEqual(['canceled', 1, 10]);
});

test('a hit becomes the last event, with its origin', async () => {
  const { scan, playground, texts, hooks } = setUp();
  scan.choose(picked('a'));
  void scan.start('rule');
  hooks().onNotice(notice(0, { found: [hit(0, 5, { part: 2 })] }));
  texts.text = '{}';
  expect(await scan.openHit(scan.hits(0, 1)[0] as ScanHit, playground)).toBeNull();
  expect(texts.text).toBe('{}\n{"n":50}\n');
  expect(texts.marks).toEqual([
    { range: { start: 3, end: 11 }, origin: { file: 'a', index: 3, start: 50, end: 57 } },
  ]);
});

test('the first hits take the place of the events, what wraps several of them once', async () => {
  const { scan, playground, texts, hooks } = setUp();
  scan.choose(picked('a', 'b'));
  void scan.start('rule');
  const twice = { start: 70, end: 77 };
  hooks().onNotice(notice(1, { found: [hit(1, 3), hit(1, 7, twice), hit(1, 8, { ...twice, part: 1 })] }));
  hooks().onNotice(notice(0, { found: [hit(0, 0)] }));
  texts.text = 'before';
  expect(await scan.openFirst(playground)).toBeNull();
  expect(texts.text).toBe('{"n":30}\n{"n":70}\n{"n":0}\n');
  expect(texts.marks.map(({ origin }) => [origin?.file, origin?.index])).toEqual([
    ['b', 3],
    ['b', 7],
    ['a', 0],
  ]);
});

test('an event that is no longer there changes nothing', async () => {
  const { scan, playground, texts, hooks } = setUp();
  scan.choose(picked('gone'));
  void scan.start('rule');
  hooks().onNotice(notice(0, { found: [hit(0, 0)] }));
  expect(await scan.openHit(hit(0, 0), playground)).toContain('gone');
  expect(await scan.openFirst(playground)).toContain('gone');
  expect(texts.text).toBe('');
});

test('lines of it', async () => {
  const { scan, hooks, end } = setUp();
  const names = ['eu-west-1', 'us-east-1'].map(
    (region) => `111122223333_CloudTrail_${region}_20250102T0305Z_x.json.gz`,
  );
  scan.choose(picked(...names, 'other.json'));
  expect(toFilesLine(scan.files)).toBe(
    '3 files, 12 bytes. 2 of CloudTrail: account 111122223333; regions eu-west-1, us-east-1; 2025-01-02 03:05',
  );
  void scan.start('rule');
  hooks().onNotice(notice(0, { records: 1_034_567, hits: 12 }));
  for (const file of [0, 1, 2]) hooks().onDone(file);
  await end('done');
  expect(toResultLine(scan)).toMatch(/^12 hits in 1,034,567 records of 3 files, 0\.\d s$/);
  const problem = { path: 'a', at: 12_345, message: 'm' };
  expect(toProblemLine({ ...problem, code: 'malformed' })).toBe('At byte 12,345: m');
  expect(toProblemLine({ ...problem, code: 'truncated' })).toBe('m');
});
