// What the learner is told at this moment: the one thing that is to be done next.
import type { Grade, GradedEvent } from '../../lessons/grade.ts';
import type { Range } from '../../sigma/index.ts';
import type { Graded } from '../../worker/workbench/protocol.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { toConstraintText } from './constraint-text.ts';
import { toWhyRanges, toWhyText, toWrongTitle } from './why-text.ts';

export interface Coach {
  readonly tone: 'match' | 'miss' | 'error' | 'idle';
  readonly title: string;
  /** With code between backticks. */
  readonly text: string;
  /** Where in the rule that was graded. */
  readonly ranges: readonly Range[];
}

export interface CoachedLesson {
  readonly grade: Graded | null;
  readonly isUngraded: boolean;
  readonly isExam: boolean;
  readonly isHiddenShown: boolean;
  /** How often it is still to be right but for hidden events until they are shown. */
  readonly triesLeft: number;
  /** The rule is the one that the lesson begins with. */
  readonly isUntouched: boolean;
}

export function toCoach(lesson: CoachedLesson): Coach {
  const { grade, isUngraded } = lesson;
  if (isUngraded) return say('error', texts.lessonCoachUngraded, texts.lessonCoachUngradedWhy);
  if (!grade) return say('idle', texts.lessonCoachWaiting);
  if (grade.isPassed) return say('match', texts.lessonCoachPassed, toPredicatesText(grade));
  const [error] = grade.errors;
  if (!grade.isReady)
    return error
      ? say('error', texts.lessonCoachBroken, error.message, [error.range])
      : say('error', texts.lessonCoachEmpty, texts.lessonCoachEmptyWhy);
  const wrong = grade.visible.filter(({ isRight }) => !isRight);
  const [first] = wrong;
  if (first) return toldOf(first, wrong.length - 1, lesson.isUntouched);
  if (error) return say('error', texts.lessonCoachError, error.message, [error.range]);
  return aboutConditions(grade) ?? aboutHidden(grade, lesson);
}

function say(tone: Coach['tone'], title: string, text = '', ranges: readonly Range[] = []): Coach {
  return { tone, title, text, ranges };
}

function toldOf(event: GradedEvent, others: number, isUntouched: boolean): Coach {
  const ranges = toWhyRanges(event);
  // Who has not begun has done nothing wrong.
  if (isUntouched)
    return say('idle', texts.lessonCoachBegin, `${toWrongTitle(event)}. ${toWhyText(event)}`, ranges);
  const more =
    others === 0 ? '' : others === 1 ? texts.lessonCoachOther : fill(texts.lessonCoachOthers, { n: others });
  return say('miss', toWrongTitle(event), `${toWhyText(event)} ${more}`.trim(), ranges);
}

function aboutConditions({ constraints }: Grade): Coach | null {
  const broken = constraints.filter(({ isHeld }) => !isHeld);
  const [first] = broken;
  if (!first) return null;
  const title =
    broken.length === 1
      ? texts.lessonCoachCondition
      : fill(texts.lessonCoachConditions, { n: broken.length });
  return say('miss', title, toConstraintText(first.constraint), first.ranges);
}

function aboutHidden({ hidden }: Grade, { isExam, isHiddenShown, triesLeft }: CoachedLesson): Coach {
  const wrong = hidden.filter(({ isRight }) => !isRight);
  const [first] = wrong;
  if (first && isHiddenShown) {
    const { title, text, ranges } = toldOf(first, wrong.length - 1, false);
    return say('miss', fill(texts.lessonCoachHiddenShown, { title }), text, ranges);
  }
  const title = fill(texts.lessonCoachHidden, { wrong: wrong.length, all: hidden.length });
  if (isExam) return say('miss', title, texts.lessonCoachHiddenExam);
  const left =
    triesLeft === 1 ? texts.lessonCoachHiddenLast : fill(texts.lessonCoachHiddenLeft, { n: triesLeft });
  return say('miss', title, `${texts.lessonCoachHiddenWhy} ${left}`);
}

/** `Yours: 5 predicates. The reference: 3.` */
export function toPredicatesText({ predicates, referencePredicates }: Graded): string {
  const own = fill(predicates === 1 ? texts.lessonPredicatesOne : texts.lessonPredicates, { n: predicates });
  return referencePredicates === 0
    ? own
    : `${own} ${fill(texts.lessonPredicatesReference, { n: referencePredicates })}`;
}
