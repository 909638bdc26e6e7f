// What a lesson asks beside the labels of its events, in words.
import type { Constraint } from '../../lessons/lesson.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

type Kind = Constraint['kind'];

const words: { readonly [K in Kind]: (constraint: Constraint & { readonly kind: K }) => string } = {
  no_volatile_fields: () => texts.lessonConditionVolatile,
  max_predicates: ({ count }) =>
    count === 1 ? texts.lessonConditionOne : fill(texts.lessonConditionMost, { count }),
  uses_modifier: ({ modifier }) => fill(texts.lessonConditionUses, { modifier }),
  avoids_modifier: ({ modifier }) => fill(texts.lessonConditionAvoids, { modifier }),
  condition_unchanged: () => texts.lessonConditionCondition,
  detection_unchanged: () => texts.lessonConditionDetection,
  no_diagnostics: () => texts.lessonConditionClean,
  has_id: () => texts.lessonConditionId,
};

/** A sentence with code between backticks. */
export function toConstraintText(constraint: Constraint): string {
  return (words[constraint.kind] as (constraint: Constraint) => string)(constraint);
}
