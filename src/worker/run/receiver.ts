import type { createRunner } from './runner.ts';

/** Where a page that loads the run worker's file as a module of its own waits for it. */
export const runnerKey = Symbol.for('sigma-playground.runner');

export type CreateRunner = typeof createRunner;
