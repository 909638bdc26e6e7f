// A course: lessons in an order, as one file: `{"sigma-playground-course": 1, "title": …, "lessons": [payload, …]}`,
// each payload as `lesson-payload.ts` says. Untrusted when it comes in.
import type { Lesson } from '../lessons/lesson.ts';
import { slugOf, toFile } from './forms.ts';
import type { WorkFile } from './forms.ts';
import { lessonLimits, readLesson, toLessonPayload } from './lesson-payload.ts';
import type { OpenedLesson } from './lesson-payload.ts';
import type { Refusal } from './payload.ts';
import { isObject, own, toPayload } from './payload.ts';
import * as texts from '../texts/en.ts';

export interface Course {
  readonly title: string;
  readonly lessons: readonly OpenedLesson[];
  /** How many lessons could not be taken: damaged, of a newer version, or beyond `maxLessons`. */
  readonly leftOut: number;
}

export type CourseOpened = { readonly ok: true; readonly course: Course } | Refusal;

export const maxLessons = 100;
/** Of the file, in UTF-16 units. */
export const maxCourseLength = 20_000_000;

const versionKey = 'sigma-playground-course';
const fileVersion = 1;

export function toLessonFile(lesson: Lesson): WorkFile {
  const { text } = toFile(toLessonPayload(lesson), lesson.title);
  return { name: `${slugOf(lesson.title) || 'lesson'}.lesson.json`, text };
}

export function toCourseFile(title: string, lessons: readonly Lesson[]): WorkFile {
  const content = { [versionKey]: fileVersion, title, lessons: lessons.map(toLessonPayload) };
  return {
    name: `${slugOf(title) || 'course'}.course.json`,
    text: `${JSON.stringify(content, null, 2)}\n`,
  };
}

/** Whether a text begins as such a file does. */
export function looksLikeCourse(text: string): boolean {
  return /^\ufeff?\s*\{\s*"sigma-playground-course"\s*:/.test(text);
}

/** Reads the text of such a file. Never throws. */
export function openCourse(text: string): CourseOpened {
  if (text.length > maxCourseLength) return refusal('too_large', texts.courseFileTooLarge);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return looksLikeCourse(text) ? refusal('cut_off', texts.courseFileCutOff) : notACourse;
  }
  const version = isObject(value) ? own(value, versionKey) : undefined;
  if (!isObject(value) || typeof version !== 'number') return notACourse;
  if (version > fileVersion) return refusal('newer_version', texts.courseFileNewer);
  const given = own(value, 'lessons');
  const all: readonly unknown[] = Array.isArray(given) ? given : [];
  const lessons = all.slice(0, maxLessons).flatMap((each) => {
    const payload = toPayload(each);
    const read = payload && readLesson(payload);
    return read && read !== 'newer' ? [read] : [];
  });
  if (lessons.length === 0) return refusal('not_a_link', texts.courseFileNoLesson);
  const title = own(value, 'title');
  return {
    ok: true,
    course: {
      title: typeof title === 'string' ? title.slice(0, lessonLimits.title) : '',
      lessons,
      leftOut: all.length - lessons.length,
    },
  };
}

function refusal(why: Refusal['why'], message: string): Refusal {
  return { ok: false, why, message };
}

const notACourse = refusal('not_a_link', texts.courseFileNoCourse);
