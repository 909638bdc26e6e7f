import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { pack } from '../../src/intake/archive/pack.ts';
import { readArchive } from '../../src/intake/archive/read-archive.ts';

const files = [
  { path: 'a/info.yml', text: 'id: 1\n' },
  { path: 'a/é.json', text: '{"a": "😀"}' },
  { path: 'empty.yml', text: '' },
];

test('what is packed is unpacked, by our reader and by another', async () => {
  const read = await readArchive(pack(files), { isWanted: () => true });
  expect(read).toMatchObject({ files, broken: [], problem: '' });
  const entries = await new ZipReader(new BlobReader(pack(files))).getEntries();
  const texts = entries.map(async (entry) =>
    entry.directory ? '' : entry.getData(new TextWriter(), { checkSignature: true }),
  );
  expect(entries.map(({ filename }) => filename)).toEqual(files.map(({ path }) => path));
  expect(await Promise.all(texts)).toEqual(files.map(({ text }) => text));
});

test('no file is an archive, too', async () => {
  expect(await readArchive(pack([]))).toMatchObject({ files: [], problem: '' });
});

test('by default rules alone are read', async () => {
  const { files: read, ignored } = await readArchive(pack(files));
  expect([read.map(({ path }) => path), ignored]).toEqual([['a/info.yml', 'empty.yml'], 1]);
});
