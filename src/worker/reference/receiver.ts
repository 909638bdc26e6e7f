import type { createReference } from './engine.ts';

/** Where a page that loads the worker's file as a module of its own waits for it. */
export const referenceKey = Symbol.for('sigma-playground.reference');

export type CreateReference = typeof createReference;
