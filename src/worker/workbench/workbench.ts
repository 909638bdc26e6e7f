import type { Held } from './held.ts';
import { previewFixes } from './preview.ts';
import type { Workbench } from './protocol.ts';

export function createWorkbench(held: Held): Workbench {
  return {
    preview: (fixes) => previewFixes(held, fixes),
  };
}
