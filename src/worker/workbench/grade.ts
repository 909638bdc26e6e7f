// Whether a rule solves a lesson. The events of a lesson are read once: it is asked after each change.
import { countPredicates, gradeRule, readLessonEvent } from '../../lessons/grade.ts';
import type { EventObject } from '../../sigma/index.ts';
import type { Held } from './held.ts';
import type { GradeAsked, Graded } from './protocol.ts';

export function createGrading(held: Held): (asked: GradeAsked) => Promise<Graded> {
  let read: ReadonlyMap<string, EventObject | null> = new Map();
  let counted = { text: '', predicates: 0 };
  const count = async (text: string): Promise<number> => {
    if (text === '') return 0;
    const rule = text === counted.text ? null : await held.compile(text);
    if (rule) counted = { text, predicates: countPredicates(rule.rule) };
    return text === counted.text ? counted.predicates : 0;
  };
  return async ({ task, meaning, ruleText = held.ruleText, reference = '' }) => {
    const now = new Map<string, EventObject | null>();
    const readEvent = async (text: string): Promise<EventObject | null> => {
      const event = now.get(text) ?? read.get(text) ?? (await readLessonEvent(text));
      now.set(text, event);
      return event;
    };
    const isHeld = ruleText === held.ruleText;
    const grade = await gradeRule(ruleText, task, {
      compile: async (text) => (isHeld ? held.rule : held.compile(text)),
      meaning,
      readEvent,
    });
    read = now;
    return { ...grade, referencePredicates: await count(reference) };
  };
}
