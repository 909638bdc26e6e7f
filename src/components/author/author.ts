// Making lessons, as one file to load when it is opened.
import { draftStore } from '../../share/draft-store.ts';
import { CourseDraft } from '../../state/lessons/course-draft.svelte.ts';
import { LessonDraft } from '../../state/lessons/lesson-draft.svelte.ts';
import { getReference } from '../../worker/reference/start.ts';
import type { PlaceParts } from '../places/place.ts';

export { default as View } from './Author.svelte';

export interface AuthorState {
  readonly draft: LessonDraft;
  readonly course: CourseDraft;
}

/** What is being written stays while the page does, and is kept beyond it. */
export function createState({ playground, notices }: PlaceParts): AuthorState {
  const draft = new LessonDraft({
    playground,
    notices,
    store: draftStore('lessonDraft'),
    lint: async (ruleText) => {
      const reference = getReference();
      const page = await reference.describe(ruleText);
      return [...(page?.diagnostics ?? []), ...(await reference.lint(ruleText))];
    },
  });
  const flush = () => draft.flush();
  addEventListener('pagehide', flush);
  addEventListener('visibilitychange', flush);
  return { draft, course: new CourseDraft(draftStore('courseDraft'), notices) };
}
