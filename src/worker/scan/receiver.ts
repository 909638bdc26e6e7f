import type { createScanner } from './scanner.ts';

/** Where a page that loads the scan worker's file as a module of its own waits for it. */
export const scannerKey = Symbol.for('sigma-playground.scanner');

export type CreateScanner = typeof createScanner;
