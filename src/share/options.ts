// Options among what a link, the store and the history carry along: `o`, by a letter each.
import type { Carried } from './carried.ts';
import type { Plain } from './payload.ts';
import { isObject, own } from './payload.ts';

/** undefined where there is none. Never throws, whatever is given. */
export function optionIn(carried: Carried | undefined, key: string): unknown {
  const options = isObject(carried) && isObject(carried.payload) ? own(carried.payload, 'o') : undefined;
  return isObject(options) ? own(options, key) : undefined;
}

/** With this value in the place of the one it has; what else it carries stays. */
export function withOption(
  carried: Carried | undefined,
  key: string,
  value: Plain | undefined,
): Carried | undefined {
  const { o, ...other } = { ...(isObject(carried?.payload) ? carried.payload : { r: '', e: [] }) } as Record<
    string,
    Plain
  >;
  const { [key]: _, ...options } = { ...(isObject(o) ? o : {}) } as Record<string, Plain>;
  const kept = { ...options, ...(value === undefined ? {} : { [key]: value }) };
  const payload = { ...other, ...(Object.keys(kept).length > 0 ? { o: kept } : {}) };
  return Object.keys(payload).every((name) => name === 'r' || name === 'e') ? undefined : { payload };
}
