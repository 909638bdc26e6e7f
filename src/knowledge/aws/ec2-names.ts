// EC2's records don't name things as its model does: `instancesSet.items.instanceId` is the list `instanceId`,
// `filterSet.items.valueSet.items.value` is `filter.value`, `ipPermissions.items.fromPort` is `ipPermissions.fromPort`,
// and newer calls have all of it below `ModifyInstanceMetadataOptionsRequest`.

import type { JsonObject, JsonValue } from './types.ts';

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** Paths that the model may have for a path of a record. */
export function toModelPaths(path: readonly string[]): readonly (readonly string[])[] {
  const inner = /(Request|Response)$/.test(path[0] ?? '') ? path.slice(1).map(lowerFirst) : path;
  const plain = inner.filter((segment) => segment !== 'items');
  const bare = plain.map((segment) => segment.replace(/Set$/, ''));
  const [first, ...below] = plain;
  const paths = [inner, plain, bare, bare.filter((segment, index) => segment !== bare[index - 1])];
  // The members of a wrapper around the list of a single thing are the request's own.
  if (first?.endsWith('Set')) paths.push(below);
  return paths.filter((candidate) => candidate.length > 0);
}

/** A request as the model has it → as EC2's records do: lists below `items`, ids in sets. */
export function toRecordNames(request: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(request).map(([name, value]) => {
      const [first] = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
      if (typeof first !== 'string' || !name.endsWith('Id')) return [name, withItems(value)];
      const set = name === 'instanceId' ? 'instancesSet' : `${name.slice(0, -2)}Set`;
      return [set, { items: [{ [name]: first }] }];
    }),
  );
}

function withItems(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return { items: (value as readonly JsonValue[]).map(withItems) };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withItems(member)]));
}
