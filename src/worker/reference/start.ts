// How the page comes by the references: one client a page, whose worker starts with the first call.
import { createReferenceClient } from './client.ts';
import type { ReferenceClient } from './client.ts';
import entryUrl from './entry.ts?worker&url';
import type { ReferenceEngine } from './protocol.ts';
import { referenceKey } from './receiver.ts';
import type { CreateReference } from './receiver.ts';
import { startLocalRunner, startRunWorker } from '../run/start.ts';
import { importEntry } from '../import-entry.ts';
import { trustedWorkerUrl } from '../worker-url.ts';

function startWorker(): Worker {
  return new Worker(trustedWorkerUrl(entryUrl), { type: 'module', name: 'reference' });
}

/** On the page's own thread, where workers are refused: in slices, so that the page stays usable. */
async function startLocal(): Promise<ReferenceEngine> {
  return (await importEntry<CreateReference>(entryUrl, referenceKey))();
}

let client: ReferenceClient | undefined;

/** The page's one client. `keep: false`, as in a frame of another page: nothing is stored. It counts the first time. */
export function getReference({ keep = true }: { readonly keep?: boolean } = {}): ReferenceClient {
  return (client ??= createReferenceClient({
    startWorker,
    startLocal,
    startRunWorker,
    startLocalRunner,
    keep,
    threads: navigator.hardwareConcurrency,
  }));
}
