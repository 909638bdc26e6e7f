// Values of placeholders among the options that a link, the store and the history carry along: `o.p`.
import type { Placeholders } from '../worker/protocol.ts';
import type { Carried } from './carried.ts';
import { isObject, own } from './payload.ts';

/** undefined where there are none. Never throws, whatever is given. */
export function placeholdersIn(carried: Carried | undefined): Placeholders | undefined {
  const options = isObject(carried) && isObject(carried.payload) ? own(carried.payload, 'o') : undefined;
  const kept = isObject(options) ? own(options, 'p') : undefined;
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
  const { o, ...other } = { ...(isObject(carried?.payload) ? carried.payload : { r: '', e: [] }) } as Record<
    string,
    Carried['payload']
  >;
  const { p: _, ...options } = { ...(isObject(o) ? o : {}) } as Record<string, Carried['payload']>;
  const kept = { ...options, ...(placeholders ? { p: placeholders } : {}) };
  const payload = { ...other, ...(Object.keys(kept).length > 0 ? { o: kept } : {}) };
  return Object.keys(payload).every((key) => key === 'r' || key === 'e') ? undefined : { payload };
}
