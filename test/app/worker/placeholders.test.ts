import { expect, test } from 'vitest';
import { createEngine } from '../../../src/worker/engine.ts';
import { rule } from '../../_helpers/rule.ts';

const ruleText = rule("s:\n  user|expand: '%Admins%'\nt:\n  action: x\ncondition: s and t");
const request = {
  ruleText,
  eventsText: '{"user":"alice","action":"x"}\n{"user":"alice","action":"y"}',
  selected: 0,
  skipped: [],
};
const engine = () => createEngine({ onRunning: () => {} });

test('placeholders without values leave the verdict open, and all else is traced', async () => {
  const { rule: read, verdicts, explanation } = await engine().run({ id: 1, ...request });
  expect(read).toMatchObject({ placeholders: ['Admins'] });
  expect(read.diagnostics.map(({ code, range }) => [code, ruleText.slice(range.start, range.end)])).toEqual([
    ['unresolved_placeholder', "'%Admins%'"],
  ]);
  // What `t` says decides the second event, whoever the administrators are.
  expect(verdicts).toEqual(['unknown', 'unknown']);
  const [condition] = explanation?.trace.conditions ?? [];
  expect(condition?.root).toMatchObject({
    type: 'and',
    verdict: 'unknown',
    children: [
      { name: 's', verdict: 'unknown' },
      { name: 't', verdict: 'match' },
    ],
  });
});

test('values reach the rule, and are gone with the run that leaves them out', async () => {
  const { run } = engine();
  const placeholders = { Admins: ['ali*'] };
  const first = await run({ id: 1, ...request, placeholders });
  expect([first.rule.state, first.rule.diagnostics, first.verdicts]).toEqual([
    'ready',
    [],
    ['match', 'miss'],
  ]);
  const { rule: read, verdicts } = await run({ id: 2, ...request });
  expect([read.diagnostics.length, verdicts[0]]).toEqual([1, 'unknown']);
  const other = await run({ id: 3, ...request, placeholders: { Admins: ['bob'] } });
  expect(other.verdicts).toEqual(['miss', 'miss']);
});
