// A record of an operation as CloudTrail would write it, so that there is an event to try a rule on.
import { accountId, placeholderFor, put, region } from './placeholder.ts';
import { toRecordNames } from './ec2-names.ts';
import type { ModelledService } from './service.ts';
import type { ShapeTable, ShapeType } from './shape.ts';
import type { JsonObject, JsonValue, OperationFacts, SkeletonOptions } from './types.ts';
import { toSegments } from './walk.ts';

const role = 'example-role';
const session = 'example-session';

const userIdentity: JsonObject = {
  type: 'AssumedRole',
  principalId: `AROAIOSFODNN7EXAMPLE:${session}`,
  arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
  accountId,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAIOSFODNN7EXAMPLE',
      arn: `arn:aws:iam::${accountId}:role/${role}`,
      accountId,
      userName: role,
    },
    attributes: { creationDate: '2026-11-03T09:00:00Z', mfaAuthenticated: 'false' },
  },
};

/** What differs by kind. */
function partsOf(facts: OperationFacts): JsonObject {
  if (facts.kind === 'service_event') {
    const { eventSource } = facts;
    return {
      eventType: 'AwsServiceEvent',
      userIdentity: { accountId, invokedBy: eventSource },
      sourceIPAddress: eventSource,
      userAgent: eventSource,
      serviceEventDetails: {},
    };
  }
  if (facts.name === 'ConsoleLogin') {
    return {
      eventType: 'AwsConsoleSignIn',
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDAIOSFODNN7EXAMPLE',
        arn: `arn:aws:iam::${accountId}:user/example-user`,
        accountId,
        userName: 'example-user',
      },
      userAgent: 'Mozilla/5.0',
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: {
        LoginTo: 'https://console.aws.amazon.com/console/home',
        MobileVersion: 'No',
        MFAUsed: 'No',
      },
    };
  }
  if (facts.kind === 'console') return { eventType: 'AwsConsoleSignIn', userAgent: 'Mozilla/5.0' };
  return { eventType: 'AwsApiCall' };
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Place {
  readonly table: ShapeTable | null;
  /** Null where the shape is not known. */
  readonly shape: ShapeType | null;
  readonly name: string;
}

function memberPlace({ table, shape }: Place, name: string): Place {
  const members = table && shape?.type === 'structure' ? table.structureOf(shape.number) : null;
  return { table, shape: members?.get(name)?.shape ?? null, name };
}

/** The value with another one at a path below it; arrays of the shape are made, and crossed by their first element. */
function withValue(
  current: JsonValue | undefined,
  place: Place,
  path: readonly string[],
  value: JsonValue | undefined,
): JsonValue {
  const { table, shape, name } = place;
  // EC2's records have lists below `items`.
  const isList = shape?.type === 'list' || (name === 'items' && path.length > 0) || Array.isArray(current);
  if (isList && !(path.length === 0 && Array.isArray(value))) {
    if (path.length === 0 && value === undefined && Array.isArray(current)) return current;
    const inner = {
      table,
      shape: shape?.type === 'list' ? shape.member : null,
      name: name.replace(/s$/, ''),
    };
    const [first, ...rest] = Array.isArray(current) ? (current as readonly JsonValue[]) : [];
    return [withValue(first, inner, path, value), ...rest];
  }
  const [segment, ...below] = path;
  if (segment === undefined) {
    if (value !== undefined) return value;
    if (current !== undefined && current !== null) return current;
    return table ? placeholderFor(table, shape, name) : `example-${name}`;
  }
  const object: JsonObject = {};
  const required = table && shape?.type === 'structure' ? placeholderFor(table, shape, name) : {};
  const base = isObject(current) ? current : isObject(required) ? required : {};
  for (const [key, member] of Object.entries(base)) put(object, key, member);
  const member = Object.hasOwn(base, segment) ? base[segment] : undefined;
  put(object, segment, withValue(member, memberPlace(place, segment), below, value));
  return object;
}

/** A number or `true` where EC2's model has one, however its records name it. */
function scalarAt(service: ModelledService | null, eventName: string, path: string): JsonValue | undefined {
  const [first, ...below] = toSegments(path);
  const part = first === 'requestParameters' ? 'request' : 'response';
  const type = service?.valueAt(part, eventName, below.join('.'))?.type;
  if (type === 'number') return 1;
  return type === 'boolean' ? true : undefined;
}

/**
 * A record of the operation, with the members that its request requires and with what `options.set` asks for. The
 * service may be null: then only what was asked for is in the request.
 */
export function skeletonRecord(
  facts: OperationFacts,
  service: ModelledService | null,
  options: SkeletonOptions = {},
): JsonObject {
  const variant = service?.variantsOf(facts.name)?.[0];
  const table = service?.table ?? null;
  const shapes = new Map<string, ShapeType | null>([
    ['requestParameters', variant?.request ?? null],
    ['responseElements', variant?.response ?? null],
  ]);
  const request = table && variant?.request ? placeholderFor(table, variant.request, '') : null;
  const response =
    table && variant?.response && facts.access !== 'read'
      ? placeholderFor(table, variant.response, '')
      : null;
  const isEc2 = facts.eventSource === 'ec2.amazonaws.com';
  const toRecord = (value: JsonValue) => (isEc2 && isObject(value) ? toRecordNames(value) : value);
  const orNull = (value: JsonValue) => (isObject(value) && Object.keys(value).length > 0 ? value : null);
  let record: JsonValue = {
    eventVersion: '1.11',
    userIdentity,
    eventTime: '2026-11-03T09:12:45Z',
    eventSource: facts.eventSource,
    eventName: facts.name,
    awsRegion: region,
    sourceIPAddress: '198.51.100.24',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: orNull(toRecord(request)),
    responseElements: orNull(toRecord(response)),
    ...(facts.kind === 'api' ? { requestID: '8d1f7c52-3b0e-4a64-9c1d-5e2f60a7b911' } : {}),
    eventID: '5c0a9f3e-71d2-4b86-a3f4-0e9d2c6b8a17',
    readOnly: facts.access === 'read',
    managementEvent: !facts.dataEvent,
    recipientAccountId: accountId,
    eventCategory: facts.dataEvent ? 'Data' : 'Management',
    ...partsOf(facts),
  };
  for (const { path, value } of options.set ?? []) {
    const [first, ...below] = toSegments(path);
    if (first === undefined) continue;
    const object: JsonObject = {};
    for (const [key, member] of Object.entries(record)) put(object, key, member);
    const current = Object.hasOwn(record, first) ? (record[first] ?? undefined) : undefined;
    // The model's lists are not where EC2's records have them.
    const shape = isEc2 ? null : (shapes.get(first) ?? null);
    const place: Place = { table: shape && table, shape, name: first };
    const asked = value ?? (isEc2 && shapes.has(first) ? scalarAt(service, facts.name, path) : undefined);
    put(object, first, withValue(current, place, below, asked));
    record = object;
  }
  return record;
}
