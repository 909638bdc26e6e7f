// The fields that events have, as a rule would call them, with their most frequent values: for those who write one.
import { ExactNumber } from '../sigma/index.ts';
import type { EventObject, EventValue } from '../sigma/index.ts';

export interface EventField {
  readonly path: string;
  /** In how many of the events. */
  readonly events: number;
  /** The most frequent first; what is no text, as JSON has it. */
  readonly values: readonly { readonly text: string; readonly isText: boolean }[];
}

/** More are not looked at. */
export const maxEvents = 500;
/** Values looked at in all, so that a huge event keeps nobody waiting. */
const maxVisits = 200_000;
const maxFields = 2000;
const maxDepth = 40;
const maxPath = 300;
/** Values that are told of each field, and their length: longer ones nobody picks from a list. */
const maxValues = 20;
const maxValue = 160;
const maxDistinct = 200;

interface Found {
  events: number;
  lastEvent: number;
  readonly values: Map<string, { text: string; isText: boolean; count: number }>;
}

export function listEventFields(events: readonly EventObject[]): EventField[] {
  const fields = new Map<string, Found>();
  let visits = 0;

  function see(path: string, value: EventValue, event: number): void {
    let found = fields.get(path);
    if (!found) {
      if (fields.size >= maxFields) return;
      found = { events: 0, lastEvent: -1, values: new Map() };
      fields.set(path, found);
    }
    if (found.lastEvent !== event) {
      found.events++;
      found.lastEvent = event;
    }
    if (value === null || (typeof value === 'object' && !(value instanceof ExactNumber))) return;
    const isText = typeof value === 'string';
    const text = value instanceof ExactNumber ? value.text : String(value);
    if (text === '' || text.length > maxValue) return;
    const known = found.values.get(`${isText}${text}`);
    if (known) known.count++;
    else if (found.values.size < maxDistinct)
      found.values.set(`${isText}${text}`, { text, isText, count: 1 });
  }

  function walk(value: EventValue, path: string, depth: number, event: number): void {
    if (++visits > maxVisits || depth > maxDepth || path.length > maxPath) return;
    if (Array.isArray(value)) {
      if (value.length === 0) see(path, null, event);
      for (const element of value) walk(element, path, depth + 1, event);
    } else if (typeof value === 'object' && value !== null && !(value instanceof ExactNumber)) {
      for (const [key, child] of Object.entries(value as EventObject))
        // A pipe in a rule begins a modifier: such a field cannot be named.
        if (key !== '' && !key.includes('|'))
          walk(child as EventValue, path === '' ? key : `${path}.${key}`, depth + 1, event);
    } else if (path !== '') see(path, value, event);
  }

  events.slice(0, maxEvents).forEach((event, index) => walk(event, '', 0, index));
  return [...fields]
    .map(([path, found]) => ({
      path,
      events: found.events,
      values: [...found.values.values()]
        .sort((a, b) => b.count - a.count)
        .slice(0, maxValues)
        .map(({ text, isText }) => ({ text, isText })),
    }))
    .sort((a, b) => b.events - a.events);
}
