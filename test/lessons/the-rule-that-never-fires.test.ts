import { expect, test } from 'vitest';
import { lesson } from '../../src/lessons/course/the-rule-that-never-fires.ts';
import { readLessonEvent } from '../../src/lessons/grade.ts';
import { loadWhyNot } from '../../src/sigma/index.ts';
import { compiled, explained } from '../_helpers/rule.ts';

test('the rule never fires, and the explanation of each attack names the parameter that is there', async () => {
  const whyNot = await loadWhyNot();
  for (const { expectation, text } of lesson.events) {
    const event = (await readLessonEvent(text)) ?? {};
    const trace = explained(lesson.start, event);
    expect(trace.verdict).toBe('miss');
    if (expectation === 'silent') continue;
    const why = whyNot(compiled(lesson.start), event, trace);
    expect(why?.sentence).toContain('`requestParameters.attribute` is absent');
    expect(why?.hints.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('nearest: `requestParameters.userData`'),
    );
  }
});
