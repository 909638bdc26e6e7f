import type { createWorkbench } from './workbench.ts';

/** A part of its own: the first verdict has no use for it. */
export async function loadWorkbench(): Promise<typeof createWorkbench> {
  return (await import('./workbench.ts')).createWorkbench;
}
