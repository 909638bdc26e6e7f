import { describe, expect, test } from 'vitest';
import type { EventMark } from '../../../src/intake/event-marks.ts';
import { toPayload } from '../../../src/share/payload.ts';
import type { Payload, Plain } from '../../../src/share/payload.ts';
import type { Range } from '../../../src/sigma/index.ts';
import type { Work } from '../../../src/share/work-link.ts';
import { fromWork, linkCodec, toWork } from '../../../src/share/work-link.ts';
import type { LinkCodec } from '../../../src/state/work/work-address.ts';

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

describe('names and expectations', () => {
  const texts = ['{"a":1}', '{\n  "b": 2\n}', '{"c":3}'];
  const work = (before: string, between: string, after: string): Work => {
    let eventsText = before;
    const eventRanges = texts.map((text, i) => {
      const start = eventsText.length;
      eventsText += text + (i < 2 ? between : after);
      return { start, end: start + text.length };
    });
    const [first, , third] = eventRanges as [Range, Range, Range];
    const marks: EventMark[] = [
      { range: first, expectation: 'fire' },
      {
        range: third,
        expectation: 'gap',
        name: 'odd',
        origin: { file: 'secret', index: 0, start: 0, end: 1 },
      },
    ];
    return { ruleText: 'x', eventsText, selectedEvent: 0, marks, eventRanges };
  };

  test.each([
    ['', '\n', ''],
    ['[', ',\n  ', ']\n'],
    ['{"Records":[', ',', ']}'],
  ])('travel with each event, and the text comes back to the letter: %j', (...parts) => {
    const sent = work(...parts);
    const payload = fromWork(sent);
    expect(payload.e).toEqual([{ x: 1, t: texts[0] }, { t: texts[1] }, { n: 'odd', x: 2, t: texts[2] }]);
    expect(JSON.stringify(payload)).not.toContain('secret');
    const { eventRanges: _, marks = [], ...rest } = sent;
    const shared = marks.map(({ origin: _, ...mark }) => mark);
    expect(toWork(toPayload(JSON.parse(JSON.stringify(payload))) as Payload)).toEqual({
      ...rest,
      marks: shared,
    });
  });

  test('travel by their places where events do not stand by themselves', () => {
    const { eventRanges: _, ...sent } = work('[', ',', ']');
    const payload = fromWork(sent);
    expect(payload.e).toEqual([{ t: sent.eventsText }]);
    expect(toWork(payload).marks?.map(({ range, expectation }) => [range, expectation])).toEqual(
      sent.marks?.map(({ range, expectation }) => [range, expectation]),
    );
  });

  test('are not there when nothing is said', () => {
    const sent = work('', '\n', '');
    expect(fromWork({ ...sent, marks: [] })).toEqual({ r: 'x', e: [{ t: sent.eventsText }] });
  });

  test.each([
    { b: ['a'] },
    { b: ['a', 1] },
    { m: [[0, 1e99, 1]] },
    { m: [[-1, 2, 1]] },
    { m: [[3, 2, 1]] },
    { m: [[0, 2, 9]] },
    { m: [null, 'x', {}] },
    { m: 1 },
  ])('strange places %j are none', (u) => {
    expect(toWork({ r: '', e: [{ t: '{}' }], u: u as Plain })).toEqual({
      ruleText: '',
      eventsText: '{}',
      selectedEvent: 0,
    });
  });
});

describe('what a link holds besides', () => {
  const payload = {
    r: 'x',
    e: [{ t: '{"a":1}' }],
    o: { fields: 1 },
    u: { s: 2, later: true },
    l: { id: 'lesson' },
    z: [1],
  } as const;
  const work = toWork(payload);

  test('goes into the next link, through the store', () => {
    const kept = JSON.parse(JSON.stringify(work)) as Work;
    expect(fromWork(kept)).toEqual(payload);
    expect(fromWork({ ...kept, ruleText: 'y', selectedEvent: 0 })).toEqual({
      ...payload,
      r: 'y',
      u: { later: true },
    });
  });

  test('is nothing for plain work', () => {
    expect(toWork({ r: 'x', e: [{ t: '{}' }], u: { s: 3 } })).not.toHaveProperty('carried');
  });

  test.each([null, 1, 'x', {}, { payload: 1 }, { payload: { r: '', e: [{ t: 1 }] } }])(
    'from a strange store it is left out: %j',
    (carried) => {
      expect(fromWork({ ...work, carried: carried as never })).toEqual({ r: 'x', e: payload.e, u: { s: 2 } });
    },
  );
});
