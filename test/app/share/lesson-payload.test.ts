import { describe, expect, test } from 'vitest';
import {
  isLessonAddress,
  lessonLimits,
  readLesson,
  toLessonPayload,
} from '../../../src/share/lesson-payload.ts';
import { decodeLink, encodeLink } from '../../../src/share/link.ts';
import type { Payload, Plain } from '../../../src/share/payload.ts';
import { lessonEvent, wholeLesson } from '../../_helpers/lessons.ts';

const withL = (l: Plain): Payload => ({ r: 'title: t\n', e: [{ x: 1, t: '{"a":1}' }], l });
const opened = (payload: Payload) => {
  const read = readLesson(payload);
  if (!read || read === 'newer') throw new Error('No lesson.');
  return read;
};

// Promises to whoever has such a link: these must open for ever, as they do here.
describe('golden links', () => {
  test('a lesson with everything', async () => {
    const link =
      's1.eJytU8GK20AM_RWh3sIkaXoc6KF0KRRCC9uFHmKTndiKPWQ8SkeKs0vIv5dxNtkcsi2FXnyw9J6ent4cMKFF9RrIghYxcCO8SxVZOFROqeH0bEFJ9FjEmpQq9RxtEQFk-AJQT1G_uY4s_FDezrlpfGxyreJY-6EfpIhokNAuDhjRoihvt1SjwSe0M4OKFg8FXrgKtAVe0-ERj-aErSmQ_g17NzQ9JOfDNTYwb87Q929CpUp-dQLLgC4NBrQH7C8DP0HwouAFXITv92iwQYtffCLgCKPRirUdjWDvngWUQXygWBE40Mw6QYMVWnxoCXoXdiTAa3AnTpcIXFBK0anvKftcxDFwpNykLXV5LEXeNS0abC-mdq6mP6_2OZG74cqLo0BBaN9Son_w1hTo9nJPjec4VGk33pPoeHZ2boN2scDIy56DUx9oufYUasHSLLBzT8ttotrntAmaD_mn69nXsuy49mtPCQ0mwrI06Idds6g58wacwuOVmMfJKWMzg2u0r6KHPa-Oxuuz6efzTS4tP5NXerlEpqsH8bcznqe9FhZXFQNXskosy-yD_MeX9vawmw9vP2wx96KSE6O6FTudim861_6aeJ7WXMl05cRXMk27QDJptQvDhb7GnDnYuibH4l0gl-LHMFCV5fH4G2-jaY4';
    const decoded = await decodeLink(link);
    if (!decoded.ok) throw new Error(decoded.message);
    expect(readLesson(decoded.payload)).toEqual({ lesson: wholeLesson, notes: [] });
    expect(await encodeLink(toLessonPayload(wholeLesson))).toBe(link);
  });

  test('a lesson with what a later page may add', async () => {
    const decoded = await decodeLink(
      's1.eJxlj8FuwjAQRH8FzamVfCD0th_QU28ckwgtsFQuWxs5m1DV8r8jJ6gI9bianTczGQkE86ZCK-sCHATUZvyAGgcDIXfgDtQUFJcRQBiD8l5U5Yj7y0P75AtcdW_-SXaNi7R-Am8KSu-goIzpL_U9xe-VskmCwxnUtghxN0Vl8yq7kxc9Duhdi3GQYblr-UmCbeOYDoK-d_DzmAr8iPG8rHtzOIHAc-x1Ru-5mr944uGQ_MWIVZK9NK8z5LdWW7qQpVFKKTf_CV5q',
    );
    if (!decoded.ok) throw new Error(decoded.message);
    const { lesson, notes } = opened(decoded.payload);
    expect(lesson).toMatchObject({
      title: 'From later',
      events: [
        { name: '', expectation: 'fire', text: '{"a":1}' },
        { name: 'two', expectation: 'silent', text: '{"a":2}' },
      ],
      constraints: [{ kind: 'no_volatile_fields' }],
      // By its place among those that are left.
      hints: [{ text: 'Look', look: { event: 1, field: 'a' } }],
      links: [],
    });
    expect(notes).toEqual([
      { code: 'left_out', what: 'events' },
      { code: 'newer_constraint', what: 'uses_field' },
      { code: 'bad_link', what: 'javascript:alert(1)' },
    ]);
  });

  test('a lesson of a later format, which is no reason to refuse the rule', async () => {
    const decoded = await decodeLink(
      's1.eJyrVipSslIqySzJSbVSKInJU9JRSlWyio7VUcpRsqpWKlOyMtJRKlGyUvJLLU8tUqqtBQBi0A5F',
    );
    if (!decoded.ok) throw new Error(decoded.message);
    expect(decoded.payload.r).toBe('title: t\n');
    expect(readLesson(decoded.payload)).toBe('newer');
  });
});

