// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pack } from '../../../src/intake/archive/pack.ts';
import type { Work } from '../../../src/share/work-link.ts';
import type { NoticeOptions } from '../../../src/state/notices.svelte.ts';
import { Playground } from '../../../src/state/playground.svelte.ts';
import { exportTests, importTestFiles, labelsOf, toSummary } from '../../../src/state/tests-files.ts';
import type { TestsInto } from '../../../src/state/tests-files.ts';
import { createEngineClient } from '../../../src/worker/client.ts';
import { createEngine } from '../../../src/worker/engine.ts';

vi.mock('../../../src/state/save-file.ts', () => ({ saveFile: vi.fn() }));
const { saveFile } = await import('../../../src/state/save-file.ts');
afterEach(() => vi.clearAllMocks());

const ruleText = 'title: T\nid: an-id\nlogsource: {}\ndetection:\n  s:\n    a: 1\n  condition: s\n';
const eventsText = '{"a": 1}\n{"a": 2}\n{"a": 3}';

/** The page's playground over a real engine. */
async function setUp({ rule = ruleText, overtaken = 0 } = {}) {
  const client = createEngineClient({
    startWorker: () => {
      throw new Error('No worker here.');
    },
    startLocal: async () => createEngine({ onRunning: () => {} }),
  });
  let left = overtaken;
  const playground = new Playground(
    {
      run: client.run,
      ask: (question, ...args) => (left-- > 0 ? Promise.resolve(null) : client.ask(question, ...args)),
    },
    { scheduler: { request: (run) => void run(), flush: () => {}, cancel: () => {} } },
  );
  playground.open({ ruleText: rule, eventsText });
  await vi.waitFor(() => expect(playground.answer).not.toBe(null));
  const opened: { work: Work; message: string }[] = [];
  const said: ({ readonly text: string } & NoticeOptions)[] = [];
  const into = {
    playground,
    session: { openWork: (work: Work, message: string) => opened.push({ work, message }) },
    notices: { show: (text: string, options: NoticeOptions = {}) => said.push({ text, ...options }) },
  } as unknown as TestsInto;
  const label = () =>
    playground.setMarks([
      { range: { start: 0, end: 8 }, expectation: 'fire', name: 'one' },
      { range: { start: 9, end: 17 }, expectation: 'gap' },
    ]);
  return { playground, into, opened, said, label };
}

const file = (name: string, content: BlobPart) => new File([content], name);

describe('export', () => {
  test('a file, what was left out, and what the format says in another way', async () => {
    const { into, said, label } = await setUp();
    label();
    expect(labelsOf(into.playground)).toEqual([
      { event: 0, expectation: 'fire', name: 'one' },
      { event: 1, expectation: 'gap' },
    ]);
    await exportTests('panther', into);
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(
      't.panther.yml',
      expect.stringContaining('Tests:'),
      'text/plain',
    );
    expect(said).toHaveLength(1);
    expect(said[0]?.text).toMatch(
      /^2 tests saved as “t\.panther\.yml”\. 1 event without a label .*known gap/,
    );
    expect(said[0]?.text).not.toContain('`');
  });

  test('several files are a zip archive', async () => {
    const { into, label } = await setUp();
    label();
    await exportTests('regression', into);
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(
      'regression_data.zip',
      expect.any(Blob),
      'application/zip',
    );
  });

  test('into the rule, and back by Undo', async () => {
    const { into, playground, said, label } = await setUp();
    label();
    await exportTests('exemplars', into);
    expect(playground.ruleText).toContain('rsigma.exemplars');
    said[0]?.action?.run();
    expect(playground.ruleText).toBe(ruleText);
  });

  test('Undo leaves alone what was written since', async () => {
    const { into, playground, said, label } = await setUp();
    label();
    await exportTests('exemplars', into);
    playground.setRuleText('mine');
    said[0]?.action?.run();
    expect(playground.ruleText).toBe('mine');
  });

  test('what cannot be written is a warning', async () => {
    const { into, said, label } = await setUp({ rule: ruleText.replace('id: an-id\n', '') });
    label();
    await exportTests('regression', into);
    expect(said).toMatchObject([{ tone: 'warning' }]);
    expect(saveFile).not.toHaveBeenCalled();
  });

  test('a question that a run overtook is asked again, but not for ever', async () => {
    const once = await setUp({ overtaken: 1 });
    once.label();
    await exportTests('ndjson', once.into);
    expect(saveFile).toHaveBeenCalledOnce();
    const always = await setUp({ overtaken: Infinity });
    await exportTests('ndjson', always.into);
    expect(always.said).toMatchObject([{ tone: 'warning' }]);
  });
});

describe('import', () => {
  const lines = '{"expect":"match","event":{"a":1}}\n{"name":"n","expect":"known-gap","event":{"a":2}}\n';

  test('events, with what is said of them; the rule stays', async () => {
    const { into, opened, said } = await setUp();
    await importTestFiles([file('x.ndjson', lines)], into);
    expect(opened).toEqual([
      {
        work: {
          ruleText,
          eventsText: '{"a":1}\n{"a":2}\n',
          marks: [
            { range: { start: 0, end: 7 }, expectation: 'fire' },
            { range: { start: 8, end: 15 }, expectation: 'gap', name: 'n' },
          ],
        },
        message: '2 tests imported: 1 should fire, 1 known gap.',
      },
    ]);
    expect(said).toEqual([]);
  });

  test('a zip archive with rule and tests: both are opened', async () => {
    const { into, opened } = await setUp();
    const theirs = ruleText.replace('title: T', 'title: Theirs');
    const archive = pack([
      { path: 'rules/t.yml', text: theirs },
      { path: 'rules/t.tests.ndjson', text: lines },
      { path: 'evil/../../x.yml', text: 'x' },
    ]);
    await importTestFiles([new File([archive], 'all.zip')], into);
    expect(opened.map(({ work }) => work.ruleText)).toEqual([theirs]);
  });

  test('files that cannot be read are named, and hide no other', async () => {
    const { into, opened, said } = await setUp();
    await importTestFiles([file('bad.zip', 'no archive'), file('x.ndjson', `${lines}{"expect":1}`)], into);
    expect(opened).toHaveLength(1);
    expect(said).toMatchObject([
      { tone: 'warning', text: expect.stringMatching(/bad\.zip: .*x\.ndjson: /) as string },
    ]);
  });

  test('nothing is opened where there are no tests', async () => {
    const { into, opened, said } = await setUp();
    await importTestFiles([file('x.yml', 'a: b')], into);
    await importTestFiles([], into);
    expect(opened).toEqual([]);
    expect(said).toMatchObject([{ tone: 'warning' }]);
  });

  test('labels alone can be new: then it is they that Undo brings back', async () => {
    const { into, playground, said } = await setUp();
    playground.open({ ruleText, eventsText: '{"a":1}\n{"a":2}\n' });
    await vi.waitFor(() => expect(playground.answer?.eventsText).toBe(playground.eventsText));
    await importTestFiles([file('x.ndjson', lines)], into);
    expect(said.map(({ action }) => action?.label)).toEqual(['Undo']);
    playground.setMarks([{ range: { start: 0, end: 7 }, expectation: 'silent' }]);
    said[0]?.action?.run();
    expect(playground.marks).toEqual([]);
  });
});

test('the summary names what there is', () => {
  expect(toSummary({ fire: 3, silent: 2, gap: 1, open: 0 })).toBe(
    '6 tests imported: 3 should fire, 2 should not, 1 known gap',
  );
  expect(toSummary({ fire: 0, silent: 0, gap: 0, open: 1 })).toMatch(/^1 test imported: 1 where only some/);
});
