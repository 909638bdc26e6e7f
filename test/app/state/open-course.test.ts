// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { toCourseFile } from '../../../src/share/course-file.ts';
import { courseStore } from '../../../src/share/course-store.ts';
import { Notices } from '../../../src/state/notices.svelte.ts';
import { openCourseFile } from '../../../src/state/open-course.ts';
import { wholeLesson } from '../../_helpers/lessons.ts';

test('a course file is kept and its overview is asked for; one that cannot be read says why', async () => {
  const factory = new IDBFactory();
  const courses = courseStore(() => factory);
  const notices = new Notices();
  const { text } = toCourseFile('Trails', [wholeLesson]);
  await openCourseFile('x.course.json', text, notices, courses);
  const [kept] = await courses.list();
  expect(location.hash).toBe(`#course=${kept?.id}`);
  expect(notices.list).toEqual([]);
  await openCourseFile('x.course.json', text.slice(0, 200), notices, courses);
  expect(notices.list.map((notice) => notice.text)).toEqual([expect.stringContaining('cut off')]);
  const part = JSON.parse(text) as { lessons: unknown[] };
  await openCourseFile(
    'x.course.json',
    JSON.stringify({ ...part, lessons: [...part.lessons, 7] }),
    notices,
    courses,
  );
  expect(notices.list.map((notice) => notice.text)).toEqual([
    'Lessons of “x.course.json” that could not be read: 1.',
  ]);
});
