import { expect, test } from 'vitest';
import { loadLoneSample } from '../../src/lessons/lone-sample.ts';
import { samples } from '../../src/lessons/samples.ts';

test.each(samples)('$id alone has the texts that it has among the others', async ({ id, rule, events }) => {
  expect(await loadLoneSample(id)).toEqual({ ruleText: rule, eventsText: await events() });
});

test.each(['', 'no-such', 'constructor', '__proto__'])('%j is no sample', async (id) => {
  expect(await loadLoneSample(id)).toBeUndefined();
});
