import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openCourse, toCourseFile } from '../../../src/share/course-file.ts';
import type { Course } from '../../../src/share/course-file.ts';
import { courseStore } from '../../../src/share/course-store.ts';
import { toLessonId } from '../../../src/share/lesson-id.ts';
import { wholeLesson } from '../../_helpers/lessons.ts';

function courseOf(title: string): Course {
  const opened = openCourse(toCourseFile(title, [wholeLesson]).text);
  if (!opened.ok) throw new Error(opened.message);
  return opened.course;
}

test('courses stay until they are removed; the same one opened again is one', async () => {
  const factory = new IDBFactory();
  const store = courseStore(() => factory);
  const first = await store.put(courseOf('One'));
  expect(first.isKept).toBe(true);
  await store.put(courseOf('Two'));
  expect(await store.put(courseOf('One'))).toEqual(first);
  const other = courseStore(() => factory);
  expect((await other.list()).map(({ course }) => course.title).sort()).toEqual(['One', 'Two']);
  expect((await other.list())[0]?.course.lessons[0]?.lesson).toEqual(wholeLesson);
  await other.remove(first.id);
  expect((await store.list()).map(({ course }) => course.title)).toEqual(['Two']);
});

test('where the browser refuses, a course lasts as long as the page', async () => {
  const store = courseStore(() => {
    throw new DOMException('', 'SecurityError');
  });
  const { id, isKept } = await store.put(courseOf('One'));
  expect(isKept).toBe(false);
  expect((await store.list()).map(({ course }) => course.title)).toEqual(['One']);
  await store.remove(id);
  expect(await store.list()).toEqual([]);
});

test('a lesson is known by what it holds, not by where it came from', () => {
  const id = toLessonId(wholeLesson);
  expect(id).toMatch(/^x-[0-9a-f]{16}$/);
  expect(toLessonId({ ...wholeLesson, id: 'in-a-course' })).toBe(id);
  expect(toLessonId({ ...wholeLesson, goal: `${wholeLesson.goal}.` })).not.toBe(id);
  // Kept progress is found by it: it may never change.
  expect(id).toBe('x-9fe73817fdecd24b');
});
