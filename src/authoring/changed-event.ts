// An event with another value at a place; what is not on the way there is shared with the original.
import { isEventObject } from '../sigma/index.ts';
import type { EventObject, EventValue } from '../sigma/index.ts';

/** `undefined` takes the value away. A pointer that leads nowhere changes nothing. */
export function changedAt(
  event: EventObject,
  pointers: readonly string[],
  value: EventValue | undefined,
): EventObject {
  // From the last on: taking an element away moves those behind it.
  return [...pointers]
    .sort(byPlace)
    .reduceRight((changed, pointer) => changedIn(changed, segmentsOf(pointer), value) as EventObject, event);
}

function byPlace(a: string, b: string): number {
  const [one, two] = [segmentsOf(a), segmentsOf(b)];
  for (let i = 0; i < Math.min(one.length, two.length); i++)
    if (one[i] !== two[i]) return Number(one[i]) - Number(two[i]) || 0;
  return one.length - two.length;
}

const segmentsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));

function changedIn(
  at: EventValue,
  [segment, ...rest]: readonly string[],
  value: EventValue | undefined,
): EventValue {
  if (segment === undefined) return at;
  if (Array.isArray(at)) {
    const copy = [...(at as readonly EventValue[])];
    const index = Number(segment);
    if (!(index < copy.length)) return at;
    if (rest.length > 0) copy[index] = changedIn(copy[index] as EventValue, rest, value);
    else if (value === undefined) copy.splice(index, 1);
    else copy[index] = value;
    return copy;
  }
  if (!isEventObject(at) || !Object.hasOwn(at, segment)) return at;
  const next = rest.length > 0 ? changedIn(at[segment] as EventValue, rest, value) : value;
  // Not by assignment: a key may be `__proto__`.
  return Object.fromEntries(
    Object.entries(at).flatMap(([key, old]): [string, EventValue][] => {
      if (key !== segment) return [[key, old]];
      return next === undefined ? [] : [[key, next]];
    }),
  );
}

/** Puts a field where there is none, making the objects on the way; null where something else stands there. */
export function withField(event: EventObject, path: string, value: EventValue): EventObject | null {
  const [key = '', ...rest] = path.split('.');
  if (key === '') return null;
  const old = Object.hasOwn(event, key) ? event[key] : undefined;
  if (rest.length === 0) return { ...event, [key]: value };
  const below =
    old === undefined || old === null ? {} : Array.isArray(old) ? (old as readonly EventValue[])[0] : old;
  if (below === undefined || !isEventObject(below)) return null;
  const made = withField(below, rest.join('.'), value);
  if (!made) return null;
  const put = Array.isArray(old) ? [made, ...(old as readonly EventValue[]).slice(1)] : made;
  return { ...event, [key]: put };
}
