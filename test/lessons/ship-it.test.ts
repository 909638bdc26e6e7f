import { expect, test } from 'vitest';
import { lesson } from '../../src/lessons/course/ship-it.ts';
import { gradeRule } from '../../src/lessons/grade.ts';
import { applyEdits } from '../../src/sigma/index.ts';
import { meaningOf } from '../_helpers/meaning.ts';

test('four things are said of the rule, each has a mend, and with these it is right', async () => {
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
  const graded = await gradeRule(mended, lesson, { meaning: await meaningOf(mended) });
  expect(graded).toMatchObject({ isPassed: true });
});
