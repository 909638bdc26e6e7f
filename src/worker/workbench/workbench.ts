import { createCells } from './cells.ts';
import type { Held } from './held.ts';
import { createEventLint } from './event-lint.ts';
import { previewFixes } from './preview.ts';
import { readOwnTests, readTests, writeTests } from './rule-tests.ts';
import type { Workbench } from './protocol.ts';
import { createTrial } from './trial.ts';

export function createWorkbench(held: Held): Workbench {
  return {
    preview: (fixes) => previewFixes(held, fixes),
    trial: createTrial(held),
    cells: createCells(held),
    writeTests: (format, labels) => writeTests(held, format, labels),
    lint: createEventLint(held),
    readTests: (files) => readTests(held, files),
    readOwnTests: () => readOwnTests(held),
  };
}
