// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startOffline, whenNobodyTypes } from '../../../src/offline/client.ts';
import { Notices } from '../../../src/state/notices.svelte.ts';

class Container extends EventTarget {
  controller: { postMessage: ReturnType<typeof vi.fn> } | null = null;
  readonly active = { postMessage: vi.fn() };
  readonly ready = Promise.resolve({ active: this.active });
  update = vi.fn(async () => {});
  register = vi.fn(async (_: string, __: object): Promise<object | undefined> => ({
    update: this.update,
    active: this.active,
  }));
  startMessages = vi.fn();
  hears(version: string, fresh = false): void {
    this.dispatchEvent(new MessageEvent('message', { data: { type: 'current', version, fresh } }));
  }
}

let container: Container;
const reload = vi.fn();

beforeEach(() => {
  container = new Container();
  vi.stubGlobal('isSecureContext', true);
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, get: () => container });
  const meta = Object.assign(document.createElement('meta'), { name: 'version', content: 'a' });
  document.head.replaceChildren(meta);
});
afterEach(() => {
  vi.unstubAllGlobals();
  reload.mockReset();
});

async function start(save: () => string = () => '') {
  const notices = new Notices();
  await startOffline({ notices, save, reload, whenQuiet: async () => {} });
  return notices;
}

test('asks for the worker beside the page and tells it the version', async () => {
  await start();
  expect(container.register.mock.calls[0]?.[0]).toBe(new URL('sw.js', document.baseURI).href);
  expect(container.register.mock.calls[0]?.[1]).toEqual({ updateViaCache: 'none' });
  expect(container.active.postMessage).toHaveBeenCalledWith({ type: 'hello', version: 'a' });
});

test.each([
  ['the page has no version, as in development', () => document.head.replaceChildren()],
  ['the page is not secure', () => vi.stubGlobal('isSecureContext', false)],
  [
    'a sandbox refuses',
    () =>
      Object.defineProperty(navigator, 'serviceWorker', {
        configurable: true,
        get: () => {
          throw new DOMException('sandboxed', 'SecurityError');
        },
      }),
  ],
])('nothing is asked for when %s', async (_, arrange) => {
  arrange();
  const notices = await start();
  expect(container.register).not.toHaveBeenCalled();
  expect(notices.list).toEqual([]);
});

test('where registering is blocked or fails, nothing is said', async () => {
  container.register.mockResolvedValueOnce(undefined);
  expect((await start()).list).toEqual([]);
  container.controller = { postMessage: vi.fn() };
  container.register.mockRejectedValueOnce(new TypeError('404'));
  expect((await start()).list).toEqual([]);
  expect(container.controller.postMessage).toHaveBeenCalledWith({ type: 'check' });
});

test('another version is offered once, and taken back when there is none', async () => {
  container.controller = { postMessage: vi.fn() };
  const notices = await start();
  container.hears('a');
  expect(notices.list).toEqual([]);
  container.hears('b', true);
  container.hears('b');
  expect(notices.list.map(({ action }) => action?.label)).toEqual(['Reload']);
  container.hears('a');
  expect(notices.list).toEqual([]);
});

test('a page that came past the worker is only told of what is installed after it', async () => {
  const notices = await start();
  container.hears('b');
  expect(notices.list).toEqual([]);
  container.hears('c', true);
  expect(notices.list).toHaveLength(1);
});

test('reloading saves first, and asks when that is not possible', async () => {
  container.controller = { postMessage: vi.fn() };
  let problem = '';
  const notices = await start(() => problem);
  container.hears('b');
  notices.act(notices.list[0]!);
  expect(reload).toHaveBeenCalledTimes(1);
  problem = 'No room.';
  container.hears('b');
  notices.act(notices.list[0]!);
  expect(reload).toHaveBeenCalledTimes(1);
  expect(notices.list[0]?.text).toContain('No room.');
  notices.act(notices.list[0]!);
  expect(reload).toHaveBeenCalledTimes(2);
});

test('a part that cannot be loaded is told of', async () => {
  const notices = await start();
  dispatchEvent(new Event('vite:preloadError'));
  expect(notices.list[0]?.text).toContain('could not be loaded');
});

test('where the worker is registered and its file is gone, it is told to look', async () => {
  container.update.mockRejectedValue(new TypeError('404'));
  await start();
  await vi.waitFor(() => expect(container.active.postMessage).toHaveBeenCalledWith({ type: 'check' }));
});

test('the copy waits until nobody types', async () => {
  vi.useFakeTimers();
  try {
    const rested = vi.fn();
    void whenNobodyTypes().then(rested);
    await vi.advanceTimersByTimeAsync(2500);
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await vi.advanceTimersByTimeAsync(2500);
    expect(rested).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(rested).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});
