// @vitest-environment happy-dom
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { EventMark } from '../../../src/intake/event-marks.ts';
import type { NoticeOptions } from '../../../src/state/notices.svelte.ts';
import { scanInbox } from '../../../src/state/scan-inbox.svelte.ts';
import { takeFiles } from '../../../src/state/take-text.ts';

/** What was put into the events pane, and what was said. */
async function take(...files: readonly File[]) {
  const texts: string[] = [];
  const said: { readonly text: string; readonly tone: string | undefined }[] = [];
  const actions: (() => void)[] = [];
  let marks: readonly EventMark[] = [];
  const into = {
    playground: {
      setEventsText: (text: string) => texts.push(text),
      setMarks: (all: readonly EventMark[]) => (marks = all),
    },
    session: {},
    notices: {
      show: (text: string, { tone, action }: NoticeOptions) => {
        said.push({ text, tone });
        if (action) actions.push(action.run);
      },
    },
  };
  await takeFiles(files, 'events', into as unknown as Parameters<typeof takeFiles>[2]);
  return { texts, said, marks, actions };
}

const file = (name: string, content: BlobPart) => new File([content], name);

test('several files become one text, in the order of their names, unpacked where they are packed', async () => {
  const packed = gzipSync('{"eventName":"A"}');
  const { texts, said, marks } = await take(file('b.json', '{"eventName":"B"}'), file('a.json.gz', packed));
  expect(texts).toEqual(['{"eventName":"A"}\n{"eventName":"B"}']);
  expect(said.map(({ tone }) => tone)).toEqual([undefined]);
  expect(marks).toEqual([
    { range: { start: 0, end: 17 }, origin: { file: 'a.json.gz', index: 0, start: 0, end: 17 } },
    { range: { start: 18, end: 35 }, origin: { file: 'b.json', index: 0, start: 0, end: 17 } },
  ]);
});

test('a file that cannot be read is named and hides no other', async () => {
  const broken = file('a.json.gz', new Uint8Array([0x1f, 0x8b, 1, 2, 3]));
  const { texts, said } = await take(broken, file('b.json', '{}'));
  expect(texts).toEqual(['{}']);
  expect(said).toMatchObject([{ tone: 'warning', text: expect.stringContaining('a.json.gz') as string }]);
});

test('one file says nothing; none does nothing', async () => {
  expect(await take(file('a.json', '{}'))).toMatchObject({ texts: ['{}'], said: [] });
  expect(await take()).toMatchObject({ texts: [], said: [] });
});

test.each([
  ['one file that is large', [file('a.json.gz', gzipSync('[]'.padEnd(50_000_001)))]],
  ['files that are large together', [file('a.json', ' '.repeat(30e6)), file('b.json', ' '.repeat(30e6))]],
  ['many files', Array.from({ length: 201 }, (_, n) => file(`${n}.json`, '{}'))],
])('%s go to the scan, when the user says so', async (_, files) => {
  const { texts, said, actions } = await take(...files);
  expect(texts).toEqual([]);
  expect(said.map(({ tone }) => tone)).toEqual(['warning']);
  expect(scanInbox.waiting).toBeNull();
  actions[0]?.();
  expect(scanInbox.take()?.files.map((picked) => picked.file)).toEqual(files);
});
