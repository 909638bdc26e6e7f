import { expect, test } from 'vitest';
import { cellStates } from '../../../src/sigma/index.ts';
import { createEngine } from '../../../src/worker/engine.ts';
import type { CellBlock } from '../../../src/worker/workbench/protocol.ts';
import { rule } from '../../_helpers/rule.ts';

const ruleText = rule('s: {a: 1, b|re: y}\ncondition: s');
const events = [{ a: 1, b: 'y' }, { a: 1 }, { a: 2, b: 'y' }];

async function engineWith(values: readonly unknown[], text = ruleText) {
  const engine = createEngine({ onRunning: () => {} });
  const eventsText = values.map((value) => JSON.stringify(value)).join('\n');
  const { verdicts } = await engine.run({ id: 1, ruleText: text, eventsText, selected: 0, skipped: [] });
  return { engine, verdicts };
}

/** The rows as words, verdicts last. */
function rowsOf({ columns, cells, verdicts }: CellBlock): string[] {
  return [...verdicts].map((verdict, row) => {
    const states = columns.map((_, i) => cellStates[cells[row * columns.length + i] ?? 0]);
    return [...states, cellStates[verdict]].join(' ');
  });
}

const rows = ['match match match match', 'match absent miss miss', 'miss match miss miss'];

test('a row for each event, with the verdicts of the run', async () => {
  const { engine, verdicts } = await engineWith(events);
  const { from, to, now, before } = await engine.ask('cells', { from: 0, budgetMs: 1000 });
  expect([from, to, before]).toEqual([0, 3, null]);
  expect(now && rowsOf(now)).toEqual(rows);
  expect([...(now?.verdicts ?? [])].map((byte) => cellStates[byte])).toEqual(verdicts);
});

test('only the events that are asked for, in that order', async () => {
  const { engine } = await engineWith(events);
  const { to, now } = await engine.ask('cells', { from: 0, only: [2, 0], budgetMs: 1000 });
  expect(to).toBe(2);
  expect(now && rowsOf(now)).toEqual([rows[2], rows[0]]);
});

test('slices make up the whole', async () => {
  const many = Array.from({ length: 100 }, (_, i) => events[i % 3]);
  const { engine } = await engineWith(many);
  const found: string[] = [];
  let slices = 0;
  for (let from = 0; from < many.length; slices++) {
    const { to, now } = await engine.ask('cells', { from, budgetMs: 0 });
    expect(to).toBeGreaterThan(from);
    if (now) found.push(...rowsOf(now));
    from = to;
  }
  expect(slices).toBeGreaterThan(2);
  expect(found).toEqual(many.map((_, i) => rows[i % 3]));
});

test('another version of the rule is asked the same', async () => {
  const { engine } = await engineWith(events);
  const baseline = rule('s: {a: 1}\ncondition: s');
  const { before } = await engine.ask('cells', { from: 0, budgetMs: 1000, baseline });
  expect(before && rowsOf(before)).toEqual(['match match match', 'match match match', 'miss miss miss']);
  const broken = await engine.ask('cells', { from: 0, budgetMs: 1000, baseline: 'no rule' });
  expect([broken.before, broken.now === null]).toEqual([null, false]);
});

test('without a rule or events there is nothing, and nothing breaks', async () => {
  const none = await engineWith(events, '');
  expect(await none.engine.ask('cells', { from: 0, budgetMs: 10 })).toMatchObject({ to: 3, now: null });
  const empty = await engineWith([]);
  const { now, to } = await empty.engine.ask('cells', { from: 0, only: [4], budgetMs: 10 });
  expect([to, [...(now?.verdicts ?? [])]]).toEqual([1, [0]]);
});
