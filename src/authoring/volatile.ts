// Values that are other ones next time: a rule that asks for them fires once. A warning, never a refusal.

interface VolatileField {
  readonly path: RegExp;
  readonly why: string;
}

const fields: readonly VolatileField[] = [
  { path: /^(eventID|requestID|sharedEventID)$/i, why: 'Each record has an id of its own.' },
  {
    path: /^eventTime$|(^|\.)(creationDate|utcTime|timeCreated|systemTime|@?timestamp)$/i,
    why: 'A time comes once.',
  },
  { path: /(^|\.)accessKeyId$/, why: 'Each session has an access key of its own.' },
  {
    path: /(^|\.)(sessionToken|clientToken|clientRequestToken|idempotencyToken)$/i,
    why: 'Each call has a token of its own.',
  },
  { path: /^tlsDetails\./, why: 'It depends on the client’s connection.' },
  {
    path: /(^|\.)(processGuid|parentProcessGuid|logonGuid|logonId|processId|parentProcessId|threadId|recordNumber|eventRecordId)$/i,
    why: 'Each process and each logon has a number of its own.',
  },
];

const uuid = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;
const time = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
/** An id of a role or a user, and the name of the session after it. */
const principal = /^A[A-Z0-9]{15,}:./;
const resource =
  /^(?:i|eni|vol|snap|sg|subnet|vpc|rtb|igw|ami|eipalloc|nat|acl|vpce|lt|fs|tgw)-[0-9a-f]{8,17}$/;

/** Whether all values of a field are of one record, one session or one connection. */
export function isVolatileField(path: string): boolean {
  return /(^|\.)principalId$/i.test(path) || fields.some((each) => each.path.test(path));
}

/** Why a value will hardly come again; empty where nothing says so. */
export function whyVolatile(path: string, value: unknown): string {
  const field = fields.find((each) => each.path.test(path));
  if (field) return field.why;
  if (typeof value !== 'string') return '';
  if (uuid.test(value)) return 'This looks like an id that was made for one thing.';
  if (time.test(value)) return 'A time comes once.';
  if (/principalId$/i.test(path) && principal.test(value))
    return 'It names one session: the part after the colon changes.';
  if (/^arn:[^:]*:sts::\d*:assumed-role\//.test(value))
    return 'It names one session: the part after the last `/` changes.';
  if (resource.test(value)) return 'This is the id of one resource.';
  return '';
}
