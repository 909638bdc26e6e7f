// A course that comes as a file: it is kept, and its overview opens.
import { openCourse } from '../share/course-file.ts';
import { getCourses } from '../share/course-store.ts';
import type { CourseStore } from '../share/course-store.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import type { Notices } from './notices.svelte.ts';
import { toFragment } from './places.ts';

export async function openCourseFile(
  name: string,
  text: string,
  notices: Pick<Notices, 'show'>,
  courses: CourseStore = getCourses(),
): Promise<void> {
  const opened = openCourse(text);
  const say = (message: string) => notices.show(message, { tone: 'warning', stays: true, topic: 'course' });
  if (!opened.ok) {
    say(opened.message);
    return;
  }
  const { course } = opened;
  const { id, isKept } = await courses.put(course);
  if (!isKept) say(texts.courseNotKept);
  else if (course.leftOut > 0) say(fill(texts.courseLeftOut, { name, n: course.leftOut }));
  location.hash = toFragment({ id: 'course', topic: id });
}
