// A course that came as a file, as one file to load when it is opened.
import { getCourses } from '../../share/course-store.ts';
import type { CourseStore } from '../../share/course-store.ts';
import { getProgress } from '../../state/lessons/progress.svelte.ts';
import type { Progress } from '../../state/lessons/progress.svelte.ts';
import type { PlaceParts } from '../places/place.ts';

export { default as View } from './CoursePlace.svelte';

export interface CourseState {
  readonly progress: Progress;
  readonly courses: CourseStore;
}

export const createState = ({ notices }: PlaceParts): CourseState => ({
  progress: getProgress('lessons', notices),
  courses: getCourses(),
});
