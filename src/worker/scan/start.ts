import { importEntry } from '../import-entry.ts';
import { trustedWorkerUrl } from '../worker-url.ts';
import entryUrl from './entry.ts?worker&url';
import type { ScanNotice, Scanner } from './protocol.ts';
import { scannerKey } from './receiver.ts';
import type { CreateScanner } from './receiver.ts';

export function startScanWorker(): Worker {
  return new Worker(trustedWorkerUrl(entryUrl), { type: 'module', name: 'scan' });
}

/** On the page's own thread: in slices, and without regular expressions that may never end. */
export async function startLocalScanner(notify: (notice: ScanNotice) => void): Promise<Scanner> {
  const createScanner = await importEntry<CreateScanner>(entryUrl, scannerKey);
  return createScanner(notify, { onPage: true });
}
