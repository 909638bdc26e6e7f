// The worker. Its first import takes the network away; nothing may come before it.
import './lockdown-now.ts';
import { expose } from 'comlink';
import { createEngine } from './engine.ts';
import { receiverKey } from './local-receiver.ts';
import type { Receiver } from './local-receiver.ts';
import type { ReadyNotice } from './protocol.ts';

const receive = (globalThis as { [receiverKey]?: Receiver })[receiverKey];
if (receive) {
  receive(createEngine);
} else {
  expose(createEngine({ onRunning: (notice) => postMessage(notice) }));
  postMessage({ ready: true } satisfies ReadyNotice);
}
