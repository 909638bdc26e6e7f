import type { createCollectionRun } from './run-collection.ts';

/** A part of its own: a text of one plain rule has no use for it. */
export async function loadCollectionRun(): Promise<typeof createCollectionRun> {
  return (await import('./run-collection.ts')).createCollectionRun;
}
