import { lockDown } from './lockdown.ts';

lockDown(globalThis);
