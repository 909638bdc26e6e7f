// The page's side of the service worker: asks for it once the page has come to rest, and says when there is another
// version. Nothing changes under an open page; the user reloads.
import type { Notices } from '../state/notices.svelte.ts';
import * as texts from '../texts/en.ts';
import type { ToPage, ToWorker } from './protocol.ts';
import { workerFile } from './protocol.ts';

export interface OfflineClientParts {
  readonly notices: Notices;
  /** Saves the work; returns why it is not saved, or an empty text. */
  readonly save: () => string;
  readonly reload: () => void;
  /** By default, resolves when nothing has been typed or pressed for three seconds. */
  readonly whenQuiet?: () => Promise<void>;
}

interface Policy {
  createScriptURL(url: string): string;
}

/** What of the browser is needed; null where it is refused, or where nothing was built. */
function findBrowser() {
  const version = document.querySelector<HTMLMetaElement>('meta[name=version]')?.content ?? '';
  if (version === '' || !isSecureContext) return null;
  try {
    // A sandboxed frame throws here.
    const container = navigator.serviceWorker;
    return container ? { container, version } : null;
  } catch {
    return null;
  }
}

function workerAddress(): string {
  const address = new URL(workerFile, document.baseURI).href;
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  };
  const policy = trustedTypes?.createPolicy('sigma-sw', {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError(`Not the service worker of this page: ${url}`);
      return url;
    },
  });
  return policy ? policy.createScriptURL(address) : address;
}

/** Hundreds of files are read and hashed: keys would wait for that. */
const quietMs = 3000;

export function whenNobodyTypes(): Promise<void> {
  return new Promise((resolve) => {
    const types = ['keydown', 'pointerdown', 'wheel'] as const;
    const rest = () => {
      for (const type of types) removeEventListener(type, again, { capture: true });
      resolve();
    };
    let timer = setTimeout(rest, quietMs);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(rest, quietMs);
    };
    for (const type of types) addEventListener(type, again, { capture: true, passive: true });
  });
}

/** Call it once. Resolves when the page is kept on this machine, or cannot be. */
export async function startOffline({
  notices,
  save,
  reload,
  whenQuiet = whenNobodyTypes,
}: OfflineClientParts): Promise<void> {
  const browser = findBrowser();
  if (!browser) return;
  const { container, version } = browser;
  const wasKept = container.controller !== null;

  function offer(text: string): void {
    notices.show(text, { topic: 'version', stays: true, action: { label: texts.offlineReload, run: leave } });
  }

  /** What is not saved would be lost. */
  function leave(): void {
    const problem = save();
    if (problem === '') reload();
    else
      notices.show(`${problem} ${texts.offlineUnsaved}`, {
        topic: 'version',
        tone: 'warning',
        stays: true,
        action: { label: texts.offlineReloadUnsaved, run: reload },
      });
  }

  container.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.type !== 'current' || data.version === '') return;
    if (data.version === version) notices.clear('version');
    // A page that came past the worker, by a forced reload, may be newer than what is kept.
    else if (wasKept || data.fresh) offer(texts.offlineNewVersion);
  });
  container.startMessages();
  addEventListener('vite:preloadError', () => offer(texts.offlineMissingPart));

  await whenQuiet();
  const tell = (worker: ServiceWorker | null, message: ToWorker) => worker?.postMessage(message);
  try {
    // Where it is blocked, some browsers resolve to nothing.
    const registration = (await container.register(workerAddress(), { updateViaCache: 'none' })) as
      ServiceWorkerRegistration | undefined;
    if (!registration) return;
    // To be registered already says nothing of whether the file is still there.
    registration.update().catch(() => tell(registration.active, { type: 'check' }));
  } catch {
    // No network, or no such file any more.
    tell(container.controller, { type: 'check' });
    return;
  }
  tell((await container.ready).active, { type: 'hello', version });
}
