import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFile, toFile } from '../../src/share/forms.ts';
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import type { Payload, Plain } from '../../src/share/payload.ts';

const anyString = fc.string({ unit: 'binary' });
const plain = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value) => !JSON.stringify(value).includes('__proto__')) as fc.Arbitrary<Plain>;
const payloads: fc.Arbitrary<Payload> = fc
  .record(
    {
      r: anyString,
      e: fc.array(
        fc.record({ n: anyString, x: fc.constantFrom(0, 1, 2), t: anyString }, { requiredKeys: ['t'] }),
      ),
      o: plain,
      u: plain,
      l: plain,
    },
    { requiredKeys: ['r', 'e'] },
  )
  .map((payload) => JSON.parse(JSON.stringify(payload)) as Payload);

test('a payload survives the link and the file', async () => {
  await fc.assert(
    fc.asyncProperty(payloads, async (payload) => {
      expect(await decodeLink(await encodeLink(payload))).toEqual({ ok: true, payload });
      expect(openFile(toFile(payload, payload.r).text)).toEqual({ ok: true, payload });
    }),
  );
});

test('no fragment and no file makes the decoders throw or hang', async () => {
  const code = fc
    .string({ unit: fc.constantFrom(...'ABab01_-'), maxLength: 200 })
    .map((text) => `s1.eJ${text}`);
  const packed = fc
    .oneof(fc.json(), anyString)
    .map((text) => `s1.${deflateSync(text).toString('base64url')}`);
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyString, code, packed, fc.webFragments()), async (fragment) => {
      const opened = await decodeLink(fragment);
      if (!opened.ok) expect(opened.message).not.toBe('');
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.oneof(anyString, fc.json()), (text) => {
      openFile(text);
      openFile(`{"sigma-playground":1,${text}`);
    }),
  );
});

test('a payload of any JSON is refused, or has the known shape', async () => {
  const json = fc.oneof(
    fc.json(),
    fc
      .record({ r: fc.jsonValue(), e: fc.jsonValue(), __proto__: fc.jsonValue() })
      .map((value) => JSON.stringify(value)),
    payloads.map((payload) => JSON.stringify(payload).replace(/"n"/g, '"__proto__"')),
  );
  await fc.assert(
    fc.asyncProperty(json, async (text) => {
      const opened = await decodeLink(`s1.${deflateSync(text).toString('base64url')}`);
      if (!opened.ok) return;
      expect(Object.getPrototypeOf(opened.payload)).toBe(Object.prototype);
      expect(typeof opened.payload.r).toBe('string');
      for (const { t } of opened.payload.e) expect(typeof t).toBe('string');
    }),
  );
});
