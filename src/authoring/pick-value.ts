// The value at a place of the events text: what a rule would call it, and whether it is worth asking for.
import {
  ExactNumber,
  isEventObject,
  locate,
  pointerAt,
  readPath,
  spanInText,
  visitField,
} from '../sigma/index.ts';
import type { EventObject, EventValue, Range, Trail } from '../sigma/index.ts';
import { whyVolatile } from './volatile.ts';

export interface PickedValue {
  /** RFC 6901 pointer inside the event. */
  readonly pointer: string;
  /** What a rule calls the field. */
  readonly path: string;
  /** A text as it is, everything else as JSON; shortened. */
  readonly text: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  /** The part of a text that is selected, in code units. */
  readonly stretch: Range | null;
  /** Why the value will hardly come again; empty otherwise. */
  readonly warning: string;
  /** Why no rule can ask for it; empty otherwise. */
  readonly refusal: string;
}

export interface PlacedEvent {
  readonly value: EventObject;
  readonly range: Range;
  readonly locate?: typeof locate;
}

/** Code units of a value that are shown. */
const maxShown = 200;
/** Leaves looked through of an event that does not stand in the text as it is. */
const maxLeaves = 5000;

/** `anchor`: the other end of the selection. null where no value stands. */
export function pickValue(
  text: string,
  event: PlacedEvent,
  offset: number,
  anchor: number,
): PickedValue | null {
  const pointer = event.locate ? madePointerAt(text, event, offset) : pointerAt(text, event.range, offset);
  if (pointer === null || pointer === '') return null;
  const found = readPointer(event.value, pointer);
  if (!found) return null;
  const { value, path } = found;
  const stretch = typeof value === 'string' ? stretchOf(text, event, pointer, value, offset, anchor) : null;
  return {
    pointer,
    path,
    text: shown(value),
    kind: kindOf(value),
    stretch,
    warning: whyVolatile(path, value),
    refusal: whyNoField(event.value, path, pointer, value),
  };
}

export function readPointer(
  event: EventValue,
  pointer: string,
): { readonly value: EventValue; readonly path: string } | null {
  let value = event;
  const keys: string[] = [];
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replace(/~1/g, '/').replace(/~0/g, '~');
    let next: EventValue | undefined;
    if (Array.isArray(value)) next = (value as readonly EventValue[])[Number(key)];
    else if (isEventObject(value) && Object.hasOwn(value, key)) {
      next = value[key];
      keys.push(key);
    }
    if (next === undefined) return null;
    value = next;
  }
  return { value, path: keys.join('.') };
}

function kindOf(value: EventValue): PickedValue['kind'] {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof ExactNumber) return 'number';
  return typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean' | 'object');
}

/** A text as it is, everything else in short. */
export function shown(value: EventValue): string {
  if (typeof value === 'string') return value.length > maxShown ? `${value.slice(0, maxShown)}…` : value;
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.length}]`;
  return isEventObject(value) ? `{${Object.keys(value).slice(0, 5).join(', ')}}` : String(value);
}

/** Fields are found by their path alone: it must lead to this very value. */
function whyNoField(event: EventValue, path: string, pointer: string, value: EventValue): string {
  if (path === '') return 'The key is empty: a rule cannot name it.';
  if (path.includes('|')) return 'The key holds `|`, which begins a modifier in a rule.';
  let isFound = Array.isArray(value);
  const isPresent = visitField(event, readPath(path), true, (_, trail) => {
    if (pointerOf(trail) === pointer) isFound = true;
  });
  return isPresent && isFound ? '' : 'A rule that names the path finds another value.';
}

export function pointerOf(trail: Trail | null): string {
  let pointer = '';
  for (let at = trail; at; at = at.up)
    pointer = `/${String(at.key).replace(/~/g, '~0').replace(/\//g, '~1')}${pointer}`;
  return pointer;
}

function stretchOf(
  text: string,
  event: PlacedEvent,
  pointer: string,
  value: string,
  offset: number,
  anchor: number,
): Range | null {
  if (offset === anchor) return null;
  const range = (event.locate ?? locate)(text, event.range, [pointer]).get(pointer);
  if (!range) return null;
  // How much of the value stands before an offset: grows with it.
  const decoded = (at: number): number => {
    let [low, high] = [0, value.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (spanInText(text, range, { start: 0, end: middle }).end <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const [start, end] = [decoded(Math.min(offset, anchor)), decoded(Math.max(offset, anchor))];
  return start < end && end - start < value.length ? { start, end } : null;
}

/** Of an event that was put together: the value whose place holds the offset most closely. */
function madePointerAt(text: string, event: PlacedEvent, offset: number): string | null {
  const pointers = leavesOf(event.value);
  const holding = [...(event.locate ?? locate)(text, event.range, pointers)].filter(
    ([, { start, end }]) => start <= offset && offset <= end,
  );
  const width = ({ start, end }: Range): number => end - start;
  const least = Math.min(...holding.map(([, range]) => width(range)));
  const nearest = holding.filter(([, range]) => width(range) === least);
  // Several values at one place: none of them can be told.
  return nearest.length === 1 ? (nearest[0]?.[0] ?? null) : null;
}

function leavesOf(event: EventObject): string[] {
  const out: string[] = [];
  const stack: { value: EventValue; pointer: string }[] = [{ value: event, pointer: '' }];
  for (let top = stack.pop(); top && out.length < maxLeaves; top = stack.pop()) {
    const { value, pointer } = top;
    const entries: readonly (readonly [string, EventValue])[] = Array.isArray(value)
      ? value.map((element: EventValue, i) => [String(i), element] as const)
      : isEventObject(value)
        ? Object.entries(value)
        : [];
    if (entries.length === 0) out.push(pointer);
    for (const [key, child] of entries)
      stack.push({ value: child, pointer: `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}` });
  }
  return out;
}
