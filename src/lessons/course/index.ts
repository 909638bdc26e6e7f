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

const beginner: readonly Row[] = [
  ['a-list-is-an-or', 'A list is an OR', () => import('./a-list-is-an-or.ts')],
  ['two-keys-are-an-and', 'Two keys are an AND', () => import('./two-keys-are-an-and.ts')],
  ['dots-not-nesting', 'Dots, not nesting', () => import('./dots-not-nesting.ts')],
  ['case-and-cased', 'Case, and cased', () => import('./case-and-cased.ts')],
  ['versioned-names', 'startswith: versioned operation names', () => import('./versioned-names.ts')],
  ['a-star-is-not-a-star', 'A star is not a star', () => import('./a-star-is-not-a-star.ts')],
  ['contains-all', 'contains|all', () => import('./contains-all.ts')],
  ['filters', 'Filters', () => import('./filters.ts')],
  ['only-successes', 'Only successes: null and exists', () => import('./only-successes.ts')],
];

const practitioner: readonly Row[] = [
  ['one-of-all-of', '1 of, all of', () => import('./one-of-all-of.ts')],
  [
    'the-rule-that-never-fires',
    'The published rule that never fires',
    () => import('./the-rule-that-never-fires.ts'),
  ],
  ['walking-arrays', 'Walking arrays', () => import('./walking-arrays.ts')],
  ['cidr', 'cidr, and things that are no addresses', () => import('./cidr.ts')],
  ['regular-expressions', 're, and re|i', () => import('./regular-expressions.ts')],
  [
    'two-fields-of-one-event',
    'fieldref: two fields of one event',
    () => import('./two-fields-of-one-event.ts'),
  ],
  ['precedence', 'Precedence', () => import('./precedence.ts')],
  ['precision', 'Precision', () => import('./precision.ts')],
];

const capstone: readonly Row[] = [
  ['no-public-rule', 'Capstone: no public rule exists', () => import('./no-public-rule.ts')],
  ['find-it-in-the-noise', 'Capstone: find it in the noise', () => import('./find-it-in-the-noise.ts')],
  ['ship-it', 'Ship it', () => import('./ship-it.ts')],
];

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
