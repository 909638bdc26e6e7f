// Why an event is not right yet, in words, and where in the rule that stands.
import type { GradedEvent } from '../../lessons/grade.ts';
import type { Range } from '../../sigma/index.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { toShort } from '../visible.ts';

/** `“DeleteTrail” should fire, and does not`. */
export function toWrongTitle({ name, expectation, verdict }: GradedEvent): string {
  const text =
    verdict === 'unknown'
      ? texts.lessonWrongUndecided
      : expectation === 'fire'
        ? texts.lessonWrongMissed
        : texts.lessonWrongFired;
  return fill(text, { name: toShort(name, 90) });
}

/** A sentence or two with code between backticks; empty where nothing more is known. */
export function toWhyText({ why }: GradedEvent): string {
  if (why?.kind === 'undecided') return texts.lessonWhyUndecided;
  return why?.sentence ?? '';
}

export function toWhyRanges({ why }: GradedEvent): readonly Range[] {
  if (why?.kind === 'missed') return why.ranges;
  return why?.kind === 'fired' ? [...why.predicates, ...why.exclusions].map(({ range }) => range) : [];
}
