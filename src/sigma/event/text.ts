import { ExactNumber, isEventObject } from './value.ts';
import type { EventValue } from './value.ts';

/** A scalar as text: numbers by their source, booleans as `true` and `false`; null for null, objects and arrays. */
export function scalarText(value: EventValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof ExactNumber ? value.text : null;
}

const maxJsonDepth = 500;

/** Compact JSON, numbers by their source. Deeper than any event that is read, it leaves off. */
export function compactJson(value: EventValue, depth = 0): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (depth > maxJsonDepth) return '…';
  if (Array.isArray(value))
    return `[${value.map((item: EventValue) => compactJson(item, depth + 1)).join(',')}]`;
  if (!isEventObject(value)) return scalarText(value) ?? '';
  const members = Object.keys(value).map(
    (key) => `${JSON.stringify(key)}:${compactJson(value[key] as EventValue, depth + 1)}`,
  );
  return `{${members.join(',')}}`;
}

export function kindOf(value: EventValue): 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof ExactNumber) return 'number';
  return typeof value as 'string' | 'number' | 'boolean' | 'object';
}
