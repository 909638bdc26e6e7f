// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { gradeRule } from '../../../../src/lessons/grade.ts';
import type { Lesson, LessonEntry } from '../../../../src/lessons/lesson.ts';
import { encodeResults } from '../../../../src/share/results.ts';
import { ClassSheet, maxSheetLines } from '../../../../src/state/lessons/class-sheet.svelte.ts';
import { selection } from '../../../_helpers/rule.ts';

const lesson = {
  start: selection('name: a'),
  events: [{ name: 'b', expectation: 'fire', text: '{"name":"b"}' }],
  hidden: [],
  constraints: [],
} as unknown as Lesson;
const entry: LessonEntry = {
  id: 'one',
  number: 1,
  title: 'One',
  track: 'beginner',
  load: async () => lesson,
};

function setUp(answers = true) {
  return new ClassSheet({
    ask: (async (_: string, { task, ruleText }: { task: Lesson; ruleText: string }) =>
      answers ? { ...(await gradeRule(ruleText, task)), referencePredicates: 0 } : null) as never,
    find: (id) => (id === 'one' ? entry : undefined),
    meaningOf: async () => [],
  });
}

const handIn = (name: string, ruleText: string, id = 'one') =>
  encodeResults({
    name,
    isExam: false,
    lessons: [{ id, ruleText, isPassed: true, tries: 1, hints: 0, sawSolution: false }],
  });

test('each rule is graded anew, whatever its link says; bad lines are told by their number', async () => {
  const sheet = setUp();
  const [right, wrong] = [
    await handIn('Dana', selection('name: b')),
    await handIn('Eve', selection('name: c')),
  ];
  await sheet.read(`${right}\n\nnonsense\n${wrong}\n${await handIn('Fay', '', 'elsewhere')}`);
  expect(sheet.rows.map(({ name, state, predicates }) => [name, state, predicates])).toEqual([
    ['Dana', 'passed', 1],
    ['Eve', 'failed', 1],
    ['Fay', 'unknown', 0],
  ]);
  expect(sheet.problems.map(({ line }) => line)).toEqual([3]);
});

test('a later text takes the place of an earlier one', async () => {
  const sheet = setUp();
  const first = sheet.read(await handIn('Dana', selection('name: b')));
  await sheet.read('');
  await first;
  expect(sheet.rows).toEqual([]);
});

test('what is not answered is said to be ungraded; lines beyond the limit are said to be left out', async () => {
  const sheet = setUp(false);
  await sheet.read(await handIn('Dana', 'title: x'));
  expect(sheet.rows.map(({ state }) => state)).toEqual(['ungraded']);
  await sheet.read('x\n'.repeat(maxSheetLines + 1));
  expect([sheet.isCut, sheet.problems.length]).toEqual([true, maxSheetLines]);
});
