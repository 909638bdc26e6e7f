// Field look-up: one walker for matching and explaining. Absent, null and empty stay three things.
import { ExactNumber, isEventObject } from './value.ts';
import type { EventObject, EventValue } from './value.ts';

/** How the walker came to a value; read from the value upwards. null is the event itself. */
export interface Trail {
  readonly up: Trail | null;
  readonly key: string | number;
}

export interface FieldPath {
  readonly text: string;
  /** `heads[i][n]`: the segments from `i` on, first `n + 1` of them joined by dots. */
  readonly heads: readonly (readonly string[])[];
  /** Looks the field up where a path of names alone does not say it: then there are no heads. */
  readonly find?: (event: EventValue, trail: Trail | null, traced: boolean, visit: Visit) => boolean;
}

export function readPath(text: string): FieldPath {
  const segments = text.split('.');
  if (segments.length > maxPathSegments) return { text, heads: [[text]] };
  const heads = segments.map((_, i) =>
    segments.slice(i).map((_, n) => segments.slice(i, i + n + 1).join('.')),
  );
  return { text, heads };
}

/** A name with more dots is no path, only a key: the number of heads grows with the square. */
const maxPathSegments = 64;

export type Visit = (value: EventValue, trail: Trail | null) => void;

/**
 * Visits each value that a field has in an event, and says whether the field is present at all. At each level the
 * longest stretch of the path that is a key wins; arrays on the way and at the end stand for their elements.
 * Trails are made only when `traced`.
 */
export function visitField(
  event: EventValue,
  path: FieldPath,
  traced: boolean,
  visit: Visit,
  from: Trail | null = null,
): boolean {
  return path.find?.(event, from, traced, visit) ?? walk(event, path, 0, from, traced, false, visit);
}

/** The same, but an array that the path ends at is visited itself. */
export function visitWhole(
  event: EventValue,
  path: FieldPath,
  traced: boolean,
  visit: Visit,
  from: Trail | null,
): boolean {
  return walk(event, path, 0, from, traced, true, visit);
}

function walk(
  value: EventValue,
  path: FieldPath,
  segment: number,
  trail: Trail | null,
  traced: boolean,
  whole: boolean,
  visit: Visit,
): boolean {
  if (Array.isArray(value)) {
    let present = false;
    eachElement(value, trail, traced, (element, elementTrail) => {
      if (walk(element, path, segment, elementTrail, traced, whole, visit)) present = true;
    });
    return present;
  }
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return false;
  const heads = path.heads[segment] as readonly string[];
  for (let n = heads.length - 1; n >= 0; n--) {
    const key = heads[n] as string;
    if (!Object.hasOwn(value, key)) continue;
    const child = (value as EventObject)[key] as EventValue;
    const childTrail = traced ? { up: trail, key } : null;
    const next = segment + n + 1;
    if (next === path.heads.length) {
      if (Array.isArray(child) && !whole) eachElement(child, childTrail, traced, visit);
      else visit(child, childTrail);
      return true;
    }
    if (walk(child, path, next, childTrail, traced, whole, visit)) return true;
  }
  return false;
}

/** The elements of an array, those of arrays in it included, in order. Iterative: nesting may be hostile. */
export function eachElement(
  array: readonly EventValue[],
  trail: Trail | null,
  traced: boolean,
  visit: Visit,
): void {
  const stack: { array: readonly EventValue[]; trail: Trail | null; next: number }[] = [
    { array, trail, next: 0 },
  ];
  for (let top = stack[0]; top; top = stack[stack.length - 1]) {
    if (top.next >= top.array.length) {
      stack.pop();
      continue;
    }
    const index = top.next++;
    const element = top.array[index] as EventValue;
    const elementTrail = traced ? { up: top.trail, key: index } : null;
    if (Array.isArray(element)) stack.push({ array: element, trail: elementTrail, next: 0 });
    else visit(element, elementTrail);
  }
}

/** Visits each string, number and boolean at any depth, in order. Iterative: nesting may be hostile. */
export function visitLeaves(value: EventValue, trail: Trail | null, traced: boolean, visit: Visit): void {
  const stack: { value: EventValue; trail: Trail | null }[] = [{ value, trail }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { value: current, trail: at } = top;
    if (Array.isArray(current)) {
      for (let i = current.length - 1; i >= 0; i--)
        stack.push({ value: current[i] as EventValue, trail: traced ? { up: at, key: i } : null });
    } else if (isEventObject(current)) {
      for (const key of Object.keys(current).reverse())
        stack.push({ value: current[key] as EventValue, trail: traced ? { up: at, key } : null });
    } else if (current !== null) visit(current, at);
  }
}

/** RFC 6901. */
export function pointerOf(trail: Trail | null): string {
  let pointer = '';
  for (let at = trail; at; at = at.up)
    pointer = `/${String(at.key).replace(/~/g, '~0').replace(/\//g, '~1')}${pointer}`;
  return pointer;
}

/** The path that finds a value at this trail: its keys joined by dots, array indexes left out. */
export function pathOf(trail: Trail | null): string {
  const keys: string[] = [];
  for (let at = trail; at; at = at.up) if (typeof at.key === 'string') keys.unshift(at.key);
  return keys.join('.');
}

/** The shortest beginning of a path that is absent; null when the field is present. */
export function absentFrom(event: EventValue, path: FieldPath): string | null {
  for (const beginning of path.heads[0] ?? [])
    if (!visitField(event, readPath(beginning), false, () => {})) return beginning;
  return null;
}
