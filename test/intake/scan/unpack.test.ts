import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpack } from '../../../src/intake/scan/unpack.ts';

const text = (n: number) => Array.from({ length: n }, (_, i) => `{"eventName":"Call${i * 7919}"}`).join('\n');
const bytes = (...parts: (string | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((p) => Buffer.from(p))));

async function unpacked(file: Uint8Array, pieceBytes?: number) {
  const faults: string[] = [];
  let out = '';
  const decoder = new TextDecoder();
  const options = { onFault: (fault: string) => faults.push(fault), ...(pieceBytes ? { pieceBytes } : {}) };
  for await (const chunk of unpack(new Blob([file as BlobPart]), options))
    out += decoder.decode(chunk, { stream: true });
  return { out, faults };
}

describe('unpacking', () => {
  it('gives what is not gzip as it is', async () => {
    expect(await unpacked(bytes(text(100)), 64)).toEqual({ out: text(100), faults: [] });
    expect(await unpacked(bytes())).toEqual({ out: '', faults: [] });
  });

  it('reads one member, and several in a row, whatever the size of a piece', async () => {
    const one = gzipSync(text(2000));
    const parts = [one, gzipSync(''), gzipSync(text(3), { level: 0 }), gzipSync(text(500))];
    const out = text(2000) + text(3) + text(500);
    for (const size of [undefined, 1000, 77]) {
      expect(await unpacked(bytes(one), size)).toEqual({ out: text(2000), faults: [] });
      expect(await unpacked(bytes(...parts), size)).toEqual({ out, faults: [] });
    }
  });

  it('is not taken in by gzip that lies stored in gzip', async () => {
    const inner = bytes(gzipSync('a'), gzipSync('b'), gzipSync(text(40)));
    const { out, faults } = await unpacked(gzipSync(bytes('x', inner, inner), { level: 0 }));
    expect(faults).toEqual([]);
    expect(out.length).toBe(new TextDecoder().decode(bytes('x', inner, inner)).length);
  });

  it('keeps what comes before the end of a truncated file', async () => {
    const whole = gzipSync(text(5000));
    const { out, faults } = await unpacked(whole.subarray(0, whole.length - 4000), 1000);
    expect(faults).toEqual(['truncated']);
    expect(text(5000).startsWith(out)).toBe(true);
    expect(out.length).toBeGreaterThan(text(4000).length / 2);
    expect(await unpacked(whole.subarray(0, whole.length - 3))).toEqual({
      out: text(5000),
      faults: ['truncated'],
    });
  });

  // How much is kept differs: Node unpacks behind the stream's back. The end-to-end tests count it in a browser.
  it('names a broken file', async () => {
    const whole = bytes(gzipSync(text(5000)));
    whole.fill(0xff, whole.length - 3000, whole.length - 2900);
    const { out, faults } = await unpacked(whole);
    expect(faults).toHaveLength(1);
    expect(out.slice(0, 20_000)).toBe(text(5000).slice(0, out.length).slice(0, 20_000));
  });

  it('names what is no gzip behind a member', async () => {
    const { out, faults } = await unpacked(bytes(gzipSync(text(3000)), 'something else'));
    expect(faults).toHaveLength(1);
    expect(text(3000).startsWith(out)).toBe(true);
  });

  it('says that a file cannot be read any more', async () => {
    const faults: string[] = [];
    const gone = { size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
    for await (const _ of unpack(gone as unknown as Blob, { onFault: (fault) => faults.push(fault) }));
    expect(faults).toEqual(['unreadable']);
  });
});
