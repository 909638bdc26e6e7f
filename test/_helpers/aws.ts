// Records of CloudTrail, walked as Sigma walks them.
import type { JsonValue } from '../../src/knowledge/aws/types.ts';

/** Dotted paths of everything below a value, inner ones too; keys with a dot are left out, for no path leads there. */
export function pathsBelow(value: JsonValue | undefined, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return [...new Set((value as readonly JsonValue[]).flatMap((item) => pathsBelow(item, path)))];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    if (key.includes('.')) return [];
    const inner = path === '' ? key : `${path}.${key}`;
    return [inner, ...pathsBelow(member as JsonValue, inner)];
  });
}

/** Values at a dotted path; arrays are crossed. */
export function valuesAt(value: JsonValue | undefined, path: readonly string[]): readonly JsonValue[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item) => valuesAt(item, path));
  const [key, ...below] = path;
  if (key === undefined) return value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  return valuesAt((value as { readonly [key: string]: JsonValue })[key], below);
}
