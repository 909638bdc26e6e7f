// A worker that evaluates many rules. Its first import takes the network away; nothing may come before it.
import '../lockdown-now.ts';
import { expose } from 'comlink';
import type { ReadyNotice } from '../protocol.ts';
import { runnerKey } from './receiver.ts';
import type { CreateRunner } from './receiver.ts';
import { createRunner } from './runner.ts';

const receive = (globalThis as { [runnerKey]?: (create: CreateRunner) => void })[runnerKey];
if (receive) {
  receive(createRunner);
} else {
  expose(createRunner((notice) => postMessage(notice)));
  postMessage({ ready: true } satisfies ReadyNotice);
}
