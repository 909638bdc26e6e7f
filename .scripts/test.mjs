// `npm test`: everything that must hold, on a fresh machine too.
import { ensureInstalled } from './install.mjs';
import { runStages, testStages } from './stages.mjs';

ensureInstalled();
await runStages(testStages);
