// Whether the present rule solves a lesson. The events of a lesson are read once: it is asked after each change.
import { gradeRule, readLessonEvent } from '../../lessons/grade.ts';
import type { Grade } from '../../lessons/grade.ts';
import type { EventObject } from '../../sigma/index.ts';
import type { Held } from './held.ts';
import type { GradeAsked } from './protocol.ts';

export function createGrading(held: Held): (asked: GradeAsked) => Promise<Grade> {
  let read: ReadonlyMap<string, EventObject | null> = new Map();
  return async ({ task, meaning }) => {
    const now = new Map<string, EventObject | null>();
    const readEvent = async (text: string): Promise<EventObject | null> => {
      const event = now.get(text) ?? read.get(text) ?? (await readLessonEvent(text));
      now.set(text, event);
      return event;
    };
    const grade = await gradeRule(held.ruleText, task, {
      compile: async () => held.rule,
      meaning,
      readEvent,
    });
    read = now;
    return grade;
  };
}
