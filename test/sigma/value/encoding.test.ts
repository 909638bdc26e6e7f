import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64, base64Offsets, utf8Bytes, wideBytes } from '../../../src/sigma/value/encoding.ts';

const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 });

test('base64 is that of Node', () => {
  fc.assert(
    fc.property(bytes, (each) => {
      expect(base64(each)).toBe(Buffer.from(each).toString('base64'));
    }),
  );
});

test('UTF-8 is that of Node, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
      expect(utf8Bytes(text)).toEqual([...Buffer.from(text, 'utf8')]);
    }),
  );
  expect(utf8Bytes('\ud800')).toEqual([0xef, 0xbf, 0xbd]);
});

test('UTF-16 is that of Node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const little = [...Buffer.from(text, 'utf16le')];
      expect(wideBytes(text, 'utf16le')).toEqual(little);
      expect(wideBytes(text, 'utf16')).toEqual([0xff, 0xfe, ...little]);
      expect(wideBytes(text, 'utf16be')).toEqual([...Buffer.from(text, 'utf16le').swap16()]);
    }),
  );
});

describe('base64Offsets', () => {
  test.each([
    ['foo', ['Zm9v', 'Zvb', 'mb2']],
    ['fo', ['Zm', 'Zv', 'mb']],
    ['f', ['Z', 'm']],
    ['', []],
    ['é', ['w6', 'Op', 'Dq']],
    ['/bin/bash', ['L2Jpbi9iYXNo', '9iaW4vYmFza', 'vYmluL2Jhc2']],
  ])('of %j', (text, variants) => {
    expect(base64Offsets(utf8Bytes(text))).toEqual(variants);
  });

  test('whatever stands around the bytes, one of the variants is in the base64 text', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (before, inner, after) => {
        // One byte leaves nothing of its own at one of the alignments.
        fc.pre(inner.length > 1);
        const variants = base64Offsets(inner);
        const text = Buffer.from([...before, ...inner, ...after]).toString('base64');
        expect(variants.some((variant) => text.includes(variant))).toBe(true);
      }),
    );
  });

  test('each variant is the longest that its neighbours do not decide', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 2 }), (inner, offset) => {
        fc.pre(inner.length > 1);
        const variant = base64Offsets(inner)[offset] as string;
        const bits = inner.length * 8;
        const skipped = (6 - ((offset * 8) % 6)) % 6;
        expect(variant).toHaveLength(Math.floor((bits - skipped) / 6));
      }),
    );
  });
});
