// The worker of the references. Its first import takes the network away; nothing may come before it.
import './lockdown-now.ts';
import { expose } from 'comlink';
import type { ReadyNotice } from '../protocol.ts';
import { createReference } from './engine.ts';
import { referenceKey } from './receiver.ts';
import type { CreateReference } from './receiver.ts';

const receive = (globalThis as { [referenceKey]?: (create: CreateReference) => void })[referenceKey];
if (receive) {
  receive(createReference);
} else {
  expose(createReference());
  postMessage({ ready: true } satisfies ReadyNotice);
}
