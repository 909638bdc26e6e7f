import type { OpenLesson } from '../../state/lessons/open-lesson.svelte.ts';
import { triesUntilRevealed } from '../../state/lessons/open-lesson.svelte.ts';
import { toCoach } from '../../view/lessons/coach.ts';
import type { Coach } from '../../view/lessons/coach.ts';

/** What the learner is told now. */
export function coachOf(lesson: OpenLesson): Coach {
  return toCoach({
    grade: lesson.grade,
    isUngraded: lesson.isUngraded,
    isExam: lesson.isExam,
    isHiddenShown: lesson.isHiddenShown,
    triesLeft: Math.max(1, triesUntilRevealed - lesson.record.closeTries),
    isUntouched: lesson.grade?.ruleText === lesson.lesson.start,
  });
}
