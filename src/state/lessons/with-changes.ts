import type { LessonHint } from '../../lessons/lesson.ts';

/** The text with all the changes of a hint; null where one of them finds its place not at all, or twice. */
export function withChanges(text: string, changes: NonNullable<LessonHint['changes']>): string | null {
  let now = text;
  for (const { from, to } of changes) {
    const at = now.indexOf(from);
    if (from === '' || at < 0 || now.includes(from, at + 1)) return null;
    now = now.slice(0, at) + to + now.slice(at + from.length);
  }
  return now;
}
