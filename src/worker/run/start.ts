import { importEntry } from '../import-entry.ts';
import { trustedWorkerUrl } from '../worker-url.ts';
import entryUrl from './entry.ts?worker&url';
import type { Runner } from './protocol.ts';
import { runnerKey } from './receiver.ts';
import type { CreateRunner } from './receiver.ts';

export function startRunWorker(): Worker {
  return new Worker(trustedWorkerUrl(entryUrl), { type: 'module', name: 'run' });
}

/** On the page's own thread: in slices, and without regular expressions that may never end. */
export async function startLocalRunner(): Promise<Runner> {
  const createRunner = await importEntry<CreateRunner>(entryUrl, runnerKey);
  return createRunner(() => {}, { onPage: true });
}
