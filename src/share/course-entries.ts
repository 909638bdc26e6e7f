import type { Lesson } from '../lessons/lesson.ts';
import type { Course } from './course-file.ts';
import { toLessonId } from './lesson-id.ts';

export interface CourseEntry {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly lesson: Lesson;
}

/** The lessons of a course by their ids. One that stands in it twice is one. */
export function toEntries({ lessons }: Course): readonly CourseEntry[] {
  const byId = new Map(lessons.map(({ lesson }) => [toLessonId(lesson), lesson]));
  return [...byId].map(([id, lesson], i) => ({ id, number: i + 1, title: lesson.title, lesson }));
}
