import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { createOffline } from '../../../src/offline/versions.ts';

const scope = 'https://site.example/play/';
const hash = (text: string | ArrayBuffer) =>
  createHash('sha256')
    .update(typeof text === 'string' ? text : new Uint8Array(text))
    .digest('base64')
    .slice(0, 16);

/** A cache storage that keeps what it is given, and can fail. */
function fakeCaches() {
  const stores = new Map<string, Map<string, Response>>();
  const keyOf = (request: RequestInfo | URL) =>
    typeof request === 'string' ? request : request instanceof URL ? request.href : request.url;
  const state = { broken: false };
  const open = async (name: string) => {
    if (state.broken) throw new DOMException('broken', 'UnknownError');
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      match: async (request: RequestInfo | URL) => store.get(keyOf(request))?.clone(),
      put: async (request: RequestInfo | URL, response: Response) => void store.set(keyOf(request), response),
      delete: async (request: RequestInfo | URL) => store.delete(keyOf(request)),
      keys: async () => [...store.keys()].map((url) => new Request(url)),
    };
  };
  const caches = {
    open,
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  } as unknown as CacheStorage;
  return { caches, stores, state };
}

type Files = Readonly<Record<string, string>>;

function setUp() {
  const fake = fakeCaches();
  const site = {
    files: {} as Files,
    asked: [] as string[],
    open: [] as string[],
    stale: {} as Files,
    onFetch: (_: string) => {},
  };
  const workerOf = (version: string, files: Files, code = 'code') =>
    createOffline({
      build: {
        version,
        code,
        files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, hash(text)])),
      },
      scope,
      caches: fake.caches,
      digest: async (bytes) => hash(bytes),
      openPages: async () => site.open,
      fetch: async (request, options) => {
        const url = typeof request === 'string' ? request : request.url;
        const path = url.slice(scope.length).replace(/[?#].*/, '') || 'index.html';
        site.asked.push(path);
        site.onFetch(path);
        const old = options?.cache === 'default' ? site.stale[path] : undefined;
        const text = old ?? site.files[path];
        return text === undefined ? new Response('', { status: 404 }) : new Response(text);
      },
    });
  /** The service worker of a version, installed from the site as it is deployed now. */
  const deploy = async (version: string, files: Files) => {
    site.files = files;
    const worker = workerOf(version, files);
    await worker.install();
    return worker;
  };
  return { ...fake, site, workerOf, deploy };
}

const a = { 'index.html': 'page a', 'assets/x-a.js': 'x of a', 'assets/same.js': 'same', 'icon.svg': 'icon' };
const b = {
  'index.html': 'page b',
  'assets/x-b.js': 'x of b',
  'assets/same.js': 'same',
  'icon.svg': 'icon b',
};

const page = (rest = '') => {
  const request = new Request(scope + rest);
  Object.defineProperty(request, 'mode', { value: 'navigate' });
  return request;
};
const textOf = async (answer: Promise<Response> | null) => {
  const response = await answer;
  return response?.ok ? response.text() : (response?.status ?? null);
};

describe('what is answered', () => {
  test('everything of an installed version, without the network', async () => {
    const { site, deploy } = setUp();
    const worker = await deploy('a', a);
    site.files = {};
    for (const rest of ['', 'index.html', '?embed=1'])
      expect(await textOf(worker.answer(page(rest)))).toBe('page a');
    for (const path of ['assets/x-a.js', 'icon.svg'] as const)
      expect(await textOf(worker.answer(new Request(scope + path)))).toBe(a[path]);
  });

  test('nothing that is not ours', async () => {
    const worker = await setUp().deploy('a', a);
    for (const request of [
      new Request('https://other.example/play/'),
      new Request('https://site.example/'),
      new Request('https://site.example/playground/assets/x-a.js'),
      new Request(`${scope}assets/x-a.js`, { method: 'POST' }),
      new Request(`${scope}other.txt`),
      page('other/'),
    ])
      expect(worker.answer(request)).toBe(null);
  });

  test('an answer does not pass on how it travelled', async () => {
    const { deploy, stores } = setUp();
    await deploy('a', a);
    const [kept] = [...stores.values()].flatMap((store) => [...store.values()]);
    expect(kept?.redirected).toBe(false);
    expect(kept?.headers.has('content-length')).toBe(false);
  });
});

describe('versions', () => {
  test('a visit gets the latest, an open page the files of its own', async () => {
    const { deploy } = setUp();
    const old = await deploy('a', a);
    const now = await deploy('b', b);
    for (const worker of [old, now]) {
      expect(await textOf(worker.answer(page()))).toBe('page b');
      expect(await textOf(worker.answer(new Request(`${scope}assets/x-a.js`)))).toBe('x of a');
      expect(await textOf(worker.answer(new Request(`${scope}assets/x-b.js`)))).toBe('x of b');
    }
  });

  test('what did not change is not asked for again', async () => {
    const { site, deploy } = setUp();
    await deploy('a', a);
    site.asked = [];
    await deploy('b', b);
    expect(site.asked.toSorted()).toEqual(['assets/x-b.js', 'icon.svg', 'index.html']);
    // Back again: everything is still there.
    site.asked = [];
    const worker = await deploy('a', a);
    expect(site.asked).toEqual([]);
    expect(await textOf(worker.answer(page()))).toBe('page a');
  });

  test.each([
    ['a file is missing', { 'assets/x-b.js': undefined }],
    ['the page is of another version', { 'index.html': 'page a' }],
    ['a file is cut off', { 'assets/x-b.js': 'x of' }],
  ])('nothing changes when %s', async (_, broken) => {
    const { site, deploy, workerOf } = setUp();
    const old = await deploy('a', a);
    site.files = JSON.parse(JSON.stringify({ ...b, ...broken })) as Files;
    await expect(workerOf('b', b).install()).rejects.toThrow('version b');
    expect(await old.current()).toBe('a');
    expect(await textOf(old.answer(page()))).toBe('page a');
    expect(await textOf(old.answer(new Request(`${scope}icon.svg`)))).toBe('icon');
    // The rest of it is loaded when it is whole.
    site.files = b;
    await workerOf('b', b).install();
    expect(await old.current()).toBe('b');
  });

  test('what an HTTP cache still holds of an older version is asked for anew', async () => {
    const { site, deploy } = setUp();
    site.stale = { 'index.html': 'page a' };
    const worker = await deploy('b', b);
    expect(await textOf(worker.answer(page()))).toBe('page b');
  });
});

