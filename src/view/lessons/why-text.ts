// Why an event is not right yet, in words, and where in the rule that stands.
import type { GradedEvent } from '../../lessons/grade.ts';
import type { Range } from '../../sigma/index.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { toShort } from '../visible.ts';

/** Predicates that are named; how many more there are is said. */
const maxNamed = 3;

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

/** A sentence with code between backticks; empty where nothing more is known. */
export function toWhyText({ why }: GradedEvent): string {
  switch (why?.kind) {
    case 'missed':
      return why.sentence;
    case 'fired': {
      const quoted = why.predicates.slice(0, maxNamed).map(({ text }) => `\`${text.replaceAll('`', '´')}\``);
      if (quoted.length === 0) return '';
      const others = why.predicates.length - quoted.length;
      const more = others > 0 ? fill(texts.lessonWhyMore, { n: others }) : '';
      return fill(texts.lessonWhyFired, { predicates: `${quoted.join(', ')}${more && ` ${more}`}` });
    }
    case 'undecided':
      return texts.lessonWhyUndecided;
    default:
      return '';
  }
}

export function toWhyRanges({ why }: GradedEvent): readonly Range[] {
  if (why?.kind === 'missed') return why.ranges;
  return why?.kind === 'fired' ? why.predicates.map(({ range }) => range) : [];
}
