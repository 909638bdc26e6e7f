import type { EventObject, EventValue } from '../sigma/index.ts';
import { ExactNumber, isEventObject } from '../sigma/index.ts';

/** Where a name of an event stands, most telling first, and what is written before it. */
const names: readonly (readonly [path: readonly string[], before: string])[] = [
  [['eventName'], ''],
  [['EventID'], 'EventID '],
  [['EventId'], 'EventId '],
  [['Event', 'System', 'EventID'], 'EventID '],
  [['event', 'action'], ''],
  [['event', 'code'], 'event.code '],
  [['Operation'], ''],
  [['operationName'], ''],
];

const maxLabel = 60;

/** A short name of an event, e.g. `RunTask` or `EventID 4688`; empty when it has none. */
export function labelOf(event: EventObject): string {
  for (const [path, before] of names) {
    const name = textOf(at(event, path));
    if (name !== '') return shorten(before + name);
  }
  return '';
}

function at(event: EventObject, path: readonly string[]): EventValue | undefined {
  let value: EventValue | undefined = event;
  for (const key of path) {
    if (value === undefined || !isEventObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function textOf(value: EventValue | undefined): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  return value instanceof ExactNumber ? value.text : '';
}

function shorten(text: string): string {
  return text.length > maxLabel ? `${text.slice(0, maxLabel - 1)}…` : text;
}
