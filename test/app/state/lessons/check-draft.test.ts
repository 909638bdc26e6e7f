import { describe, expect, test } from 'vitest';
import { gradeRule } from '../../../../src/lessons/grade.ts';
import { checkDraft, toHinted } from '../../../../src/state/lessons/check-draft.ts';
import type { DraftGrades } from '../../../../src/state/lessons/check-draft.ts';
import { emptyDraft, fromLesson, noHint, readDraft, toLesson } from '../../../../src/state/lessons/draft.ts';
import type { Draft } from '../../../../src/state/lessons/draft.ts';
import { wholeLesson } from '../../../_helpers/lessons.ts';
import { selection } from '../../../_helpers/rule.ts';

const whole = fromLesson(wholeLesson);
const nothing: DraftGrades = { start: null, solution: null, hinted: null };

/** As the page grades it: by what the rules do. */
async function gradesOf(draft: Draft): Promise<DraftGrades> {
  const task = toLesson(draft);
  const hinted = toHinted(draft);
  return {
    start: await gradeRule(draft.start, task),
    solution: await gradeRule(draft.solution, task),
    hinted: hinted === null ? null : await gradeRule(hinted, task),
  };
}

async function codes(change: Partial<Draft>): Promise<string[]> {
  const draft = { ...whole, ...change };
  return checkDraft(draft, await gradesOf(draft)).map(({ code, part }) => `${part}: ${code}`);
}

test('a lesson becomes a draft and a lesson again', () => {
  expect(toLesson(whole)).toEqual(wholeLesson);
  expect(readDraft(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
});

test.each([
  null,
  1,
  [],
  {},
  { ...emptyDraft, title: 1 },
  { ...emptyDraft, hints: [] },
  { ...emptyDraft, events: [1] },
])('what is no draft is not read as one: %j', (value) => {
  expect(readDraft(value)).toBeNull();
});

test('nothing is said of a whole lesson; of an empty one all that it lacks', async () => {
  expect(await codes({})).toEqual([]);
  expect(checkDraft(emptyDraft, nothing).map(({ code }) => code)).toEqual([
    'no_title',
    'no_goal',
    'no_start',
    'no_solution',
    'no_events',
    'few_hidden',
    'no_hints',
  ]);
});

describe('rules', () => {
  test('a start that passes leaves nothing to solve', async () => {
    expect(await codes({ start: whole.solution, hints: [noHint, noHint, noHint] })).toEqual([
      'start: start_passes',
      'hint-1: no_hints',
    ]);
  });

  test('a solution that does not solve is told by the first event that is wrong', async () => {
    const draft = { ...whole, solution: selection('eventName|startswith: De') };
    const [finding] = checkDraft(draft, await gradesOf(draft));
    expect(finding).toMatchObject({
      code: 'solution_wrong',
      level: 'must',
      values: { name: 'stopped', expectation: 'fire', more: 1 },
    });
  });

  test('a solution that breaks a constraint, or is no rule', async () => {
    const solution = selection('eventName|re: ^(StopLogging|DeleteTrail)$');
    expect(await codes({ solution })).toEqual(['solution: solution_constraint']);
    expect(await codes({ solution: 'title: [' })).toEqual(['solution: solution_broken']);
    expect(await codes({ solution: ' \n' })).toEqual(['solution: no_solution']);
  });
});

describe('events', () => {
  const events = (change: (each: Draft['events'][number]) => Partial<Draft['events'][number]>) =>
    whole.events.map((each) => ({ ...each, ...change(each) }));

  test('labels are missing', async () => {
    expect(await codes({ events: events(({ key }) => (key === 2 ? { expectation: null } : {})) })).toEqual([
      'events: no_label',
    ]);
  });

  test('hidden ones: two, and others than those that are seen', async () => {
    const one = events(({ key }) => (key === 4 ? { role: 'out' } : {}));
    expect(await codes({ events: one })).toEqual(['events: few_hidden']);
    const seen = events(({ key }) => (key === 4 ? { text: ` ${whole.events[1]?.text}` } : {}));
    expect(await codes({ events: seen })).toEqual(['events: hidden_seen']);
  });

  test('where all should fire, a rule that always fires solves it', async () => {
    const all = events(({ expectation }) => (expectation === 'fire' ? {} : { role: 'out' }));
    expect(await codes({ events: all })).toEqual(['events: one_sided', 'events: few_hidden']);
  });

  test('all hidden: there is nothing to look at, and the first hint points nowhere', async () => {
    expect(await codes({ events: events(() => ({ role: 'hidden' })) })).toEqual([
      'events: no_events',
      'hint-1: hint_points_nowhere',
    ]);
  });
});

describe('hints', () => {
  const third = (changes: Draft['hints'][number]['changes']) => ({
    hints: [...whole.hints.slice(0, 2), { ...noHint, text: 'Write this.', changes }],
  });

  test('a change whose place is gone, or is there twice', async () => {
    expect(await codes(third([{ from: 'eventNaem', to: 'eventName' }]))).toEqual([
      'hint-3: hint_change_lost',
    ]);
    expect(await codes(third([{ from: 's', to: 't' }]))).toEqual(['hint-3: hint_change_lost']);
  });

  test('changes that apply and do not solve', async () => {
    expect(await codes(third([{ from: 'StopLogging', to: 'DeleteTrail' }]))).toEqual([
      'hint-3: hint_does_not_solve',
    ]);
  });

  test('an empty one before another', async () => {
    expect(await codes({ hints: [noHint, ...whole.hints.slice(1)] })).toEqual(['hint-1: hint_empty']);
    expect(await codes({ hints: [whole.hints[0] ?? noHint, noHint, noHint] })).toEqual([]);
    const change = { ...(whole.hints[2] ?? noHint), text: '' };
    expect(await codes({ hints: [noHint, noHint, change] })).toEqual(['hint-1: hint_gives_away']);
  });
});

test('links that lead elsewhere than they may, and constraints without their parameter', async () => {
  const links = [{ text: 'x', href: 'http://example.com' }];
  expect(await codes({ links, constraints: [{ kind: 'avoids_modifier', modifier: '' }] })).toEqual([
    'constraints: modifier_missing',
    'links: bad_link',
  ]);
  expect(await codes({ links: [{ text: '', href: '' }] })).toEqual([]);
});
