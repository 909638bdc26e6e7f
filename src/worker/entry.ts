// The worker. Its first import takes the network away; nothing may come before it.
import './lockdown-now.ts';
import { expose } from 'comlink';
import { createEngine } from './engine.ts';
import type { ReadyNotice } from './protocol.ts';

expose(createEngine({ onRunning: (notice) => postMessage(notice) }));
postMessage({ ready: true } satisfies ReadyNotice);
