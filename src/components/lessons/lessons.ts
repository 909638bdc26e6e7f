// The learner's side of the lessons, as one file to load when the first of them is opened.
import type { Lesson } from '../../lessons/lesson.ts';
import { course, findLesson, tracks } from '../../lessons/course/index.ts';
import { getCourses } from '../../share/course-store.ts';
import { isSharedId, toLessonId } from '../../share/lesson-id.ts';
import { toEntries } from '../../share/course-entries.ts';
import { readLesson } from '../../share/lesson-payload.ts';
import type { LessonNote } from '../../share/lesson-payload.ts';
import type { Payload } from '../../share/payload.ts';
import type { Embed } from '../../state/embed.ts';
import { OpenLesson } from '../../state/lessons/open-lesson.svelte.ts';
import type { LessonPlace } from '../../state/lessons/open-lesson.svelte.ts';
import { getProgress } from '../../state/lessons/progress.svelte.ts';
import type { Notices } from '../../state/notices.svelte.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { toShort } from '../../view/visible.ts';

export { default as LessonPanel } from './LessonPanel.svelte';

interface LessonParts {
  readonly playground: Playground;
  readonly notices: Notices;
  readonly embed: Pick<Embed, 'on' | 'exam'>;
}

/** A lesson of ours or of a course that is kept, with what was kept of it; null when there is none of that name. */
export async function startLesson(
  id: string,
  { playground, notices, embed }: LessonParts,
): Promise<OpenLesson | null> {
  const shared = isSharedId(id) ? await findShared(id) : null;
  const place = shared?.place ?? placeOf(id);
  const lesson = shared?.lesson ?? (await findLesson(id)?.load());
  if (!place || !lesson) return null;
  // In a frame of another page nothing is kept.
  const keeper = embed.on ? null : getProgress(embed.exam ? 'exam' : 'lessons', notices);
  keeper?.setLast(id);
  return new OpenLesson(lesson, { playground, keeper, place, isExam: embed.exam });
}

function placeOf(id: string): LessonPlace | null {
  const at = course.findIndex((entry) => entry.id === id);
  const entry = course[at];
  if (!entry) return null;
  return {
    id,
    number: entry.number,
    track: tracks.find((track) => track.id === entry.track)?.title ?? '',
    course: '',
    of: course.length,
    previous: course[at - 1] ?? null,
    next: course[at + 1] ?? null,
  };
}

/** In the course that was opened last, of those that have it. */
async function findShared(id: string): Promise<{ lesson: Lesson; place: LessonPlace } | null> {
  for (const kept of await getCourses().list()) {
    const entries = toEntries(kept.course);
    const at = entries.findIndex((entry) => entry.id === id);
    const entry = entries[at];
    if (!entry) continue;
    const place: LessonPlace = {
      id,
      number: at + 1,
      track: toShort(kept.course.title, 60),
      course: kept.id,
      of: entries.length,
      previous: entries[at - 1] ?? null,
      next: entries[at + 1] ?? null,
    };
    return { lesson: { ...entry.lesson, id }, place };
  }
  return null;
}

/** The lesson of a link or a file, with what was kept of it; null when it holds none that can be read. */
export async function startShared(
  payload: Payload,
  { playground, notices, embed }: LessonParts,
): Promise<OpenLesson | null> {
  const read = readLesson(payload);
  if (read === null) return null;
  if (read === 'newer') {
    notices.show(texts.lessonLinkNewer, { tone: 'warning', stays: true, topic: 'lesson-link' });
    return null;
  }
  tellNotes(read.notes, notices);
  const lesson = { ...read.lesson, id: toLessonId(read.lesson) };
  const keeper = embed.on ? null : getProgress(embed.exam ? 'exam' : 'lessons', notices);
  return new OpenLesson(lesson, { playground, keeper, place: null, isExam: embed.exam });
}

function tellNotes(notes: readonly LessonNote[], notices: Notices): void {
  const told = {
    newer_constraint: texts.lessonLinkConstraint,
    bad_link: texts.lessonLinkBad,
    cut: texts.lessonLinkCut,
    left_out: texts.lessonLinkLeftOut,
  };
  const said = notes.slice(0, 3).map(({ code, what }) => fill(told[code], { what: toShort(what, 60) }));
  if (said.length > 0) notices.show(said.join(' '), { tone: 'warning', stays: true, topic: 'lesson-link' });
}
