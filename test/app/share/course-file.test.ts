import { expect, test } from 'vitest';
import {
  looksLikeCourse,
  maxLessons,
  openCourse,
  toCourseFile,
  toLessonFile,
} from '../../../src/share/course-file.ts';
import { openFile } from '../../../src/share/forms.ts';
import { readLesson, toLessonPayload } from '../../../src/share/lesson-payload.ts';
import { wholeLesson } from '../../_helpers/lessons.ts';

test('a lesson as a file is a file of the playground, which opens without lessons too', () => {
  const { name, text } = toLessonFile(wholeLesson);
  expect(name).toBe('a-list-is-an-or.lesson.json');
  const opened = openFile(text);
  if (!opened.ok) throw new Error(opened.message);
  expect(opened.payload.r).toBe(wholeLesson.start);
  expect(readLesson(opened.payload)).toEqual({ lesson: wholeLesson, notes: [] });
});

test('a course keeps its title and the order of its lessons', () => {
  const lessons = [wholeLesson, { ...wholeLesson, title: 'Second', links: [] }];
  const { name, text } = toCourseFile('Trail basics: día 1', lessons);
  expect(name).toBe('trail-basics-dia-1.course.json');
  expect(looksLikeCourse(text)).toBe(true);
  expect(openCourse(`\ufeff${text}`)).toEqual({
    ok: true,
    course: {
      title: 'Trail basics: día 1',
      lessons: lessons.map((lesson) => ({ lesson, notes: [] })),
      leftOut: 0,
    },
  });
});

const payload = toLessonPayload(wholeLesson);
const file = (content: object) => JSON.stringify({ 'sigma-playground-course': 1, ...content });
const why = (text: string) => {
  const opened = openCourse(text);
  return opened.ok ? 'ok' : opened.why;
};

test.each([
  ['', 'not_a_link'],
  ['{}', 'not_a_link'],
  ['[]', 'not_a_link'],
  ['{"sigma-playground": 1, "r": ""}', 'not_a_link'],
  [file({ lessons: [payload] }).slice(0, -9), 'cut_off'],
  [file({ 'sigma-playground-course': 2, lessons: [payload] }), 'newer_version'],
  [file({ title: 'x' }), 'not_a_link'],
  [file({ lessons: [1, null, { r: 1 }] }), 'not_a_link'],
  [file({ lessons: [payload] }), 'ok'],
])('file %# of courses', (text, expected) => {
  expect(why(text)).toBe(expected);
});

test('lessons that cannot be read are counted, and so are too many', () => {
  const newer = { ...payload, l: { v: 9 } };
  const opened = openCourse(file({ title: 7, lessons: [newer, payload, 'x'] }));
  expect(opened).toMatchObject({ ok: true, course: { title: '', leftOut: 2 } });
  const many = Array.from({ length: maxLessons + 1 }, () => payload);
  expect(openCourse(file({ lessons: many }))).toMatchObject({ ok: true, course: { leftOut: 1 } });
});
