import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { maxArchiveBytes, maxFileBytes } from '../../src/intake/archive/limits.ts';
import { isNotice, readNotices, versionOfName } from '../../src/intake/archive/notice.ts';
import { readArchive } from '../../src/intake/archive/read-archive.ts';
import { safePath } from '../../src/intake/archive/safe-path.ts';

type Entries = readonly (readonly [path: string, content: string | Uint8Array])[];

async function zip(entries: Entries, options: { readonly password?: string } = {}): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), options);
  for (const [path, content] of entries)
    await writer.add(
      path,
      typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content),
    );
  return writer.close();
}

/** The same name, as many bytes long, wherever it stands in the archive: what no writer would write. */
async function renamed(blob: Blob, from: string, to: string): Promise<Blob> {
  const bytes = Buffer.from(await blob.arrayBuffer());
  const [old, now] = [Buffer.from(from), Buffer.from(to)];
  expect(now.length).toBe(old.length);
  for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + 1)) now.copy(bytes, at);
  return new Blob([bytes]);
}

const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

test('rule files are read, in their order; the rest is counted', async () => {
  const inner = new Uint8Array(await (await zip([['c.yml', 'title: c']])).arrayBuffer());
  const read = await readArchive(
    await zip([
      ['sigma/rules/b.yml', 'title: Bücher'],
      ['sigma/rules/a.YAML', 'title: a'],
      ['sigma/README.md', 'read me'],
      ['sigma/LICENSE', 'Detection Rule License 1.1'],
      ['sigma/more.zip', inner],
    ]),
  );
  expect(read).toMatchObject({ broken: [], ignored: 1, nested: 1, problem: '' });
  expect(read.files).toEqual([
    { path: 'sigma/rules/b.yml', text: 'title: Bücher' },
    { path: 'sigma/rules/a.YAML', text: 'title: a' },
  ]);
  expect(paths(read.notices)).toEqual(['sigma/LICENSE']);
});

test('what is no zip, or half of one, is refused with a sentence', async () => {
  const whole = await zip([['a.yml', 'title: a'.repeat(1000)]]);
  for (const blob of [new Blob([]), new Blob(['no zip']), whole.slice(0, whole.size - 30)]) {
    const read = await readArchive(blob);
    expect(read.files).toEqual([]);
    expect(read.problem).not.toBe('');
  }
});

test('a file of 2 GB is refused unread', async () => {
  let touched = false;
  const touch = () => {
    touched = true;
    throw new Error('read');
  };
  const blob = { size: 2e9, slice: touch, stream: touch, arrayBuffer: touch } as unknown as Blob;
  expect((await readArchive(blob)).problem).toContain('2.0 GB');
  expect(touched).toBe(false);
  expect(maxArchiveBytes).toBeLessThan(2e9);
});

test('encrypted entries are broken files', async () => {
  const read = await readArchive(await zip([['a.yml', 'title: a']], { password: 'secret' }));
  expect(paths(read.broken)).toEqual(['a.yml']);
  expect(read.files).toEqual([]);
});

test('a damaged entry holds up nothing', async () => {
  const marked = `title: ${'x'.repeat(8)} marked`;
  const writer = new ZipWriter(new BlobWriter(), { level: 0 });
  await writer.add('bad.yml', new TextReader(marked));
  await writer.add('good.yml', new TextReader('title: good'));
  const read = await readArchive(await renamed(await writer.close(), 'xxxxxxxx', 'yyyyyyyy'));
  expect(paths(read.broken)).toEqual(['bad.yml']);
  expect(paths(read.files)).toEqual(['good.yml']);
});

test('a rule file that is far too large is broken; at the limit it is read', async () => {
  const read = await readArchive(
    await zip([
      ['fits.yml', 'a'.repeat(maxFileBytes)],
      ['large.yml', 'a'.repeat(maxFileBytes + 1)],
      ['next.yml', 'title: next'],
    ]),
  );
  expect(paths(read.broken)).toEqual(['large.yml']);
  expect(paths(read.files)).toEqual(['fits.yml', 'next.yml']);
});

test('an archive that unpacks to far too much is given up', async () => {
  const zeros = new Uint8Array(maxFileBytes);
  const bomb = Array.from({ length: 14 }, (_, i) => [`${i}.yml`, zeros] as const);
  const read = await readArchive(await zip(bomb));
  expect(read.problem).not.toBe('');
  expect(read.files.length).toBeLessThan(bomb.length);
});

