import { expect, test } from 'vitest';
import { lesson } from '../../src/lessons/course/ship-it.ts';
import { gradeRule } from '../../src/lessons/grade.ts';
import { applyEdits } from '../../src/sigma/index.ts';
import { meaningOf } from '../_helpers/meaning.ts';

test('four things are said of the rule, each has a mend; with these and an id it is right', async () => {
  const said = await meaningOf(lesson.start);
  expect(said.map(({ code }) => code).sort()).toEqual([
    'attack_tactic_divided',
    'attack_technique_retired',
    'field_not_in_cloudtrail',
    'operation_unknown',
  ]);
  const mended = applyEdits(
    lesson.start,
    said.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []),
  );
  const gradedOf = async (rule: string) => gradeRule(rule, lesson, { meaning: await meaningOf(rule) });
  // The `id` that the goal asks for is no diagnostic's, and is missed all the same.
  const { isPassed, constraints } = await gradedOf(mended);
  expect(isPassed).toBe(false);
  expect(constraints.filter(({ isHeld }) => !isHeld).map(({ constraint }) => constraint.kind)).toEqual([
    'has_id',
  ]);
  const withId = mended.replace('status:', 'id: 7f3d2c1b-9a48-4e56-8d70-1b2c3d4e5f60\nstatus:');
  expect(await gradedOf(withId)).toMatchObject({ isPassed: true });
});
