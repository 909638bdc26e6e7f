// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Diagnostic } from '../../../src/sigma/index.ts';
import type { Answer } from '../../../src/state/answer.ts';
import { EventLint } from '../../../src/state/lint-events.svelte.ts';
import type { Runner } from '../../../src/state/playground.svelte.ts';

const answer = (ruleText: string, events = 1, state = 'ready') =>
  ({
    ruleText,
    eventsText: '{}',
    result: { rule: { state }, events: { list: Array.from({ length: events }, () => ({})) } },
  }) as unknown as Answer;

/** Answers in so many slices, each of which takes a while. */
function fake(slices: number) {
  const asked: unknown[][] = [];
  const ask = (async (...args: unknown[]) => {
    asked.push(args);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const from = args[1] as number;
    const isLast = from + 1 >= slices;
    return {
      next: isLast ? null : from + 1,
      diagnostics: isLast ? [{ code: 'x' } as unknown as Diagnostic] : [],
    };
  }) as unknown as Runner['ask'];
  return { asked, ask };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('asks slice by slice when an answer rests', async () => {
  const source = fake(3);
  const lint = new EventLint(source);
  lint.follow(answer('a'));
  await pass(200);
  lint.follow(answer('ab'));
  await pass(200);
  expect(source.asked).toEqual([]);
  await pass(200);
  expect(source.asked.map(([question, from]) => [question, from])).toEqual([
    ['lint', 0],
    ['lint', 1],
    ['lint', 2],
  ]);
  expect(lint.diagnosticsOf(answer('ab'))).toHaveLength(1);
  expect(lint.diagnosticsOf(answer('a'))).toEqual([]);
});

test('what was asked of other texts is dropped', async () => {
  const source = fake(3);
  const lint = new EventLint(source);
  lint.follow(answer('a'));
  await pass(260);
  lint.follow(answer('ab'));
  await pass(30);
  expect(source.asked).toHaveLength(1);
  await pass(1000);
  expect(lint.diagnosticsOf(answer('a'))).toEqual([]);
  expect(lint.diagnosticsOf(answer('ab'))).toHaveLength(1);
});

test('asks nothing twice, and nothing without events or of a broken rule', async () => {
  const source = fake(1);
  const lint = new EventLint(source);
  for (const each of [answer('a', 0), answer('a', 1, 'broken'), null]) {
    lint.follow(each);
    await pass(1000);
  }
  expect(source.asked).toEqual([]);
  lint.follow(answer('a'));
  await pass(1000);
  lint.follow(answer('a'));
  await pass(1000);
  expect(source.asked).toHaveLength(1);
});
