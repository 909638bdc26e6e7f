import type { createEngine } from './engine.ts';

/** Where a page that loads the worker's file as its own engine waits for it: the file can export nothing. */
export const receiverKey = Symbol.for('sigma-playground.engine');

export type Receiver = (create: typeof createEngine) => void;
