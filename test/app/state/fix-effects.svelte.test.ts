// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { Answer } from '../../../src/state/answer.ts';
import { FixEffects } from '../../../src/state/fix-effects.svelte.ts';
import type { Runner } from '../../../src/state/playground.svelte.ts';
import type { Fix } from '../../../src/sigma/index.ts';

const answerOf = (events: number) =>
  ({ result: { events: { list: Array.from({ length: events }, () => ({})) } } }) as unknown as Answer;
const answer = answerOf(1);
const [first, second]: [Fix, Fix] = [
  { title: 'mend', edits: [] },
  { title: 'mend otherwise', edits: [] },
];

test('the effects of fixes are asked for when typing pauses, of the last answer only', async () => {
  const ask = vi.fn(async (_question: string, fixes: readonly Fix[]) =>
    fixes.map(() => ({ verdictsBefore: ['miss'], verdictsAfter: ['match'], readable: true }) as const),
  );
  const effects = new FixEffects({ ask: ask as unknown as Runner['ask'] });
  effects.follow(answer, [first]);
  effects.follow({ ...answer }, [second]);
  expect(ask).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(effects.map.get(second)).toMatchObject({ readable: true }));
  expect(ask.mock.calls).toEqual([['preview', [second]]]);
  effects.follow({ ...answer }, []);
  await vi.waitFor(() => expect(effects.map.size).toBe(0));
  expect(ask).toHaveBeenCalledTimes(1);
});

test('of many events one fix is asked for at a time, and no more once there is another answer', async () => {
  const ask = vi.fn(async (_question: string, fixes: readonly Fix[]) =>
    fixes.map(() => ({ verdictsBefore: [], verdictsAfter: [], readable: true }) as const),
  );
  const effects = new FixEffects({ ask: ask as unknown as Runner['ask'] });
  effects.follow(answerOf(10_000), [first, second]);
  await vi.waitFor(() => expect(effects.map.size).toBe(2));
  expect(ask.mock.calls).toEqual([
    ['preview', [first]],
    ['preview', [second]],
  ]);
  ask.mockImplementationOnce(async () => {
    effects.follow(answerOf(1), []);
    return [{ verdictsBefore: [], verdictsAfter: [], readable: true }];
  });
  effects.follow(answerOf(10_000), [first, second]);
  await vi.waitFor(() => expect(effects.map.size).toBe(0));
  expect(ask).toHaveBeenCalledTimes(3);
});
