import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createScheduler } from '../../../src/worker/schedule.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A scheduler whose tasks take `ms`, `work` of it for the work itself, and the log of what ran when. */
function setUp(ms: number, work = ms) {
  const log: [task: string, at: number][] = [];
  const start = performance.now();
  const scheduler = createScheduler();
  const task = (name: string) => async () => {
    log.push([name, performance.now() - start]);
    await new Promise((resolve) => setTimeout(resolve, ms));
    return work;
  };
  return { scheduler, task, log };
}

test('short work starts in the same turn, once, with the latest task', async () => {
  const { scheduler, task, log } = setUp(2);
  scheduler.request(task('a'));
  scheduler.request(task('b'));
  await vi.advanceTimersByTimeAsync(5);
  scheduler.request(task('c'));
  await vi.advanceTimersByTimeAsync(5);
  expect(log).toEqual([
    ['b', 0],
    ['c', 5],
  ]);
});

test('long work waits about as long as it last took', async () => {
  const { scheduler, task, log } = setUp(100);
  scheduler.request(task('a'));
  await vi.advanceTimersByTimeAsync(100);
  scheduler.request(task('b'));
  await vi.advanceTimersByTimeAsync(50);
  scheduler.request(task('c'));
  await vi.advanceTimersByTimeAsync(200);
  expect(log).toEqual([
    ['a', 0],
    ['c', 200],
  ]);
});

test('the wait has an upper limit', async () => {
  const { scheduler, task, log } = setUp(5000);
  scheduler.request(task('a'));
  await vi.advanceTimersByTimeAsync(5000);
  scheduler.request(task('b'));
  await vi.advanceTimersByTimeAsync(400);
  expect(log.at(-1)).toEqual(['b', 5400]);
});

test('flush runs at once what waits, and cancel forgets it', async () => {
  const { scheduler, task, log } = setUp(100);
  scheduler.request(task('a'));
  await vi.advanceTimersByTimeAsync(100);
  scheduler.request(task('b'));
  scheduler.flush();
  scheduler.request(task('c'));
  scheduler.cancel();
  await vi.advanceTimersByTimeAsync(1000);
  expect(log.map(([name]) => name)).toEqual(['a', 'b']);
});

test('a slow way back is no long work', async () => {
  const { scheduler, task, log } = setUp(100, 2);
  scheduler.request(task('a'));
  await vi.advanceTimersByTimeAsync(100);
  scheduler.request(task('b'));
  await vi.advanceTimersByTimeAsync(1);
  expect(log.at(-1)).toEqual(['b', 100]);
});
