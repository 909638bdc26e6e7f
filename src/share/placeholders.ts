// Values of placeholders among the options: `o.p`.
import type { Placeholders } from '../worker/protocol.ts';
import type { Carried } from './carried.ts';
import { optionIn, withOption } from './options.ts';
import { isObject } from './payload.ts';

/** undefined where there are none. Never throws, whatever is given. */
export function placeholdersIn(carried: Carried | undefined): Placeholders | undefined {
  const kept = optionIn(carried, 'p');
  if (!isObject(kept)) return undefined;
  const entries = Object.entries(kept).flatMap(([name, values]) =>
    Array.isArray(values) ? [[name, values.filter((each) => typeof each === 'string')] as const] : [],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** With these values in the place of those it has; what else it carries stays. */
export function withPlaceholders(
  carried: Carried | undefined,
  placeholders: Placeholders | undefined,
): Carried | undefined {
  return withOption(carried, 'p', placeholders);
}
