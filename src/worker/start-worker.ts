// The page loads this file apart from everything else and first of all, so that the worker comes up while the rest
// of the page is still on its way.
import entryUrl from './entry.ts?worker&url';
import { keepEvents } from './kept-events.ts';
import { trustedWorkerUrl } from './worker-url.ts';

function create(): Worker {
  return new Worker(trustedWorkerUrl(entryUrl), { type: 'module', name: 'engine' });
}

/** A worker that nobody listens to yet; null where it is refused. */
function prepare(): (() => Worker) | null {
  try {
    const worker = create();
    const sayAgain = keepEvents(worker, ['message', 'messageerror', 'error']);
    return () => {
      sayAgain();
      return worker;
    };
  } catch {
    return null;
  }
}

// On a first visit the paint comes first: its verdict is there already.
let prepared = document.documentElement.dataset['visit'] === 'first' ? null : prepare();

/** Throws where the browser refuses module workers, as in a sandboxed frame. */
export function startWorker(): Worker {
  const worker = prepared?.() ?? create();
  prepared = null;
  return worker;
}
