import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink, maxPayloadBytes } from '../../../src/share/link.ts';

const rule =
  'title: Stop logging\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n    eventName: StopLogging\n  condition: selection\n';

/** A link of any bytes. */
const linkOf = (bytes: Buffer) => `s1.${bytes.toString('base64url')}`;
const linkOfJson = (text: string) => linkOf(deflateSync(text));
const why = async (fragment: string) => {
  const opened = await decodeLink(fragment);
  return opened.ok ? 'ok' : opened.why;
};

// Promises to whoever has such a link: these must open for ever, as they do here.
describe('golden links', () => {
  test.each([
    [
      's1.eJxNjTsKw0AMBa8iXp0T6AwhTcoohdkVy8JGMmvZKYzvHvJ3OTDz3ooORtRoynQOH6l5KdWKWPMy-dyTshjR2D3PKZiG-_TkSftSkzKl5nOOPtQmljU0RXXjt9J2RKSLWpyG2-fp-D0iSm65vsx_JIYDFHxZEWCsgl8vYBLsN7Bhu24PtIpI8A',
      { r: rule, e: [{ t: '{"eventName": "StopLogging"}' }] },
    ],
    [
      's1.eJx1kEFOAzEMRa9i_XVGoiy9Q2KJQILumi6GTBhZCkmVeMpIo0g9CByAc3CTngRNh0I37Pxtv_9lT8hgqGjwTE-adhRS30vsbQypL2nIzrONRLucusEpU_tWZl183ovzTC6kodPcSrCx8-qdSoq8rIQLReT3Pup9-_qTdHcOInIpdnLa_INshIEHbyZEMF4k-wKDEbwyUDAmi19HC7a4NEVFNQsZvz7peHgfj4ePhb_6h7_1xWV59uv5mHK2GMHXC7DZom4NEnhC0SxOwZoHXw2GUw-8qgZhrqUDo22CFG2kNG1sUoZZHg3GDc0TkkJtpIdH1PoNZvuExg',
      {
        r: rule,
        e: [
          { n: 'fires', x: 1, t: '{"eventName":"StopLogging"}' },
          { n: 'né “x”', x: 0, t: '{"eventName":"DescribeTrails"}' },
          { x: 2, t: '[]' },
        ],
        o: { strict: true },
        u: { s: 1 },
        l: { id: 'a-list-is-an-or', title: 'A list is an OR' },
      },
    ],
    [
      's1.eJyrVipSslJKjClNsTAwSIopNTAwMIgpisn7MH9Gg5KOUqqSVXSsjlKVklW1Uk5iSWqRklW0UllqUXFmfp6SjpFOXmlOTmxtLQAiPRdN',
      { r: 'a\ud800b\0\r\n😀', e: [], z: { later: ['version', 2, null] } },
    ],
  ])('%.20s…', async (link, payload) => {
    expect(await decodeLink(link)).toEqual({ ok: true, payload });
    expect(await decodeLink(`#${link}\n`)).toEqual({ ok: true, payload });
  });
});

describe('what is encoded', () => {
  test.each([
    { r: '', e: [] },
    { r: 'é 😀 \ud800 \udc00 \0', e: [{ t: '\udfff"\\' }] },
    { r: 'x', e: [{ n: '', x: 0 as const, t: '' }], o: null, u: [1, [2]], l: { a: { b: false } } },
    { r: 'x'.repeat(maxPayloadBytes - 16), e: [] },
  ])('is decoded %#', async (payload) => {
    const link = await encodeLink(payload);
    expect(link).toMatch(/^s1\.[A-Za-z0-9_-]+$/);
    expect(await decodeLink(link)).toEqual({ ok: true, payload });
  });

  test('nothing, when it is too large', async () => {
    expect(await encodeLink({ r: 'x'.repeat(maxPayloadBytes), e: [] })).toBe('');
  });
});

