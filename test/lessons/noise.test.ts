import { expect, test } from 'vitest';
import { lesson } from '../../src/lessons/course/find-it-in-the-noise.ts';
import { makeNoise } from '../../src/lessons/course/noise.ts';
import { gradeRule } from '../../src/lessons/grade.ts';

test('noise is the same each time, and another from another seed', () => {
  const texts = (seed: number) => makeNoise(36, seed).map(({ text }) => text);
  expect(texts(127)).toEqual(texts(127));
  expect(texts(128)).not.toEqual(texts(127));
});

test('noise is varied: roles, calls, and where they come from', () => {
  const events = makeNoise(36, 127).map(({ text }) => JSON.parse(text) as Record<string, unknown>);
  const distinct = (of: (event: Record<string, unknown>) => unknown) => new Set(events.map(of)).size;
  expect(distinct(({ eventName }) => eventName)).toBeGreaterThanOrEqual(12);
  expect(distinct(({ sourceIPAddress }) => sourceIPAddress)).toBeGreaterThanOrEqual(25);
  expect(distinct(({ userIdentity }) => (userIdentity as { arn: string }).arn)).toBeGreaterThanOrEqual(20);
});

test('there are 45 events, in the order of their times, and the start rule fires on each of them', async () => {
  expect(lesson.events.length + lesson.hidden.length).toBe(45);
  const names = lesson.events.map(({ name }) => name);
  expect(names.map((name) => name.slice(0, 5))).toEqual(names.map((name) => name.slice(0, 5)).sort());
  const { visible, hidden } = await gradeRule(lesson.start, lesson);
  expect([...visible, ...hidden].filter(({ verdict }) => verdict !== 'match')).toEqual([]);
});
