import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Constraint, Lesson } from '../../src/lessons/lesson.ts';
import { openCourse, toCourseFile } from '../../src/share/course-file.ts';
import { isLessonAddress, readLesson, toLessonPayload } from '../../src/share/lesson-payload.ts';
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import { toPayload } from '../../src/share/payload.ts';
import type { Payload } from '../../src/share/payload.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const events = fc.array(
  fc.record({ name: text, expectation: fc.constantFrom('fire' as const, 'silent' as const), text }),
  { maxLength: 4 },
);
const modifier = fc.constantFrom('re', 'contains', 'utf16le');
const constraint: fc.Arbitrary<Constraint> = fc.oneof(
  fc.constantFrom<Constraint>(
    { kind: 'no_volatile_fields' },
    { kind: 'condition_unchanged' },
    { kind: 'detection_unchanged' },
    { kind: 'no_diagnostics' },
    { kind: 'has_id' },
  ),
  fc.nat().map((count) => ({ kind: 'max_predicates' as const, count })),
  modifier.map((each) => ({ kind: 'uses_modifier' as const, modifier: each })),
  modifier.map((each) => ({ kind: 'avoids_modifier' as const, modifier: each })),
);
const lessons: fc.Arbitrary<Lesson> = events.chain((visible) =>
  fc.record({
    id: fc.constant(''),
    title: text,
    goal: text,
    concept: text,
    start: text,
    events: fc.constant(visible),
    hidden: events,
    constraints: fc.array(constraint, { maxLength: 5 }),
    hints: fc.array(
      fc.record(
        {
          text,
          changes: fc.array(fc.record({ from: text.filter((each) => each !== ''), to: text }), {
            minLength: 1,
            maxLength: 3,
          }),
          ...(visible.length > 0
            ? {
                look: fc.record(
                  { event: fc.nat({ max: visible.length - 1 }), field: fc.constantFrom('a', 'b.c') },
                  { requiredKeys: ['event'] },
                ),
              }
            : {}),
        },
        { requiredKeys: ['text'] },
      ),
      { maxLength: 3 },
    ),
    solution: text,
    links: fc.array(
      fc.record({
        text: text.filter((each) => each !== ''),
        href: fc.constantFrom('https://example.com/', '#learn=lists'),
      }),
      { maxLength: 3 },
    ),
  }),
);

const plain = (lesson: Lesson) => JSON.parse(JSON.stringify(lesson)) as Lesson;

test('a lesson survives its link and its course file', async () => {
  await fc.assert(
    fc.asyncProperty(lessons, async (lesson) => {
      const decoded = await decodeLink(await encodeLink(toLessonPayload(lesson)));
      if (!decoded.ok) throw new Error(decoded.message);
      expect(readLesson(decoded.payload)).toEqual({ lesson: plain(lesson), notes: [] });
      expect(openCourse(toCourseFile(lesson.title, [lesson, lesson]).text)).toMatchObject({
        ok: true,
        course: { lessons: [{ lesson: plain(lesson) }, { lesson: plain(lesson) }], leftOut: 0 },
      });
    }),
    { numRuns: 150 },
  );
});

test('whatever stands in a payload is a lesson within the caps, or none', () => {
  const any = fc.jsonValue({ maxDepth: 3 });
  const hostile = fc.record(
    { t: any, g: any, c: any, h: any, k: any, i: any, s: any, w: any, z: any },
    { requiredKeys: [] },
  );
  const near = fc.record({
    h: fc.array(fc.record({ n: any, x: any, t: any }, { requiredKeys: [] })),
    k: fc.array(fc.array(any)),
    i: fc.array(fc.record({ t: any, e: any, f: any, d: fc.array(fc.array(any)) }, { requiredKeys: [] })),
    w: fc.array(fc.tuple(any, fc.oneof(fc.string(), fc.webUrl(), fc.constant('javascript:1')))),
  });
  fc.assert(
    fc.property(fc.oneof(hostile, near), fc.array(any), (l, e) => {
      const value = JSON.parse(
        JSON.stringify({ r: '', e: e.map((t) => ({ t: JSON.stringify(t) ?? '', x: 1 })), l: { v: 1, ...l } }),
      );
      const payload = toPayload(value) as Payload;
      const read = readLesson(payload);
      if (!read || read === 'newer') throw new Error('No lesson.');
      const { lesson } = read;
      for (const { text: each } of [...lesson.hints, ...lesson.events, ...lesson.hidden])
        expect(typeof each).toBe('string');
      expect(lesson.links.every(({ href }) => isLessonAddress(href))).toBe(true);
      expect(lesson.hints.every(({ look }) => !look || lesson.events[look.event])).toBe(true);
      // What was read can be handed on, and is then the same.
      expect(readLesson(toLessonPayload(lesson))).toEqual({ lesson, notes: [] });
    }),
    { numRuns: 500 },
  );
});

test('no text makes the reader of courses throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (given) => {
      openCourse(given);
      openCourse(`{"sigma-playground-course":1,${given}`);
      openCourse(`{"sigma-playground-course":1,"lessons":${given}}`);
    }),
    { numRuns: 500 },
  );
});
