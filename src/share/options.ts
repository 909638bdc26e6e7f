// Options among what a link, the store and the history carry along: `o`, by a letter each.
import type { Placeholders } from '../worker/protocol.ts';
import type { Carried } from './carried.ts';
import type { Plain } from './payload.ts';
import { isObject, own } from './payload.ts';

/** Values of placeholders, `o.p`; undefined where there are none. Never throws, whatever is given. */
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

/** The chosen pipeline, `o.m`: the id of one that comes with the matcher, or a text; empty for none. */
export function pipelineIn(carried: Carried | undefined): string {
  const kept = optionIn(carried, 'm');
  return typeof kept === 'string' ? kept : '';
}

export function withPipeline(carried: Carried | undefined, pipeline: string): Carried | undefined {
  return withOption(carried, 'm', pipeline === '' ? undefined : pipeline);
}

function optionIn(carried: Carried | undefined, key: string): unknown {
  const options = isObject(carried) && isObject(carried.payload) ? own(carried.payload, 'o') : undefined;
  return isObject(options) ? own(options, key) : undefined;
}

/** With this value in the place of the one it has; what else it carries stays. */
function withOption(
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
