import { createCells } from './cells.ts';
import type { Held } from './held.ts';
import { previewFixes } from './preview.ts';
import type { Workbench } from './protocol.ts';
import { createTrial } from './trial.ts';

export function createWorkbench(held: Held): Workbench {
  return {
    preview: (fixes) => previewFixes(held, fixes),
    trial: createTrial(held),
    cells: createCells(held),
  };
}
