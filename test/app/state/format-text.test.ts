// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { formatText } from '../../../src/state/format-text.ts';
import { Notices } from '../../../src/state/notices.svelte.ts';
import { Playground } from '../../../src/state/playground.svelte.ts';
import { createEngine } from '../../../src/worker/engine.ts';
import type { RunResult } from '../../../src/worker/protocol.ts';

async function setUp(ruleText: string, eventsText: string) {
  const engine = createEngine({ onRunning: () => {} });
  const playground = new Playground({
    run: async (input) => {
      const result = (await engine.run({ id: 1, skipped: [], ...input })) as RunResult;
      return { type: 'result', result };
    },
    ask: (question, ...args) => engine.ask(question, ...args),
  });
  const notices = new Notices();
  playground.open({ ruleText, eventsText });
  await expect.poll(() => playground.answer).not.toBeNull();
  return { playground, notices, said: () => notices.list.map(({ text }) => text).join() };
}

const detection = 'detection:\n    a:\n        b: c\n    condition: a\n';

test('events are laid out, a rule too', async () => {
  const into = await setUp(`${detection}title: x  \n`, '[{"a":1}]');
  await formatText('events', into);
  await formatText('rule', into);
  expect(into.playground.eventsText).toBe('[\n  {\n    "a": 1\n  }\n]');
  expect(into.playground.ruleText).toBe(`title: x\n${detection}`);
  expect(into.said()).toBe('');
});

test('a tab is mended, a wrong modifier is no hindrance', async () => {
  const into = await setUp('title: x\ndetection:\n\ta:\n\t\tb|nope: c\n\tcondition: a', '');
  await formatText('rule', into);
  expect(into.playground.ruleText).toBe(
    'title: x\ndetection:\n    a:\n        b|nope: c\n    condition: a\n',
  );
  await formatText('events', into);
  expect(into.said()).toBe('');
});

test('what is broken, or still being read, is left alone', async () => {
  const into = await setUp('title: "x  ', '{"a":1,}');
  for (const pane of ['rule', 'events'] as const) {
    await formatText(pane, into);
    expect(into.said()).toContain('Not formatted');
  }
  into.playground.setEventsText('{"a":1}');
  await formatText('events', into);
  expect(into.said()).toContain('still being read');
  expect(into.playground).toMatchObject({ ruleText: 'title: "x  ', eventsText: '{"a":1}' });
});

test('nothing to do is said', async () => {
  const into = await setUp(detection, '{}');
  await formatText('events', into);
  expect(into.said()).toBe('Nothing to format.');
});
