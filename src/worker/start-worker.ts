// The page loads this file apart from everything else and first of all, so that the worker comes up while the rest
// of the page is still on its way.
import entryUrl from './entry.ts?worker&url';
import { trustedWorkerUrl } from './worker-url.ts';

const kept = ['message', 'messageerror', 'error'] as const;

function create(): Worker {
  return new Worker(trustedWorkerUrl(entryUrl), { type: 'module', name: 'engine' });
}

/** A worker that nobody listens to yet: what it says meanwhile is said again to the one who takes it. */
function prepare(): (() => Worker) | null {
  let worker: Worker;
  try {
    worker = create();
  } catch {
    return null;
  }
  const missed: Event[] = [];
  const keep = (event: Event): void => void missed.push(event);
  for (const type of kept) worker.addEventListener(type, keep);
  return () => {
    for (const type of kept) worker.removeEventListener(type, keep);
    queueMicrotask(() => missed.forEach((event) => worker.dispatchEvent(event)));
    return worker;
  };
}

let prepared = prepare();

/** Throws where the browser refuses module workers, as in a sandboxed frame. */
export function startWorker(): Worker {
  const worker = prepared?.() ?? create();
  prepared = null;
  return worker;
}
