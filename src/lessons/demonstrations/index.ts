// The demonstrations: published rules have these defects; each is shown on a rule and on events of our own.
import type { Demonstration } from './demonstration.ts';
import { loudRules } from './loud.ts';
import { silentRules } from './silent.ts';

export { sequences } from './sequences.ts';
export type { Demonstration, DemonstrationEvent } from './demonstration.ts';
export { toMendFix } from './demonstration.ts';

export const demonstrations: readonly Demonstration[] = [...silentRules, ...loudRules];
