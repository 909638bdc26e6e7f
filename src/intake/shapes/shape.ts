// What a row of the table of shapes gives. Rows look at values alone and know nothing of texts and places: they name
// what they found by pointers (RFC 6901), and `shapes.ts` finds the places.
import type { DiagnosticCode, EventObject, EventValue } from '../../sigma/index.ts';
import { isEventObject } from '../../sigma/index.ts';
import { own } from '../unwrap.ts';

export interface Shape {
  /** As the line says it that tells what was unwrapped. */
  readonly name: string;
  /** null: it is of another shape. */
  read(value: EventObject): ShapeRead | null;
}

export interface ShapeRead {
  readonly parts: readonly Part[];
  readonly notes?: readonly Note[];
}

/** Something that is or holds an event. */
export interface Part {
  /** Where it stands, or what it was made of; empty for the value itself. */
  readonly at: string;
  /** A text is JSON in a string. */
  readonly value: EventObject | string;
  /** For a text: what stands for it where it is not JSON after all. */
  readonly holder?: Part;
  /** For an event that was made of the value: where its values stand. */
  readonly origin?: Origin;
  /** It is an event, whatever it looks like. */
  readonly isFinal?: true;
}

/**
 * Where what is at a pointer of a made event stands: at a pointer of the value and, where that is JSON in a string, at a
 * pointer inside; null for what stands nowhere.
 */
export type Origin = (pointer: string) => Place | null;
export type Place = readonly [at: string, inside: string];

export interface Note {
  readonly code: DiagnosticCode;
  readonly at: string;
  readonly message: string;
}

export function looksLikeJson(value: EventValue | undefined): value is string {
  return typeof value === 'string' && /^\s*\{/.test(value);
}

export function pointerOf(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

export interface Found {
  readonly at: string;
  readonly value: EventValue;
}

/** What stands at a path whose dots may be levels or part of the keys. */
export function dig(value: EventObject, path: string): Found | null {
  const direct = own(value, path);
  if (direct !== undefined) return { at: pointerOf(path), value: direct };
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const key = path.slice(0, dot);
    const inner = own(value, key);
    const found = inner !== undefined && isEventObject(inner) ? dig(inner, path.slice(dot + 1)) : null;
    if (found) return { at: pointerOf(key) + found.at, value: found.value };
  }
  return null;
}

/** `object['__proto__'] = value` would set the prototype. */
export function put(object: Record<string, EventValue>, key: string, value: EventValue): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
