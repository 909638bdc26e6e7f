// What an author should know of a draft, in sentences.
import type { Constraint } from '../../lessons/lesson.ts';
import type { Finding, FindingCode } from '../../state/lessons/check-draft.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { toShort } from '../visible.ts';
import { toConstraintText } from './constraint-text.ts';

const sentences: Readonly<Record<FindingCode, string | ((values: Finding['values']) => string)>> = {
  no_title: texts.authorFindingNoTitle,
  no_goal: texts.authorFindingNoGoal,
  no_start: texts.authorFindingNoStart,
  start_passes: texts.authorFindingStartPasses,
  no_solution: texts.authorFindingNoSolution,
  solution_broken: texts.authorFindingSolutionBroken,
  solution_wrong: ({ expectation, more = 0 }) => {
    const first =
      expectation === 'fire' ? texts.authorFindingSolutionMisses : texts.authorFindingSolutionFires;
    return Number(more) > 0 ? `${first} ${fill(texts.authorFindingSolutionMore, { n: more })}` : first;
  },
  solution_constraint: texts.authorFindingSolutionConstraint,
  no_events: texts.authorFindingNoEvents,
  no_label: texts.authorFindingNoLabel,
  one_sided: ({ expectation }) =>
    expectation === 'fire' ? texts.authorFindingOneSidedFire : texts.authorFindingOneSidedSilent,
  hidden_seen: texts.authorFindingHiddenSeen,
  few_hidden: texts.authorFindingFewHidden,
  too_many_events: texts.authorFindingTooManyEvents,
  event_too_long: texts.authorFindingEventTooLong,
  modifier_missing: texts.authorFindingModifierMissing,
  no_hints: texts.authorFindingNoHints,
  hint_gives_away: texts.authorFindingHintGivesAway,
  hint_empty: texts.authorFindingHintEmpty,
  hint_points_nowhere: texts.authorFindingHintPointsNowhere,
  hint_change_lost: texts.authorFindingHintChangeLost,
  hint_does_not_solve: texts.authorFindingHintDoesNotSolve,
  bad_link: texts.authorFindingBadLink,
};

const maxValue = 60;

export function toFindingText({ code, values }: Finding, constraints: readonly Constraint[]): string {
  const sentence = sentences[code];
  const shown = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'string' ? toShort(value, key === 'why' ? 300 : maxValue) : value,
  ]);
  const broken = constraints.find(({ kind }) => kind === values['kind']);
  const condition = broken ? { condition: toConstraintText(broken) } : {};
  return fill(typeof sentence === 'string' ? sentence : sentence(values), {
    ...(Object.fromEntries(shown) as Record<string, string | number>),
    ...condition,
  }).trim();
}
