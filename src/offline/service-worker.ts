// The service worker: keeps the site on this machine and answers for it. It decides nothing, see `versions.ts`.
//
// It waits until no page is open, as workers do: the one before answers for the new version as well as this one would.
// Only where the code of the worker itself has changed it takes over at once: what it mends must not have to wait.
import type { Build, ToPage, ToWorker } from './protocol.ts';
import { hashLength, workerFile } from './protocol.ts';
import { createOffline } from './versions.ts';

declare const __BUILD__: Build;

// The types of a service worker's scope and those of a page exclude each other.
interface Page {
  readonly id: string;
  postMessage(message: ToPage): void;
}
interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Extended {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends Extended {
  readonly data: ToWorker;
  readonly source: Page | null;
}
interface Scope {
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Page[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extended) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
  addEventListener(type: 'message', listener: (event: Told) => void): void;
}

const scope = globalThis as unknown as Scope;
const pages = () => scope.clients.matchAll({ type: 'window', includeUncontrolled: true });

const offline = createOffline({
  build: __BUILD__,
  scope: scope.registration.scope,
  caches,
  fetch: (request, options) => fetch(request, options),
  digest: async (bytes) => {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return btoa(String.fromCharCode(...hash)).slice(0, hashLength);
  },
  openPages: async () => (await pages()).map(({ id }) => id),
});

async function install(): Promise<void> {
  await offline.install();
  // No other is being installed meanwhile.
  await offline.tidy({ unfinished: true });
  const version = await offline.current();
  for (const page of await pages()) page.postMessage({ type: 'current', version, fresh: true });
  if (await offline.outdates()) await scope.skipWaiting();
}

async function take(): Promise<void> {
  await offline.takeOver();
  await scope.clients.claim();
}

/** Nothing is kept any more: what is under way must not leave anything behind. */
let isGone = false;

async function hear(message: ToWorker, page: Page | null): Promise<void> {
  if (message.type === 'check') return leaveIfGone();
  if (!page || isGone) return;
  // Where everything was removed but the worker.
  if ((await offline.current()) === '') {
    await offline.install();
    await offline.takeOver();
  }
  await offline.note(page.id, message.version);
  page.postMessage({ type: 'current', version: await offline.current(), fresh: false });
  await offline.tidy();
  if (isGone) await offline.clear();
}

/** Where the site has no service worker any more, or is another site, what was kept of it must not stand in its way. */
async function leaveIfGone(): Promise<void> {
  const address = new URL(workerFile, scope.registration.scope).href;
  const { status, headers } = await fetch(address, { cache: 'no-store' });
  const isScript = (headers.get('content-type') ?? '').includes('javascript');
  if (status !== 404 && status !== 410 && (status !== 200 || isScript)) return;
  isGone = true;
  await scope.registration.unregister();
  await offline.clear();
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(take()));
scope.addEventListener('message', (event) => event.waitUntil(hear(event.data, event.source).catch(() => {})));
scope.addEventListener('fetch', (event) => {
  const answer = offline.answer(event.request);
  if (answer) event.respondWith(answer);
});