test.each([undefined, null, 1, 'x', [], {}, { id: 'a-list-is-an-or', title: 'A list' }, { v: '1' }])(
  'what came before lessons is none: %j',
  (l) => {
    expect(readLesson(withL(l as Plain))).toBeNull();
  },
);

test('a lesson that lacks all but its version is one, and empty', () => {
  const { lesson, notes } = opened(withL({ v: 1 }));
  expect(notes).toEqual([]);
  expect(lesson).toMatchObject({ title: '', hints: [], hidden: [], constraints: [], solution: '' });
});

test('caps hold: at the limit nothing is said, one past it something is', () => {
  const hidden = (count: number) => Array.from({ length: count }, () => ({ x: 0, t: '{}' }));
  expect(opened(withL({ v: 1, h: hidden(lessonLimits.hidden) })).notes).toEqual([]);
  const { lesson, notes } = opened(withL({ v: 1, h: hidden(lessonLimits.hidden + 1) }));
  expect(lesson.hidden).toHaveLength(lessonLimits.hidden);
  expect(notes).toEqual([{ code: 'left_out', what: 'hidden events' }]);
  const long = 'x'.repeat(lessonLimits.title);
  expect(opened(withL({ v: 1, t: long })).notes).toEqual([]);
  const cut = opened(withL({ v: 1, t: `${long}y` }));
  expect(cut.lesson.title).toBe(long);
  expect(cut.notes).toEqual([{ code: 'cut', what: 'title' }]);
  const event = { x: 1, t: 'x'.repeat(lessonLimits.event + 1) } as const;
  expect(opened({ ...withL({ v: 1 }), e: [event] }).lesson.events).toEqual([]);
  const hints = Array.from({ length: 4 }, () => ({ t: 'h' }));
  expect(opened(withL({ v: 1, i: hints })).lesson.hints).toHaveLength(3);
});

test('a constraint is taken whole or named', () => {
  const k = [['max_predicates', -1], ['max_predicates', '3'], ['uses_modifier'], ['toString'], 7, null];
  const { lesson, notes } = opened(withL({ v: 1, k }));
  expect(lesson.constraints).toEqual([]);
  expect(notes.map(({ code, what }) => [code, what])).toEqual([
    ['newer_constraint', 'max_predicates'],
    ['newer_constraint', 'uses_modifier'],
    ['newer_constraint', 'toString'],
    ['newer_constraint', '?'],
  ]);
});

test.each([
  ['https://example.com/a?b#c', true],
  ['HTTPS://example.com/', true],
  ['#learn=wildcards', true],
  ['#learn=not%20here', true],
  ['http://example.com/', false],
  ['//example.com/', false],
  ['javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  [' https://example.com/', false],
  ['https://', false],
  ['https:/\\example.com', false],
  ['data:text/html,x', false],
  ['#s1.abc', false],
  ['#learn=<b>', false],
  [`https://example.com/${'x'.repeat(2000)}`, false],
])('whether %j may be a link of a lesson: %j', (href, isAllowed) => {
  expect(isLessonAddress(href)).toBe(isAllowed);
});

test('prototypes stay as they are', async () => {
  const l = JSON.parse(
    '{"v":1,"t":"x","__proto__":{"polluted":1},"i":[{"t":"h","__proto__":{"d":[["a","b"]]}}]}',
  );
  const { lesson } = opened(withL(l as Plain));
  expect(lesson.hints).toEqual([{ text: 'h' }]);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  const own = lessonEvent('__proto__', 'fire', {});
  expect(opened(toLessonPayload({ ...wholeLesson, events: [own] })).lesson.events).toEqual([own]);
});
