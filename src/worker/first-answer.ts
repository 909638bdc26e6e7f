// What the engine says of the first sample. The build asks it and replaces this file: a first visit waits for no
// worker. Without a build the worker is asked, as for every other text.
import type { RunResult } from './protocol.ts';

export const firstAnswer: RunResult | null = null;
