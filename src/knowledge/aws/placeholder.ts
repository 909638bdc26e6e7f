// Values for a made-up record: of the right type, recognisably an example, from the ranges kept for documentation.
import type { ShapeTable, ShapeType } from './shape.ts';
import type { JsonObject, JsonValue } from './types.ts';

export const accountId = '111122223333';
export const region = 'us-east-1';

const maxDepth = 6;

/** By what the member is called: the first row that fits. */
const textsByName: readonly (readonly [name: RegExp, text: string])[] = [
  [/roleArn$/i, `arn:aws:iam::${accountId}:role/example-role`],
  [/policyArn$/i, 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
  [/arns?$/i, `arn:aws:service:${region}:${accountId}:example`],
  [/policyDocument$|^policy$/i, '{"Version":"2012-10-17","Statement":[]}'],
  [/accountIds?$/i, '123456789012'],
  [/instanceIds?$/i, 'i-0123456789abcdef0'],
  [/groupId$/i, 'sg-0123456789abcdef0'],
  [/cidr/i, '203.0.113.0/24'],
  [/ip(v4)?(address)?$/i, '198.51.100.7'],
  [/region$/i, region],
  [/email/i, 'user@example.com'],
  [/ur[il]$/i, 'https://example.com/'],
  [/accessKeyId$/i, 'AKIAIOSFODNN7EXAMPLE'],
];

/** `dBInstanceIdentifier` → `db-instance-identifier`. */
const toWords = (name: string) =>
  (name.charAt(0).toUpperCase() + name.slice(1))
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();

function textFor(name: string): string {
  return textsByName.find(([pattern]) => pattern.test(name))?.[1] ?? `example-${toWords(name)}`;
}

/** `__proto__` is a key like any other in an event. */
export function put(object: object, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

/** Only what is required, to a depth; null stands for a shape that is not known. */
export function placeholderFor(
  table: ShapeTable,
  shape: ShapeType | null,
  name: string,
  depth = 0,
): JsonValue {
  switch (shape?.type) {
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'timestamp':
      return 'Nov 3, 2026 9:12:45 AM';
    case 'any':
      return {};
    case 'list':
      return depth < maxDepth ? [placeholderFor(table, shape.member, name.replace(/s$/, ''), depth + 1)] : [];
    case 'structure':
      return requiredMembers(table, shape.number, depth);
    default:
      return (shape && table.valuesOf(shape)[0]) ?? textFor(name);
  }
}

function requiredMembers(table: ShapeTable, number: number, depth: number): JsonObject {
  const object: JsonObject = {};
  if (depth >= maxDepth) return object;
  for (const member of table.structureOf(number).values()) {
    if (member.required) {
      put(object, member.name, placeholderFor(table, member.shape, member.name, depth + 1));
    }
  }
  return object;
}
