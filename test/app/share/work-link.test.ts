import { describe, expect, test } from 'vitest';
import type { Work } from '../../../src/share/work-link.ts';
import { fromWork, linkCodec, toWork } from '../../../src/share/work-link.ts';
import type { LinkCodec } from '../../../src/state/session.svelte.ts';

const codec: LinkCodec = linkCodec;

test.each([
  { ruleText: '', eventsText: '', selectedEvent: 0 },
  { ruleText: 'title: x\r\n', eventsText: '{"a":1}\n\n{"b":2}\n', selectedEvent: 1 },
])('work that is encoded comes back', async (work) => {
  const fragment = await codec.encode(work);
  expect(fragment).toMatch(/^#s1\./);
  expect(await codec.decode(fragment)).toEqual({ work });
});

test('several events become one text', () => {
  expect(toWork({ r: 'x', e: [{ t: '{}' }, { n: 'b', x: 1, t: '[{}]' }] }).eventsText).toBe('{}\n[{}]');
});

test.each([null, 1, [], { s: -1 }, { s: 0.5 }, { s: '1' }, { s: 1e99 }])(
  'a strange view %j is no view',
  (u) => {
    expect(toWork({ r: '', e: [], u }).selectedEvent).toBe(0);
  },
);

test('only what is there is carried', () => {
  expect(fromWork({ ruleText: 'x', eventsText: '' })).toEqual({ r: 'x', e: [] });
});

test('a bad link is a problem, said in a sentence', async () => {
  expect(await codec.decode('#s1.')).toEqual({ problem: expect.stringMatching(/cut off/) });
});

test('work that is too large for a link gives none', async () => {
  expect(await codec.encode({ ruleText: '', eventsText: 'x'.repeat(6_000_000) })).toBe('');
  expect(await codec.encode({ ruleText: '', eventsText: 'é'.repeat(3_000_000) })).toBe('');
});

describe('what a link holds besides', () => {
  const payload = {
    r: 'x',
    e: [
      { n: 'bad', x: 1, t: '{"a":1}' },
      { x: 0, t: '[{"a":2},\r\n{"a":3}]' },
      { n: 'odd', t: '' },
    ],
    o: { fields: 1 },
    u: { s: 2, later: true },
    l: { id: 'lesson' },
    z: [1],
  } as const;
  const work = toWork(payload);
  const normal = (text: string) => text.replace(/\r\n/g, '\n');
  const same = { ...payload, e: payload.e.map((event) => ({ ...event, t: normal(event.t) })) };

  test('goes into the next link, through an editor and the store', () => {
    expect(work.eventsText).toBe('{"a":1}\n[{"a":2},\r\n{"a":3}]\n');
    const kept = JSON.parse(JSON.stringify({ ...work, eventsText: normal(work.eventsText) })) as Work;
    expect(fromWork(kept)).toEqual(same);
    expect(fromWork({ ...kept, ruleText: 'y', selectedEvent: 0 })).toEqual({
      ...same,
      r: 'y',
      u: { later: true },
    });
  });

  test('names and expectations end with an edit of the events, the rest stays', () => {
    const eventsText = '{"a":2}\n[{"a":2},\n{"a":3}]\n';
    const { o, u, l, z } = payload;
    expect(fromWork({ ...work, eventsText })).toEqual({ r: 'x', e: [{ t: eventsText }], o, u, l, z });
  });

  test('is nothing for plain work', () => {
    expect(toWork({ r: 'x', e: [{ t: '{}' }], u: { s: 3 } })).not.toHaveProperty('carried');
  });

  test.each([
    null,
    1,
    'x',
    {},
    { payload: 1 },
    { ...work.carried, lengths: null },
    { ...work.carried, lengths: [-1, 1e99, 2] },
    { ...work.carried, payload: { r: '', e: [{ t: 1 }] } },
  ])('from a strange store it is left out: %j', (carried) => {
    const { e } = fromWork({ ...work, carried: carried as never });
    expect(e).toEqual([{ t: work.eventsText }]);
  });
});
