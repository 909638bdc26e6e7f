// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { LintSwitches } from '../../../src/state/lint-switches.svelte.ts';

const store = (text: string | null) => {
  const kept = { text };
  return { kept, read: () => kept.text, write: (next: string) => void (kept.text = next) };
};

test('switches come back', () => {
  const kept = store(null);
  const switches = new LintSwitches(kept, store(null));
  switches.switchOff('value_case');
  switches.switchOff('value_case');
  switches.switchOff('value_quoted');
  switches.switchOn('value_quoted');
  expect([...new LintSwitches(kept, store(null)).off]).toEqual(['value_case']);
});

test('what must be seen stays on', () => {
  const kept = store('["condition_syntax", "__proto__", 1, "value_case"]');
  const switches = new LintSwitches(kept, store(null));
  switches.switchOff('json_syntax');
  expect([...switches.off]).toEqual(['value_case']);
});

test.each(['', 'nonsense', '{}', 'null', '5'])('from %j nothing is switched off', (text) => {
  expect(new LintSwitches(store(text), store(text)).off.size).toBe(0);
});

test('conventions are off until they are asked for, and come back', () => {
  const kept = store(null);
  const switches = new LintSwitches(store(null), kept);
  expect(switches.conventions).toBe(false);
  switches.setConventions(true);
  expect([switches.conventions, new LintSwitches(store(null), kept).conventions]).toEqual([true, true]);
  switches.setConventions(false);
  expect([switches.conventions, new LintSwitches(store(null), kept).conventions]).toEqual([false, false]);
});
