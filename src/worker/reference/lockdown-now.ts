import { lockDown } from '../lockdown.ts';

// As for the engine, but for the store of the user's rules: it sends nothing.
if (!('document' in globalThis)) lockDown(globalThis, ['indexedDB']);
