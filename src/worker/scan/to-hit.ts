import { labelOf } from '../../intake/label.ts';
import type { EventPlace } from '../../intake/scan/read-file.ts';
import type { EventObject, EventValue } from '../../sigma/index.ts';
import { ExactNumber, isEventObject } from '../../sigma/index.ts';
import type { ScanHit } from './protocol.ts';

const maxText = 200;

/** What a table shows of an event, and of no other form of it than its shortest. */
export function toHit(file: number, event: EventObject, place: EventPlace): ScanHit {
  return {
    ...place,
    file,
    label: labelOf(event),
    time: first(event, [['eventTime'], ['UtcTime'], ['TimeCreated'], ['@timestamp']]),
    source: first(event, [['eventSource'], ['Provider_Name'], ['Channel'], ['event', 'provider']]),
    who: first(event, [
      ...[
        ['userIdentity', 'arn'],
        ['userIdentity', 'userName'],
        ['userIdentity', 'invokedBy'],
      ],
      ...[['userIdentity', 'principalId'], ['userIdentity', 'type'], ['User'], ['SubjectUserName']],
    ]),
    address: first(event, [['sourceIPAddress'], ['SourceIp'], ['IpAddress']]),
  };
}

function first(event: EventObject, paths: readonly (readonly string[])[]): string {
  for (const path of paths) {
    let value: EventValue | undefined = event;
    for (const key of path)
      value =
        value !== undefined && isEventObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    const text =
      value instanceof ExactNumber ? value.text : typeof value === 'object' ? '' : `${value ?? ''}`;
    // A copy: a part of a long text would keep all of it.
    if (text !== '') return JSON.parse(JSON.stringify(text.slice(0, maxText))) as string;
  }
  return '';
}