test('entries that stand on one another end as any bomb does', async () => {
  const name = (n: number) => `${String(n).padStart(3, '0')}.yml`;
  const entries = Array.from(
    { length: 40 },
    (_, n) => [name(n), n === 0 ? 'a'.repeat(maxFileBytes) : ''] as const,
  );
  const bytes = Buffer.from(await (await zip(entries)).arrayBuffer());
  // The directory says of every entry what it says of the first: its sum, its sizes and its place.
  const header = Buffer.from([0x50, 0x4b, 1, 2]);
  const first = bytes.indexOf(header);
  for (let at = first; at >= 0; at = bytes.indexOf(header, at + 1)) {
    bytes.copy(bytes, at + 10, first + 10, first + 28);
    bytes.copy(bytes, at + 42, first + 42, first + 46);
  }
  const read = await readArchive(new Blob([bytes]));
  expect(read.problem).not.toBe('');
  expect(read.files.length).toBeLessThan(20);
});

test('a declared size is not believed', async () => {
  const blob = await zip([['a.yml', 'a'.repeat(3 * maxFileBytes)]]);
  const bytes = Buffer.from(await blob.arrayBuffer());
  const size = Buffer.alloc(4);
  size.writeUInt32LE(3 * maxFileBytes);
  const small = Buffer.alloc(4);
  small.writeUInt32LE(10);
  for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at + 1)) small.copy(bytes, at);
  const read = await readArchive(new Blob([bytes]));
  expect(read.files).toEqual([]);
  expect(paths(read.broken)).toEqual(['a.yml']);
});

test.each([
  '../x.yml',
  '/abs/x.yml',
  '..\\x.yml',
  'C:\\x.yml',
  'a/../../x.yml',
  'a\0b.yml',
  'a\nb.yml',
  '..',
  '',
])('the path %j is refused', (path) => expect(safePath(path)).toBeNull());

test.each([
  ['./a//b.yml', 'a/b.yml'],
  ['a\\b.yml', 'a/b.yml'],
  ['a..b/..c.yml', 'a..b/..c.yml'],
  ['__proto__/x.yml', '__proto__/x.yml'],
])('the path %j becomes %j', (path, safe) => expect(safePath(path)).toBe(safe));

test('paths that lead out, and paths that come twice, are broken files', async () => {
  const blob = await zip([
    ['aa/bb/x.yml', 'title: evil'],
    ['same1.yml', 'title: first'],
    ['same2.yml', 'title: second'],
  ]);
  const out = await readArchive(await renamed(blob, 'aa/bb/x.yml', '../../x.yml'));
  expect(paths(out.broken)).toEqual(['../../x.yml']);
  const twice = await readArchive(await renamed(blob, 'same2.yml', 'same1.yml'));
  expect(twice.files.filter(({ path }) => path === 'same1.yml')).toEqual([
    { path: 'same1.yml', text: 'title: first' },
  ]);
  expect(paths(twice.broken)).toContain('same1.yml');
});

test('it can be canceled', async () => {
  const cancel = new AbortController();
  const blob = await zip([
    ['a.yml', 'title: a'],
    ['b.yml', 'title: b'],
  ]);
  const read = await readArchive(blob, { signal: cancel.signal, slice: () => cancel.abort() });
  expect(paths(read.files)).toEqual(['a.yml']);
  expect(read.problem).not.toBe('');
});

test('names and notices tell version and licence', () => {
  expect(versionOfName('sigma_core-r2026-08-01.zip')).toBe('r2026-08-01');
  expect(versionOfName('sigma-master.zip')).toBe('master');
  expect(versionOfName('sigma-0.23.1.zip')).toBe('0.23.1');
  expect(versionOfName('sigma_core.zip')).toBe('');
  expect(isNotice('sigma/LICENSE.Detection.Rules.md')).toBe(true);
  expect(isNotice('version.txt')).toBe(true);
  expect(isNotice('rules/license_abuse.yml')).toBe(false);
  const drl = { path: 'sigma/LICENSE', text: '# Detection Rule License (DRL) 1.1\n\nPermission is …' };
  const deep = { path: 'sigma/tools/x/LICENSE', text: 'MIT License' };
  const version = { path: 'version.txt', text: 'Release r2026-08-01\n' };
  expect(readNotices([deep, version, drl])).toEqual({
    version: 'r2026-08-01',
    licence: 'Detection Rule License (DRL) 1.1',
  });
  expect(readNotices([deep])).toEqual({ version: '', licence: 'MIT License' });
  expect(readNotices([])).toEqual({ version: '', licence: '' });
});
