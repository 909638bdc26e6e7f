import type { createPipelineRun } from './run-pipeline.ts';

/** A part of its own: only for who chose a pipeline. */
export async function loadPipelineRun(): Promise<typeof createPipelineRun> {
  return (await import('./run-pipeline.ts')).createPipelineRun;
}
