// `npm run check`: format, types and architecture, without running the product.
import { ensureInstalled } from './install.mjs';
import { architectureStage, checkStages, runStages } from './stages.mjs';

ensureInstalled();
await runStages([...checkStages, architectureStage]);
