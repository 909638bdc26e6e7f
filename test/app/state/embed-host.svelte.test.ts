// @vitest-environment happy-dom
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { connectHost } from '../../../src/state/embed-host.svelte.ts';
import { Playground } from '../../../src/state/playground.svelte.ts';
import { result } from '../../_helpers/trace.ts';

const origin = 'https://docs.example.org';
let end = () => {};
afterEach(() => end());

function setUp(named = origin) {
  const posted: { readonly data: Record<string, unknown>; readonly to: string }[] = [];
  const host = { postMessage: (data: Record<string, unknown>, to: string) => posted.push({ data, to }) };
  const frame = Object.assign(new EventTarget(), { parent: host, document });
  const playground = new Playground(
    { run: async () => ({ type: 'result', result: result() }), ask: async () => null },
    { scheduler: { request: (run) => void run(), flush: () => {}, cancel: () => {} } },
  );
  const opened = vi.fn();
  end = connectHost({
    playground,
    session: { openFromHost: opened },
    origin: named,
    say: () => (playground.answer ? { tone: 'match', text: 'Fires' } : null),
    measure: () => 321,
    loadedText: 'other texts',
    frame: frame as unknown as Window,
  });
  const say = (data: unknown, from: { origin?: string; source?: unknown } = {}) =>
    frame.dispatchEvent(Object.assign(new Event('message'), { data, origin, source: host, ...from }));
  return { posted, playground, opened, say, host };
}

const load = { type: 'sigma-playground:load', rule: 'their rule', event: 2 };

test('it says that it listens, what the verdict is, and how high it is, to the named page alone', async () => {
  vi.useFakeTimers();
  const { posted, playground } = setUp();
  expect(posted).toEqual([{ data: { type: 'sigma-playground:ready', protocol: 1 }, to: origin }]);
  playground.open({ ruleText: 'secret rule', eventsText: 'secret event' });
  await vi.advanceTimersByTimeAsync(0);
  flushSync();
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  const types = posted.map(({ data }) => data['type']);
  expect(types).toEqual(expect.arrayContaining(['sigma-playground:verdict', 'sigma-playground:resize']));
  expect(posted.every(({ to }) => to === origin)).toBe(true);
  expect(JSON.stringify(posted)).not.toContain('secret');
  expect(posted.find(({ data }) => data['type'] === 'sigma-playground:resize')?.data['height']).toBe(321);
});

test('what the named page around hands in is opened over what is there', () => {
  const { say, opened, playground } = setUp();
  playground.open({ ruleText: 'own rule', eventsText: 'own event' });
  say(load);
  expect(opened).toHaveBeenCalledExactlyOnceWith(
    { ruleText: 'their rule', eventsText: 'own event', selectedEvent: 1 },
    'other texts',
  );
});

test('nothing is taken from anybody else, nor without a named origin', () => {
  const { say, opened } = setUp();
  say(load, { origin: 'https://evil.example' });
  say(load, { origin: 'null' });
  say(load, { source: {} });
  say(load, { source: null });
  say({ ...load, rule: 7 });
  end();
  say(load);
  expect(opened).not.toHaveBeenCalled();
  const open = setUp('');
  open.say(load);
  open.say(load, { origin: '' });
  expect(open.opened).not.toHaveBeenCalled();
  expect(open.posted[0]?.to).toBe('*');
});
