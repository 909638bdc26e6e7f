// What is kept on this machine, by the names it has there.
export const workKey = 'sigma-playground.work';

export const storageKeys = {
  work: workKey,
  /** What could not be read, oldest first. */
  aside: ['sigma-playground.aside.1', 'sigma-playground.aside.2', 'sigma-playground.aside.3'],
  settings: 'sigma-playground.settings',
  /** Whether the first visit was greeted. */
  greeted: 'sigma-playground.greeted',
  /** Codes of diagnostics. */
  switchedOff: 'sigma-playground.switched-off',
  conventions: 'sigma-playground.conventions',
  /** Whether hints stand at the ends of lines. */
  lineHints: 'sigma-playground.line-hints',
  /** How far the learner has come, and apart from it what was done in an exam. */
  lessons: 'sigma-playground.lessons',
  exam: 'sigma-playground.exam',
  /** The lesson that is being written, and the course that it goes into. */
  lessonDraft: 'sigma-playground.lesson-draft',
  courseDraft: 'sigma-playground.course-draft',
} as const;
