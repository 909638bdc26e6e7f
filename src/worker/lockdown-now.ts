import { lockDown } from './lockdown.ts';

// The same file is the engine of browsers that refuse workers; a page has its own policy.
if (!('document' in globalThis)) lockDown(globalThis);
