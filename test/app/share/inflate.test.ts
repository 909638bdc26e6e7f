import { constants, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflate } from '../../../src/share/inflate.ts';

const unpack = (packed: Uint8Array, max = 1e9) => {
  const read = inflate(packed, max);
  return read.ok ? Buffer.from(read.bytes) : read.why;
};

describe('unpacks what zlib packs', () => {
  const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY } = constants;
  const text = Buffer.from('the quick brown fox jumps over the lazy dog. '.repeat(2000) + 'é😀');
  // Bytes without a pattern, so that blocks are stored.
  const noise = Buffer.from(
    Array.from({ length: 200_000 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 255),
  );

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from('a')],
    ['text', text],
    ['noise', noise],
    ['zeros', Buffer.alloc(300_000)],
    ['far repeats', Buffer.concat([noise.subarray(0, 32_768), noise.subarray(0, 32_768)])],
  ])('%s', (_, bytes) => {
    for (const level of [0, 1, 6, 9])
      for (const strategy of [Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE])
        expect(bytes.equals(Buffer.from(unpack(deflateSync(bytes, { level, strategy }))))).toBe(true);
  });

  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.constantFrom(0, 1, 9), (bytes, level) => {
        expect(unpack(deflateSync(bytes, { level }))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

test('the limit is exact', () => {
  const packed = deflateSync(Buffer.alloc(1000));
  expect(unpack(packed, 1000)).toEqual(Buffer.alloc(1000));
  expect(unpack(packed, 999)).toBe('too_large');
});

test('any cut is a cut, anything behind is a fault', () => {
  for (const level of [0, 6]) {
    const packed = deflateSync('some text, some text', { level });
    for (let length = 0; length < packed.length; length++)
      expect(unpack(packed.subarray(0, length))).toBe('cut_off');
    expect(unpack(Buffer.concat([packed, Buffer.from([0])]))).toBe('broken');
  }
});

test.each([
  ['a wrong checksum', [0x78, 0x9c, 0x03, 0, 0, 0, 0, 2]],
  ['another method', [0x79, 0x9c, 0x03, 0, 0, 0, 0, 1]],
  ['a wrong header sum', [0x78, 0x9d, 0x03, 0, 0, 0, 0, 1]],
  ['block type 3', [0x78, 0x9c, 0x07]],
  ['a stored length that is not confirmed', [0x78, 0x9c, 0x01, 1, 0, 0, 0, 65]],
  ['a repeat of what was never there', [0x78, 0x9c, 0x03, 0x02, 0, 0, 0, 0, 0]],
])('%s is a fault', (_, bytes) => {
  expect(unpack(Uint8Array.from(bytes))).toBe('broken');
});

test('no bytes make it throw or hang', () => {
  const packed = deflateSync('{"r":"title: x","e":[{"t":"{}"}]}'.repeat(20));
  const changed = fc.tuple(fc.nat(packed.length - 1), fc.nat(255)).map(([at, byte]) => {
    const copy = Uint8Array.from(packed);
    copy[at] = byte;
    return copy;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), changed), (bytes) => {
      unpack(bytes, 100_000);
      unpack(Uint8Array.from([0x78, 0x9c, ...bytes]), 100_000);
    }),
    { numRuns: 3000 },
  );
});
