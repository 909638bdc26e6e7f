import entryUrl from './entry.ts?worker&url';
import { receiverKey } from './local-receiver.ts';
import type { Receiver } from './local-receiver.ts';
import type { Engine } from './protocol.ts';
import { checkSameOrigin } from './worker-url.ts';

type CreateEngine = Parameters<Receiver>[0];

let loaded: Promise<CreateEngine> | undefined;

/** The worker's own file, so that the engine is not shipped twice. */
function load(): Promise<CreateEngine> {
  return new Promise((resolve, reject) => {
    Object.defineProperty(globalThis, receiverKey, { value: resolve });
    import(/* @vite-ignore */ checkSameOrigin(entryUrl)).catch(reject);
  });
}

/**
 * The engine on the page's own thread, for browsers that refuse a module worker. It cannot be stopped from outside,
 * so it keeps to a time budget and refuses regular expressions that may never end.
 */
export async function startLocal(): Promise<Engine> {
  const createEngine = await (loaded ??= load());
  return createEngine({ onRunning: () => {} }, { budgetMs: 500, backtracking: 'refuse' });
}
