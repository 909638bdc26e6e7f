// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { afterFirstPaint, isFirstVisit } from '../../../src/state/first-visit.ts';

const empty = () => ({ getItem: () => null }) as unknown as Storage;
const kept = () => ({ getItem: (key: string) => (key === 'work' ? '{}' : null) }) as unknown as Storage;
const refused = () => {
  throw new DOMException('no', 'SecurityError');
};

test.each([
  ['', '', empty, true],
  ['#', '', empty, true],
  ['', '', refused, true],
  ['', '', kept, false],
  ['#s1.abc', '', empty, false],
  ['#catalog', '', empty, false],
  ['', '?embed=1', empty, false],
])('%j %j %o: %s', (hash, search, open, expected) => {
  expect(isFirstVisit({ hash, search }, open, 'work')).toBe(expected);
});

afterEach(() => {
  vi.useRealTimers();
  delete document.documentElement.dataset['visit'];
});

test('scripts wait for the paint of a first visit, but not for ever and not twice', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'requestAnimationFrame'] });
  document.documentElement.dataset['visit'] = 'first';
  const run = vi.fn();
  afterFirstPaint(run);
  vi.advanceTimersByTime(5);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400);
  expect(run.mock.calls).toEqual([[true]]);
});

test('they do not wait where nothing is shown', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'requestAnimationFrame'] });
  const run = vi.fn();
  afterFirstPaint(run);
  vi.advanceTimersByTime(1);
  expect(run.mock.calls).toEqual([[false]]);
});
