// What an author should know of a draft, each by a code and the part of the form that it speaks of. Pure: what the rules
// do is given as grades.
import type { Grade } from '../../lessons/grade.ts';
import { isLessonAddress, lessonLimits } from '../../share/lesson-payload.ts';
import type { Draft, DraftEvent } from './draft.ts';
import { withChanges } from './with-changes.ts';

export type DraftPart =
  | 'title'
  | 'goal'
  | 'start'
  | 'solution'
  | 'events'
  | 'constraints'
  | 'hint-1'
  | 'hint-2'
  | 'hint-3'
  | 'links';

export type FindingCode =
  | 'no_title'
  | 'no_goal'
  | 'no_start'
  | 'start_passes'
  | 'no_solution'
  | 'solution_broken'
  | 'solution_wrong'
  | 'solution_constraint'
  | 'no_events'
  | 'no_label'
  | 'one_sided'
  | 'hidden_seen'
  | 'few_hidden'
  | 'too_many_events'
  | 'event_too_long'
  | 'modifier_missing'
  | 'no_hints'
  | 'hint_gives_away'
  | 'hint_empty'
  | 'hint_points_nowhere'
  | 'hint_change_lost'
  | 'hint_does_not_solve'
  | 'bad_link';

export interface Finding {
  readonly code: FindingCode;
  /** `must`: it is no lesson as it is. `should`: it is one, and not a good one. */
  readonly level: 'must' | 'should';
  readonly part: DraftPart;
  /** What fills the gaps of its sentence. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** How the rules of the draft do on its events. null: not known yet, or there is no such rule. */
export interface DraftGrades {
  readonly start: Grade | null;
  readonly solution: Grade | null;
  /** The start rule with the changes of all hints. */
  readonly hinted: Grade | null;
}

export const fewestHidden = 2;

export function checkDraft(draft: Draft, grades: DraftGrades): readonly Finding[] {
  const found: Finding[] = [];
  const add = (
    level: Finding['level'],
    code: FindingCode,
    part: DraftPart,
    values: Finding['values'] = {},
  ): void => void found.push({ code, level, part, values });

  if (draft.title.trim() === '') add('must', 'no_title', 'title');
  if (draft.goal.trim() === '') add('must', 'no_goal', 'goal');
  if (draft.start.trim() === '') add('must', 'no_start', 'start');
  else if (grades.start?.isPassed) add('must', 'start_passes', 'start');

  if (draft.solution.trim() === '') add('should', 'no_solution', 'solution');
  else if (grades.solution && !grades.solution.isPassed) checkSolution(grades.solution, add);

  checkEvents(draft, add);
  for (const constraint of draft.constraints)
    if ('modifier' in constraint && constraint.modifier === '')
      add('must', 'modifier_missing', 'constraints');
  checkHints(draft, grades.hinted, add);
  for (const { href, text } of draft.links)
    if ((href !== '' || text !== '') && !isLessonAddress(href)) add('must', 'bad_link', 'links', { href });
  return found;
}

type Add = (level: Finding['level'], code: FindingCode, part: DraftPart, values?: Finding['values']) => void;

function checkSolution({ isReady, errors, visible, hidden, constraints }: Grade, add: Add): void {
  const [error] = errors;
  if (!isReady || error) {
    add('must', 'solution_broken', 'solution', { why: error?.message ?? '' });
    return;
  }
  const [wrong, ...more] = [...visible, ...hidden].filter(({ isRight }) => !isRight);
  if (wrong)
    add('must', 'solution_wrong', 'solution', {
      name: wrong.name,
      expectation: wrong.expectation,
      more: more.length,
    });
  const broken = constraints.find(({ isHeld }) => !isHeld);
  if (broken) add('must', 'solution_constraint', 'solution', { kind: broken.constraint.kind });
}

function checkEvents({ events }: Draft, add: Add): void {
  const used = events.filter(({ role }) => role !== 'out');
  const visible = used.filter(({ role }) => role === 'visible');
  const hidden = used.filter(({ role }) => role === 'hidden');
  if (visible.length === 0) add('must', 'no_events', 'events');
  const open = used.filter(({ expectation }) => expectation === null).length;
  if (open > 0) add('must', 'no_label', 'events', { n: open });
  else if (used.length > 0 && new Set(used.map(({ expectation }) => expectation)).size === 1)
    add('should', 'one_sided', 'events', { expectation: used[0]?.expectation ?? '' });
  if (hidden.length < fewestHidden) add('should', 'few_hidden', 'events', { n: hidden.length });
  const seen = new Set(visible.map(({ text }) => text.trim()));
  const twice = hidden.find(({ text }) => seen.has(text.trim()));
  if (twice) add('should', 'hidden_seen', 'events', { name: twice.name });
  if (visible.length > lessonLimits.events || hidden.length > lessonLimits.hidden)
    add('must', 'too_many_events', 'events', { visible: lessonLimits.events, hidden: lessonLimits.hidden });
  const long = used.find(({ text }) => text.length > lessonLimits.event);
  if (long) add('must', 'event_too_long', 'events', { name: long.name });
}

const hintParts = ['hint-1', 'hint-2', 'hint-3'] as const;

function checkHints({ hints, events, start }: Draft, hinted: Grade | null, add: Add): void {
  const isSaid = hints.map(({ text }) => text.trim() !== '');
  if (!isSaid.includes(true)) {
    const isGivenAway = hints.some(({ changes }) => changes.length > 0);
    add('should', isGivenAway ? 'hint_gives_away' : 'no_hints', 'hint-1');
  }
  for (const [i, { event, changes }] of hints.entries()) {
    const part = hintParts[i] ?? 'hint-3';
    const n = i + 1;
    if (!isSaid[i] && (event !== null || isSaid.slice(n).includes(true)))
      add('should', 'hint_empty', part, { n });
    if (event !== null && !isShown(events.find(({ key }) => key === event)))
      add('must', 'hint_points_nowhere', part, { n });
    const lost = changes.find((change) => withChanges(start, [change]) === null);
    if (lost) add('must', 'hint_change_lost', part, { n, from: lost.from });
    else if (changes.length > 0 && hinted && !hinted.isPassed)
      add('should', 'hint_does_not_solve', part, { n });
  }
}

function isShown(event: DraftEvent | undefined): boolean {
  return event?.role === 'visible' && event.expectation !== null;
}

/** The start rule with the changes of all hints, as a learner would have it; null where there are none to apply. */
export function toHinted({ hints, start }: Draft): string | null {
  const changes = hints.flatMap((hint) => hint.changes);
  return changes.length > 0 ? withChanges(start, changes) : null;
}
