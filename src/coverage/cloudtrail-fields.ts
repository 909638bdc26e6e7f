// Which fields a CloudTrail record can have, and what can never be in them.
import { redactionOf } from '../knowledge/aws/redacted.ts';
import type { Service } from '../knowledge/aws/types.ts';
import { matchItem } from '../sigma/index.ts';
import type { CompiledItem } from '../sigma/index.ts';
import { literalOf } from './field-values.ts';

/** AWS CloudTrail User Guide, "CloudTrail record contents". */
export const topLevel: ReadonlySet<string> = new Set(
  (
    'eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent ' +
    'requestParameters responseElements eventID readOnly eventType managementEvent recipientAccountId ' +
    'eventCategory requestID errorCode errorMessage resources additionalEventData apiVersion ' +
    'serviceEventDetails sharedEventID vpcEndpointId vpcEndpointAccountId addendum ' +
    'sessionCredentialFromConsole edgeDeviceDetails tlsDetails eventContext insightDetails'
  ).split(' '),
);

/** Whether records can have a field of this path at all. */
export function isRecordField(path: string): boolean {
  return topLevel.has(path.split('.')[0] ?? '');
}

/** The member of the same name in other case; null where there is none. */
function recordFieldLike(path: string): string | null {
  const [first = '', ...below] = path.split('.');
  for (const name of topLevel)
    if (name.toLowerCase() === first.toLowerCase()) return [name, ...below].join('.');
  return null;
}

/** The part of a record that has a shape of its own, and the path below it. */
export function partOf(
  field: string,
): { readonly part: 'request' | 'response'; readonly path: string } | null {
  const match = /^(requestParameters|responseElements)\.(.+)$/s.exec(field);
  if (!match) return null;
  return { part: match[1] === 'requestParameters' ? 'request' : 'response', path: match[2] as string };
}

/** Why an item says of every record of an operation what it says of one without its field; null where it may not. */
export function whyImpossible(
  item: CompiledItem,
  eventSource: string,
  eventName: string,
  service: Service | null,
): string | null {
  const { field } = item.item;
  if (!field) return null;
  if (!isRecordField(field)) {
    const like = recordFieldLike(field);
    return `\`${field}\` is no field of CloudTrail’s records${like ? `; did you mean \`${like}\`?` : '.'}`;
  }
  if (field === 'errorCode') return whyNoError(item);
  return whyMasked(item, field, eventSource, eventName) ?? whyAbsent(field, eventName, service);
}

function whyNoError(item: CompiledItem): string | null {
  const isSuccess = item.values.every((value) => literalOf(item, value)?.toLowerCase() === 'success');
  return isSuccess ? '`errorCode` is never `Success`: records of calls that succeeded have none.' : null;
}

function whyMasked(item: CompiledItem, field: string, eventSource: string, eventName: string): string | null {
  const redaction = redactionOf(eventSource, eventName, field);
  if (!redaction) return null;
  const { path, mask } = redaction;
  if (field === path && matchItem(item, { [field]: mask }) !== matchItem(item, {})) return null;
  return `\`${path}\` is always recorded as \`${mask}\`.`;
}

function whyAbsent(field: string, eventName: string, service: Service | null): string | null {
  const asked = partOf(field);
  if (!asked || !service) return null;
  const has =
    asked.part === 'request'
      ? service.requestHas(eventName, asked.path)
      : service.responseHas(eventName, asked.path);
  if (has !== 'no') return null;
  if (asked.part === 'response') return `\`${eventName}\` has no \`${field}\`.`;
  const near = service.nearestPath(eventName, asked.path);
  return `\`${eventName}\` has no \`${field}\`${near ? `; did you mean \`requestParameters.${near}\`?` : '.'}`;
}
