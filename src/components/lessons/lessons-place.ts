// The overview of the lessons, as one file to load when it is opened.
import { findLesson } from '../../lessons/course/index.ts';
import { readEmbed } from '../../state/embed.ts';
import { ClassSheet } from '../../state/lessons/class-sheet.svelte.ts';
import { getProgress } from '../../state/lessons/progress.svelte.ts';
import type { Progress } from '../../state/lessons/progress.svelte.ts';
import { getReference } from '../../worker/reference/start.ts';
import type { PlaceParts } from '../places/place.ts';

export { default as View } from './Lessons.svelte';

export interface LessonsState {
  readonly progress: Progress;
  readonly isExam: boolean;
  readonly sheet: ClassSheet;
}

export function createState({ playground, notices }: PlaceParts): LessonsState {
  const isExam = readEmbed(location.search).exam;
  const reference = getReference();
  return {
    progress: getProgress(isExam ? 'exam' : 'lessons', notices),
    isExam,
    sheet: new ClassSheet({
      ask: playground.ask,
      find: findLesson,
      meaningOf: async (ruleText) => {
        const page = await reference.describe(ruleText);
        return [...(page?.diagnostics ?? []), ...(await reference.lint(ruleText))];
      },
    }),
  };
}
