// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Answer } from '../../../src/state/answer.ts';
import { Grid } from '../../../src/state/grid.svelte.ts';
import type { GridSource } from '../../../src/state/grid.svelte.ts';
import { createEngine } from '../../../src/worker/engine.ts';
import type { Answered, Asked, CellsAsked, Question } from '../../../src/worker/workbench/protocol.ts';
import { rule } from '../../_helpers/rule.ts';

const eventsText = Array.from({ length: 60 }, (_, i) => JSON.stringify({ a: i % 2, b: i })).join('\n');

/** A real engine; `lossy` answers nothing where a baseline is asked for. */
function setUp({ lossy = false } = {}) {
  const engine = createEngine({ onRunning: () => {} });
  const asked: CellsAsked[] = [];
  const texts = { ruleText: '', eventsText };
  const source: GridSource = {
    get ruleText() {
      return texts.ruleText;
    },
    eventsText,
    ask: <Q extends Question>(question: Q, ...args: Asked<Q>): Promise<Answered<Q> | null> => {
      const [first] = args as unknown as [CellsAsked];
      asked.push(first);
      return lossy && first.baseline !== undefined ? Promise.resolve(null) : engine.ask(question, ...args);
    },
  };
  const grid = new Grid(source);
  async function run(detection: string): Promise<Answer> {
    texts.ruleText = detection === '' ? '' : rule(detection);
    const result = await engine.run({ id: 1, ...texts, selected: 0, skipped: [] });
    return { ...texts, result } as Answer;
  }
  return { grid, asked, run };
}

const settled = async (grid: Grid) => {
  for (let i = 0; i < 200 && !grid.data?.complete; i++)
    await new Promise((resolve) => setTimeout(resolve, 5));
};

test('what is on screen comes first, then all', async () => {
  const { grid, asked, run } = setUp();
  grid.visible = () => [40, 3, 999];
  grid.follow(await run('s: {a: 1}\ncondition: s'));
  await settled(grid);
  expect(asked[0]?.only).toEqual([40, 3]);
  expect(grid.data?.now.verdicts).toEqual(Uint8Array.from({ length: 60 }, (_, i) => (i % 2 ? 1 : 2)));
  expect(grid.data?.before).toBeNull();
});

test('the next answer comes before what is out of sight of the last one', async () => {
  const { grid, asked, run } = setUp();
  grid.visible = () => [0];
  for (const value of [1, 2, 3]) {
    grid.follow(await run(`s: {a: ${value}}\ncondition: s`));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(asked.map(({ only }) => only)).toEqual([[0], [0], [0]]);
  await settled(grid);
  expect(asked.slice(3).map(({ from, only }) => [from, only])).toEqual([[0, undefined]]);
});

test('nothing is asked while nobody looks, nor twice of the same', async () => {
  const { grid, asked, run } = setUp();
  const answer = await run('s: {a: 1}\ncondition: s');
  grid.follow(null);
  expect(asked).toHaveLength(0);
  grid.follow(answer);
  await settled(grid);
  const { length } = asked;
  grid.follow({ ...answer });
  grid.follow(null);
  grid.follow({ ...answer });
  expect(asked).toHaveLength(length);
  expect(grid.data?.complete).toBe(true);
});

test('another answer takes the place of the one under way', async () => {
  const { grid, run } = setUp();
  grid.follow(await run('s: {a: 1}\ncondition: s'));
  const answer = await run('s: {a: 0}\ncondition: s');
  grid.follow(answer);
  await settled(grid);
  expect(grid.data?.answer).toBe(answer);
  expect(grid.data?.now.verdicts[0]).toBe(1);
});

test('while the rule is broken what was there stays; without a rule there is nothing', async () => {
  const { grid, run } = setUp();
  const good = await run('s: {a: 1}\ncondition: s');
  grid.follow(good);
  await settled(grid);
  grid.follow(await run('s: {a: 1}\ncondition: s and'));
  expect(grid.data?.answer).toBe(good);
  grid.follow(await run(''));
  expect(grid.data).toBeNull();
});

test('an earlier version says beside it what it would say', async () => {
  const { grid, run } = setUp();
  const first = await run('s: {a: 1}\ncondition: s');
  grid.follow(first);
  grid.keepBaseline(first.ruleText);
  grid.follow(await run('s: {a: 0}\ncondition: s'));
  await settled(grid);
  expect(grid.data?.before?.verdicts[0]).toBe(2);
  expect(grid.data?.now.verdicts[0]).toBe(1);
  grid.dropBaseline();
  expect([grid.data?.before, grid.data?.complete]).toEqual([null, true]);
});

test('a version that cannot be evaluated is said to be so, and holds the rest not up', async () => {
  for (const lossy of [true, false]) {
    const { grid, run } = setUp({ lossy });
    grid.keepBaseline('no rule');
    grid.follow(await run('s: {a: 1}\ncondition: s'));
    await settled(grid);
    expect([grid.isBaselineBroken, grid.data?.complete, grid.problem]).toEqual([true, true, '']);
  }
});
