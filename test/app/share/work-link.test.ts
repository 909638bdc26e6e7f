import { expect, test } from 'vitest';
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
