// Documents of Elasticsearch. Where the original is kept it is the event; else the fields whose values Elastic's
// integration for CloudTrail keeps as they are go back to their own names.
import type { EventObject, EventValue } from '../../sigma/index.ts';
import { isEventObject, readJsonText } from '../../sigma/index.ts';
import { isListOfObjects, own } from '../unwrap.ts';
import { MadeEvent, madePart } from './made-event.ts';
import type { Note, Part, Shape } from './shape.ts';
import { dig, looksLikeJson, pointerOf } from './shape.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

const name = 'Elastic';

export const elasticHits: Shape = {
  name,
  read(value) {
    const outer = own(value, 'hits');
    const hits = outer !== undefined && isEventObject(outer) ? own(outer, 'hits') : undefined;
    if (!isListOfObjects(hits)) return null;
    return { parts: hits.map((hit, i) => ({ at: pointerOf('hits', 'hits', i), value: hit })) };
  },
};

export const elasticHit: Shape = {
  name,
  read(value) {
    const source = own(value, '_source');
    return source !== undefined && isEventObject(source)
      ? { parts: [{ at: '/_source', value: source }] }
      : null;
  },
};

export const elasticOriginal: Shape = {
  name,
  read(value) {
    const original = dig(value, 'event.original');
    if (!original || !looksLikeJson(original.value)) return null;
    const holder: Part = { at: '', value, isFinal: true };
    return { parts: [{ at: original.at, value: original.value, holder }] };
  },
};

const trail = 'aws.cloudtrail';

const fields: readonly (readonly [from: string, ...to: string[]])[] = [
  [`${trail}.event_version`, 'eventVersion'],
  [`${trail}.user_identity.type`, 'userIdentity', 'type'],
  ['user.id', 'userIdentity', 'principalId'],
  [`${trail}.user_identity.arn`, 'userIdentity', 'arn'],
  [`${trail}.user_identity.access_key_id`, 'userIdentity', 'accessKeyId'],
  [`${trail}.user_identity.invoked_by`, 'userIdentity', 'invokedBy'],
  ...(
    [
      ['mfa_authenticated', 'attributes', 'mfaAuthenticated'],
      ['creation_date', 'attributes', 'creationDate'],
      ['session_issuer.type', 'sessionIssuer', 'type'],
      ['session_issuer.principal_id', 'sessionIssuer', 'principalId'],
      ['session_issuer.arn', 'sessionIssuer', 'arn'],
      ['session_issuer.account_id', 'sessionIssuer', 'accountId'],
    ] as const
  ).map(
    ([from, ...to]) =>
      [`${trail}.user_identity.session_context.${from}`, 'userIdentity', 'sessionContext', ...to] as const,
  ),
  ['event.provider', 'eventSource'],
  ['event.action', 'eventName'],
  ['cloud.region', 'awsRegion'],
  ['source.address', 'sourceIPAddress'],
  ['source.ip', 'sourceIPAddress'],
  ['user_agent.original', 'userAgent'],
  [`${trail}.error_code`, 'errorCode'],
  [`${trail}.error_message`, 'errorMessage'],
  [`${trail}.flattened.request_parameters`, 'requestParameters'],
  [`${trail}.flattened.response_elements`, 'responseElements'],
  [`${trail}.flattened.additional_eventdata`, 'additionalEventData'],
  [`${trail}.flattened.service_event_details`, 'serviceEventDetails'],
  [`${trail}.request_id`, 'requestID'],
  ['event.id', 'eventID'],
  [`${trail}.read_only`, 'readOnly'],
  [`${trail}.event_type`, 'eventType'],
  [`${trail}.api_version`, 'apiVersion'],
  [`${trail}.management_event`, 'managementEvent'],
  [`${trail}.recipient_account_id`, 'recipientAccountId'],
  [`${trail}.shared_event_id`, 'sharedEventID'],
  [`${trail}.vpc_endpoint_id`, 'vpcEndpointId'],
  [`${trail}.event_category`, 'eventCategory'],
];

/** Objects that are one text; they come after `flattened`, which has them as they were. */
const textFields: readonly (readonly [from: string, to: string])[] = [
  [`${trail}.request_parameters`, 'requestParameters'],
  [`${trail}.response_elements`, 'responseElements'],
  [`${trail}.additional_eventdata`, 'additionalEventData'],
  [`${trail}.service_event_details`, 'serviceEventDetails'],
];

export const elasticCloudTrail: Shape = {
  name,
  read(value) {
    if (![trail, `${trail}.event_version`, `${trail}.event_type`].some((path) => dig(value, path)))
      return null;
    const notes: Note[] = [];
    make(value, notes);
    return { parts: [madePart(value, (value) => make(value, []))], notes };
  },
};

function make(value: EventObject, notes: Note[]): MadeEvent {
  const made = new MadeEvent();
  for (const [from, ...to] of fields) {
    const found = dig(value, from);
    if (found) made.put(to, found.value, found.at);
  }
  for (const [from, to] of textFields) {
    const found = dig(value, from);
    if (!found || Object.hasOwn(made.event, to)) continue;
    const json = jsonOf(found.value);
    if (json !== undefined) made.put([to], json, found.at, '');
    else {
      made.put([to], found.value, found.at);
      const message = fill(texts.intakeFieldPairs, { from, to });
      if (typeof found.value === 'string') notes.push({ code: 'event_field_text', at: found.at, message });
    }
  }
  return made;
}

function jsonOf(value: EventValue): EventValue | undefined {
  const read = looksLikeJson(value) ? readJsonText(value) : null;
  return read && 'value' in read ? read.value : undefined;
}
