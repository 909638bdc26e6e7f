// Records of EC2 calls that change something: their response repeats the id of the request and says `_return`.
import { record } from '../records.ts';
import type { RecordParts } from '../records.ts';

type Json = NonNullable<RecordParts['request']>;

/** `more`: what the response holds besides. */
export function ec2Write(parts: Omit<RecordParts, 'service' | 'response'>, more: Record<string, Json> = {}) {
  const event = JSON.parse(record({ ...parts, service: 'ec2' })) as Record<string, Json>;
  event['responseElements'] = { requestId: event['requestID'] ?? '', _return: true, ...more };
  return JSON.stringify(event, null, 2);
}