test('a worker of other code has to take over, one of the same has not', async () => {
  const { workerOf, deploy } = setUp();
  const first = await deploy('a', a);
  expect(await first.outdates()).toBe(false);
  await first.takeOver();
  expect(await workerOf('b', b).outdates()).toBe(false);
  expect(await workerOf('b', b, 'other code').outdates()).toBe(true);
});

describe('what is kept', () => {
  const versionsIn = (stores: ReadonlyMap<string, unknown>) =>
    [...stores.keys()].filter((name) => name.includes('version:')).map((name) => name.split(':').at(-1));

  test('versions that no page uses are removed, those in use stay', async () => {
    const { site, stores, deploy } = setUp();
    const first = await deploy('a', a);
    site.open = ['page 1'];
    await first.note('page 1', 'a');
    await deploy('b', b);
    const last = await deploy('c', { ...b, 'index.html': 'page c' });
    await last.tidy();
    expect(versionsIn(stores)).toEqual(['a', 'c']);
    site.open = [];
    await last.tidy();
    expect(versionsIn(stores)).toEqual(['c']);
  });

  test('what is just being installed is not removed by the worker before; what never was whole is, later', async () => {
    const { site, stores, deploy, workerOf } = setUp();
    const old = await deploy('a', a);
    site.files = { ...b, 'assets/x-b.js': '' };
    await expect(workerOf('b', b).install()).rejects.toThrow();
    await old.tidy();
    expect(versionsIn(stores)).toEqual(['a', 'b']);
    await old.tidy({ unfinished: true });
    expect(versionsIn(stores)).toEqual(['a']);
  });

  test('a version whose files are removed while it is installed is not taken', async () => {
    const { site, stores, deploy, workerOf } = setUp();
    const old = await deploy('a', a);
    site.files = b;
    site.onFetch = (path) => {
      if (path === 'assets/x-b.js')
        for (const name of stores.keys()) if (name.endsWith(':b')) stores.delete(name);
    };
    await expect(workerOf('b', b).install()).rejects.toThrow('removed');
    expect(await old.current()).toBe('a');
  });

  test('while a page has not said which it is of, all stay, up to four', async () => {
    const { site, stores, deploy } = setUp();
    site.open = ['silent'];
    let last = await deploy('a', a);
    for (const version of ['b', 'c', 'd', 'e', 'f'])
      last = await deploy(version, { ...b, 'index.html': `page ${version}` });
    await last.tidy();
    expect(versionsIn(stores)).toEqual(['c', 'd', 'e', 'f']);
  });

  test('what storage lost is loaded and kept again', async () => {
    const { site, stores, deploy } = setUp();
    const worker = await deploy('a', a);
    for (const store of stores.values()) store.delete(`${scope}assets/x-a.js`);
    expect(await textOf(worker.answer(new Request(`${scope}assets/x-a.js`)))).toBe('x of a');
    site.files = {};
    expect(await textOf(worker.answer(new Request(`${scope}assets/x-a.js`)))).toBe('x of a');
  });

  test('a file of an old version that is nowhere any more is said to be missing', async () => {
    const worker = await setUp().deploy('b', b);
    expect(await textOf(worker.answer(new Request(`${scope}assets/x-a.js`)))).toBe(404);
  });

  test('where storage fails, the network answers', async () => {
    const { state, deploy } = setUp();
    const worker = await deploy('a', a);
    state.broken = true;
    expect(await textOf(worker.answer(page()))).toBe('page a');
    expect(await textOf(worker.answer(new Request(`${scope}assets/x-a.js`)))).toBe('x of a');
  });

  test('where storage does not answer, the network does', async () => {
    const { caches, deploy } = setUp();
    const worker = await deploy('a', a);
    vi.useFakeTimers();
    try {
      caches.keys = () => new Promise(() => {});
      caches.open = () => new Promise(() => {});
      const answer = worker.answer(page());
      await vi.advanceTimersByTimeAsync(6000);
      expect(await textOf(answer)).toBe('page a');
    } finally {
      vi.useRealTimers();
    }
  });

  test('of other sites below the same origin nothing is removed', async () => {
    const { stores, caches, deploy } = setUp();
    await (await caches.open('sigma-playground:%2Fother%2F:version:a')).put('https://x/', new Response(''));
    const worker = await deploy('a', a);
    await worker.tidy();
    await worker.clear();
    expect([...stores.keys()]).toEqual(['sigma-playground:%2Fother%2F:version:a']);
  });
});
