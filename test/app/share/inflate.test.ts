import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inflate } from '../../../src/share/inflate.ts';

async function unpack(packed: Uint8Array, max = 1e9): Promise<Buffer | string> {
  const read = await inflate(Uint8Array.from(packed), max);
  return read.ok ? Buffer.from(read.bytes) : read.why;
}

test('unpacks what zlib packs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.constantFrom(0, 1, 9), async (bytes, level) => {
      expect(await unpack(deflateSync(bytes, { level }))).toEqual(Buffer.from(bytes));
    }),
  );
});

test('the limit is exact', async () => {
  const packed = deflateSync(Buffer.alloc(1000));
  expect(await unpack(packed, 1000)).toEqual(Buffer.alloc(1000));
  expect(await unpack(packed, 999)).toBe('too_large');
});

test('what would unpack to hundreds of megabytes is stopped early', async () => {
  const before = process.memoryUsage().rss;
  expect(await unpack(deflateSync(Buffer.alloc(300_000_000)), 1_000_000)).toBe('too_large');
  expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
});

test('any cut is a cut', async () => {
  const packed = deflateSync('some text, some text, and more of the text');
  for (let length = 0; length < packed.length; length++)
    expect(await unpack(packed.subarray(0, length))).toBe('cut_off');
});

test.each([
  ['a wrong checksum', [0x78, 0x9c, 0x03, 0, 0, 0, 0, 2]],
  ['another method', [0x79, 0x9c, 0x03, 0, 0, 0, 0, 1]],
  ['a wrong header sum', [0x78, 0x9d, 0x03, 0, 0, 0, 0, 1]],
  ['block type 3', [0x78, 0x9c, 0x07]],
  ['a stored length that is not confirmed', [0x78, 0x9c, 0x01, 1, 0, 0, 0, 65]],
])('%s is a fault', async (_, bytes) => {
  expect(await unpack(Uint8Array.from(bytes))).toBe('broken');
});

test('no bytes make it throw or hang', async () => {
  const packed = deflateSync('{"r":"title: x","e":[{"t":"{}"}]}'.repeat(20));
  const changed = fc.tuple(fc.nat(packed.length - 1), fc.nat(255)).map(([at, byte]) => {
    const copy = Uint8Array.from(packed);
    copy[at] = byte;
    return copy;
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), changed), async (bytes) => {
      await unpack(bytes, 100_000);
      await unpack(Uint8Array.from([0x78, 0x9c, ...bytes]), 100_000);
    }),
    { numRuns: 500 },
  );
});
