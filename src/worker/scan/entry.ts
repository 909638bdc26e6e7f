// A worker that scans files. Its first import takes the network away; nothing may come before it.
import '../lockdown-now.ts';
import { expose } from 'comlink';
import type { ReadyNotice } from '../protocol.ts';
import { scannerKey } from './receiver.ts';
import type { CreateScanner } from './receiver.ts';
import { createScanner } from './scanner.ts';

const receive = (globalThis as { [scannerKey]?: (create: CreateScanner) => void })[scannerKey];
if (receive) {
  receive(createScanner);
} else {
  expose(createScanner((notice) => postMessage(notice)));
  postMessage({ ready: true } satisfies ReadyNotice);
}
