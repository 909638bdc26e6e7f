// A course as the overview shows it: its tracks, each lesson with how far the learner is.
import type { LessonRecord } from '../../share/progress-store.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

export interface CourseLesson {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** Of its track. */
  readonly track: string;
}

export interface CourseTrack {
  readonly id: string;
  readonly title: string;
  /** How long it takes; null where nobody knows. */
  readonly minutes: number | null;
}

export interface LessonRow extends CourseLesson {
  readonly state: 'passed' | 'started' | 'open';
  /** The state in words, then what it took. */
  readonly words: readonly string[];
}

export interface TrackRows extends CourseTrack {
  readonly lessons: readonly LessonRow[];
  readonly passed: number;
}

/** What is kept of lessons. */
export interface Records {
  of(id: string): LessonRecord;
  isStarted(id: string): boolean;
}

export function toTrackRows(
  tracks: readonly CourseTrack[],
  course: readonly CourseLesson[],
  records: Records,
): readonly TrackRows[] {
  return tracks.map((track) => {
    const lessons = course
      .filter((lesson) => lesson.track === track.id)
      .map((lesson) => toLessonRow(lesson, records));
    return { ...track, lessons, passed: lessons.filter(({ state }) => state === 'passed').length };
  });
}

function toLessonRow({ id, number, title, track }: CourseLesson, records: Records): LessonRow {
  const { passedAt, predicates, hints, sawSolution } = records.of(id);
  const state = passedAt !== null ? 'passed' : records.isStarted(id) ? 'started' : 'open';
  const word = { passed: texts.lessonsPassed, started: texts.lessonsStarted, open: texts.lessonsOpen }[state];
  const words = [
    word,
    ...(state === 'passed' ? [counted(predicates, texts.lessonsBestOne, texts.lessonsBest)] : []),
    ...(hints > 0 ? [counted(hints, texts.lessonsHintsOne, texts.lessonsHints)] : []),
    ...(sawSolution ? [texts.lessonsSawSolution] : []),
  ];
  return { id, number, title, track, state, words };
}

const counted = (n: number, one: string, many: string): string => (n === 1 ? one : fill(many, { n }));

/** The lesson to go on with: the first that is not passed, from the one on that was opened last. */
export function toNextLesson(
  course: readonly CourseLesson[],
  records: Records,
  last: string,
): CourseLesson | undefined {
  const isOpen = ({ id }: CourseLesson) => records.of(id).passedAt === null;
  const at = course.findIndex(({ id }) => id === last);
  return course.slice(Math.max(0, at)).find(isOpen) ?? course.find(isOpen);
}
