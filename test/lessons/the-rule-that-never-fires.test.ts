import { expect, test } from 'vitest';
import { lesson } from '../../src/lessons/course/the-rule-that-never-fires.ts';
import { gradeRule } from '../../src/lessons/grade.ts';

test('the rule never fires, and of each attack it is said which parameter is there', async () => {
  const { visible, hidden } = await gradeRule(lesson.start, lesson);
  expect([...visible, ...hidden].filter(({ verdict }) => verdict !== 'miss')).toEqual([]);
  const attacks = [...visible, ...hidden].filter(({ expectation }) => expectation === 'fire');
  expect(attacks).toHaveLength(3);
  for (const { why } of attacks)
    expect(why).toMatchObject({
      kind: 'missed',
      sentence: expect.stringMatching(
        /`requestParameters\.attribute` is absent\..* nearest: `requestParameters\.userData`\./,
      ) as string,
    });
});
