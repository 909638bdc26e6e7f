// The course: twenty lessons in three tracks.
import type { Lesson, LessonEntry, TrackId } from '../lesson.ts';

export interface Track {
  readonly id: TrackId;
  readonly title: string;
  readonly minutes: number;
}

export const tracks: readonly Track[] = [
  { id: 'beginner', title: 'Beginner', minutes: 45 },
  { id: 'practitioner', title: 'Practitioner', minutes: 60 },
  { id: 'capstone', title: 'Capstones', minutes: 45 },
];

type Row = readonly [id: string, title: string, load: () => Promise<{ readonly lesson: Lesson }>];

const beginner: readonly Row[] = [];

const practitioner: readonly Row[] = [];

const capstone: readonly Row[] = [];

export const course: readonly LessonEntry[] = [
  ...beginner.map((row) => [row, 'beginner'] as const),
  ...practitioner.map((row) => [row, 'practitioner'] as const),
  ...capstone.map((row) => [row, 'capstone'] as const),
].map(([[id, title, load], track], i) => ({
  id,
  number: i + 1,
  title,
  track,
  load: async () => (await load()).lesson,
}));

export function findLesson(id: string): LessonEntry | undefined {
  return course.find((entry) => entry.id === id);
}
