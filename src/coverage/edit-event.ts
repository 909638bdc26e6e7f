// An event that differs from another in one leaf: with another value there, without it, or with one more.
import type { JsonObject, JsonValue } from '../knowledge/aws/types.ts';

/** Keys and indexes from the top. */
export type Place = readonly (string | number)[];

/** Without a value: what stands there is taken away. */
export function withLeaf(event: JsonObject, place: Place, value: JsonValue | undefined): JsonObject {
  const edited = replaced(event, place, value);
  return isObject(edited) ? edited : {};
}

function replaced(
  at: JsonValue | undefined,
  [key, ...below]: Place,
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (key === undefined) return value;
  if (Array.isArray(at)) {
    const array = at as readonly JsonValue[];
    return array.flatMap((each, i) => {
      const edited = i === key ? replaced(each, below, value) : each;
      return edited === undefined ? [] : [edited];
    });
  }
  if (!isObject(at)) return at;
  // Assignment to `__proto__` would set no key.
  return Object.fromEntries(
    Object.entries(at).flatMap(([name, each]) => {
      const edited = name === key ? replaced(each, below, value) : each;
      return edited === undefined ? [] : [[name, edited] as const];
    }),
  );
}

export interface Shape {
  /** Fields are names, whatever dots they have. */
  readonly isFlat: boolean;
  /** Whether an array stands at a dotted path. */
  isList(path: string): boolean;
}

/**
 * With a value in a field that is not there: arrays are crossed by their first element, and made where the shape has
 * them. null where something else stands in the way.
 */
export function withField(
  event: JsonObject,
  field: string,
  value: JsonValue,
  { isFlat, isList }: Shape,
): JsonObject | null {
  const edited = put(event, isFlat ? [field] : field.split('.'), value, isList, '');
  return isObject(edited) ? edited : null;
}

function put(
  at: JsonValue | undefined,
  [key, ...below]: readonly string[],
  value: JsonValue,
  isList: (path: string) => boolean,
  path: string,
  inList = false,
): JsonValue | null {
  const isMade = at === undefined || at === null;
  if (Array.isArray(at) || (isMade && !inList && path !== '' && isList(path))) {
    const [first, ...rest] = (at ?? []) as readonly JsonValue[];
    const edited = key === undefined ? value : put(first, [key, ...below], value, isList, path, true);
    return edited === null ? null : [edited, ...rest];
  }
  if (key === undefined) return value;
  if (!isMade && !isObject(at)) return null;
  const object = isObject(at) ? at : {};
  const inner = path === '' ? key : `${path}.${key}`;
  const edited = put(Object.hasOwn(object, key) ? object[key] : undefined, below, value, isList, inner);
  return edited === null ? null : Object.fromEntries([...Object.entries(object), [key, edited]]);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