describe('bad links', () => {
  const good = linkOfJson(JSON.stringify({ r: rule, e: [{ t: '{"a":1}' }] }));

  test.each(['s2.abc', '#s9.', 's10.x%', 's123.!'])('%s is of a newer version', async (link) => {
    expect(await why(link)).toBe('newer_version');
  });

  test('every cut of a link is cut off', async () => {
    for (let length = 3; length < good.length; length++)
      expect([length, await why(good.slice(0, length))]).toEqual([length, 'cut_off']);
  });

  test.each([
    '',
    '#',
    'x',
    's1',
    's1,abc',
    'S1.abc',
    's0.abc',
    's.abc',
    's1.ab+c',
    's1.ab c',
    'section',
    's1.%61',
  ])('%j is no link', async (link) => {
    expect(await why(link)).toBe('not_a_link');
  });

  test('changed characters are noticed', async () => {
    const original = await decodeLink(good);
    for (let i = 3; i < good.length; i++) {
      const opened = await decodeLink(good.slice(0, i) + (good[i] === 'A' ? 'B' : 'A') + good.slice(i + 1));
      // A few bits are padding and carry nothing. A changed length can make the text seem cut.
      if (opened.ok) expect(opened).toEqual(original);
      else expect(opened.why).toMatch(/^(not_a_link|cut_off)$/);
    }
  });

  test.each([
    ['not compressed', linkOf(Buffer.from('{"r":"","e":[]}'))],
    ['deflate without zlib', linkOf(deflateRawSync('{"r":"","e":[]}'))],
    ['with a dictionary', linkOf(deflateSync('{"r":"","e":[]}', { dictionary: Buffer.from('"r":') }))],
    ['not UTF-8', linkOf(deflateSync(Buffer.from([0x22, 0xff, 0x22])))],
  ])('%s', async (_, link) => {
    expect(await why(link)).toBe('not_a_link');
  });

  test.each([
    'x',
    '',
    'null',
    '[]',
    '"r"',
    '{}',
    '{"e":[]}',
    '{"r":1,"e":[]}',
    '{"r":"","e":{}}',
    '{"r":"","e":[1]}',
    '{"r":"","e":[{}]}',
    '{"r":"","e":[{"t":1}]}',
    '{"r":"","e":[{"t":"","n":1}]}',
    '{"__proto__":{"r":"","e":[]}}',
    `{"r":"","e":[],"o":${'['.repeat(60)}${']'.repeat(60)}}`,
    '['.repeat(1_000_000),
  ])('JSON of another shape: %.60s', async (json) => {
    expect(await why(linkOfJson(json))).toBe('not_a_link');
  });

  test('a bomb is refused before it is unpacked', async () => {
    // A gigabyte of zeros, packed by hand: blocks of a megabyte, flushed, so that they can be repeated.
    const flushed = deflateRawSync(Buffer.alloc(1 << 20), { finishFlush: 2 });
    const bomb = linkOf(Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(1024).fill(flushed)]));
    const started = performance.now();
    expect(await why(bomb)).toBe('too_large');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('every refusal has a message', async () => {
    for (const link of ['s2.', 's1.', 'x', linkOf(deflateSync(Buffer.alloc(6 << 20)))])
      expect(await decodeLink(link)).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^\S.{20,}\.$/),
      });
  });
});

test('keys that touch prototypes do no harm', async () => {
  const opened = await decodeLink(
    linkOfJson('{"r":"","e":[],"__proto__":{"a":1},"o":{"__proto__":{"b":1},"constructor":{"c":1}}}'),
  );
  expect(opened).toEqual({ ok: true, payload: { r: '', e: [], o: { constructor: { c: 1 } } } });
  expect(opened.ok && Object.getPrototypeOf(opened.payload.o)).toBe(Object.prototype);
});

test('what a later version may add is no reason to refuse', async () => {
  expect(await decodeLink(linkOfJson('{"r":"x","later":[1],"e":[{"t":"","x":7,"later":1}]}'))).toEqual({
    ok: true,
    payload: { r: 'x', e: [{ t: '' }], later: [1] },
  });
  expect(await decodeLink(linkOfJson('{"r":"x"}'))).toEqual({ ok: true, payload: { r: 'x', e: [] } });
});
