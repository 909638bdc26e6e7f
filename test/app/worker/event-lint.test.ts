import { expect, test } from 'vitest';
import { createEngine } from '../../../src/worker/engine.ts';
import { rule } from '../../_helpers/rule.ts';

const ruleText = rule('s:\n  a: 1\n  b: x\nf:\n  user: target.user\ncondition: s and not f');

async function engineWith(count: number) {
  const engine = createEngine({ onRunning: () => {} });
  const event = { a: 1, b: 'x', user: 'alice', target: { user: 'alice' } };
  const eventsText = Array.from({ length: count }, () => JSON.stringify(event)).join('\n');
  const run = (text: string) => engine.run({ id: 1, ruleText: text, eventsText, selected: 0, skipped: [] });
  await run(ruleText);
  return { engine, run };
}

async function askAll(engine: Awaited<ReturnType<typeof engineWith>>['engine'], budgetMs: number) {
  for (let from = 0, slices = 1; ; slices++) {
    const { next, diagnostics } = await engine.ask('lint', from, budgetMs);
    if (next === null) return { slices, codes: diagnostics.map(({ code }) => code) };
    from = next;
  }
}

test('all at once, and in slices', async () => {
  const { engine } = await engineWith(300);
  expect(await askAll(engine, 60_000)).toEqual({ slices: 1, codes: ['events_have_field_named'] });
  const sliced = await askAll(engine, 0);
  expect(sliced.slices).toBeGreaterThan(10);
  expect(sliced.codes).toEqual(['events_have_field_named']);
});

test('what was begun for another rule is begun anew', async () => {
  const { engine, run } = await engineWith(300);
  const { next } = await engine.ask('lint', 0, 0);
  await run(ruleText.replace('user: target.user', 'user|fieldref: target.user'));
  expect((await engine.ask('lint', next ?? 0, 0)).next).toBe(1);
  expect((await askAll(engine, 60_000)).codes).toEqual(['events_always_match']);
});

test('nothing is said of a text without a rule', async () => {
  const { engine, run } = await engineWith(1);
  await run('a: [');
  expect(await askAll(engine, 60_000)).toEqual({ slices: 1, codes: [] });
});

test('of very many events the first are looked at, and that is said', async () => {
  const { engine, run } = await engineWith(1500);
  await run(rule('s:\n  a: 2\ncondition: s'));
  const { diagnostics } = await engine.ask('lint', 0, 60_000);
  expect(diagnostics.map(({ code }) => code)).toEqual(['events_never_match']);
  expect(diagnostics[0]?.message).toContain('first 1000');
});
