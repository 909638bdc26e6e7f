import { scalarText } from '../event/text.ts';
import { isEventObject } from '../event/value.ts';
import type { EventValue } from '../event/value.ts';

/** JSON laid out for reading: two spaces a level, numbers by their source. */
export function printEvent(value: EventValue, indent = ''): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: EventValue) => inner + printEvent(item, inner));
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || !isEventObject(value)) return scalarText(value) ?? 'null';
  const members = Object.keys(value).map(
    (key) => `${inner}${JSON.stringify(key)}: ${printEvent(value[key] as EventValue, inner)}`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}
