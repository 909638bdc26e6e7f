// @vitest-environment happy-dom
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { takeFiles } from '../../../src/state/take-text.ts';

/** What was put into the events pane, and what was said. */
async function take(...files: readonly File[]) {
  const texts: string[] = [];
  const said: { readonly text: string; readonly tone: string | undefined }[] = [];
  const into = {
    playground: { setEventsText: (text: string) => texts.push(text) },
    session: {},
    notices: { show: (text: string, { tone }: { tone?: string }) => said.push({ text, tone }) },
  };
  await takeFiles(files, 'events', into as unknown as Parameters<typeof takeFiles>[2]);
  return { texts, said };
}

const file = (name: string, content: BlobPart) => new File([content], name);

test('several files become one text, in the order of their names, unpacked where they are packed', async () => {
  const packed = gzipSync('{"eventName":"A"}');
  const { texts, said } = await take(file('b.json', '{"eventName":"B"}'), file('a.json.gz', packed));
  expect(texts).toEqual(['{"eventName":"A"}\n{"eventName":"B"}']);
  expect(said.map(({ tone }) => tone)).toEqual([undefined]);
});

test('a file that cannot be read is named and hides no other', async () => {
  const broken = file('a.json.gz', new Uint8Array([0x1f, 0x8b, 1, 2, 3]));
  const { texts, said } = await take(broken, file('b.json', '{}'));
  expect(texts).toEqual(['{}']);
  expect(said).toMatchObject([{ tone: 'warning', text: expect.stringContaining('a.json.gz') as string }]);
});

test('one file says nothing; none does nothing', async () => {
  expect(await take(file('a.json', '{}'))).toEqual({ texts: ['{}'], said: [] });
  expect(await take()).toEqual({ texts: [], said: [] });
});
