import entryUrl from './entry.ts?worker&url';
import { trustedWorkerUrl } from './worker-url.ts';

/** Throws where the browser refuses module workers, as in a sandboxed frame. */
export function startWorker(): Worker {
  return new Worker(trustedWorkerUrl(entryUrl), { type: 'module', name: 'engine' });
}
