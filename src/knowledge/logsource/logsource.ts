// Which fields tell the events of a log source apart, and which of their values the log source alone implies.
import { etwCategories, sysmonEvents, windowsCategories, windowsServices } from './windows.ts';
import type { ForeignFields } from './windows.ts';

export interface LogsourceNames {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

export interface ImpliedEvent {
  /** By the names of `LogsourceFacts.fields`, the first of them on. */
  readonly values: readonly string[];
  /** What the event is: `Process creation`; empty where a field of the rule says it. */
  readonly name: string;
  readonly fields?: ForeignFields;
}

export interface LogsourceFacts {
  /** The discriminating fields. A rule rarely names all of them. */
  readonly fields: readonly string[];
  /** Values of the first fields that every event of the log source has one tuple of; empty where it implies none. */
  readonly implied: readonly ImpliedEvent[];
}

export interface ActionFields {
  /** The fields whose values name what was done: an operation, an event id. */
  readonly action: readonly string[];
  /** The field under which those names mean something; null where it is the log source. */
  readonly scope: string | null;
}

interface Discriminator extends LogsourceNames, Partial<ActionFields> {
  readonly fields: readonly string[];
}

/** The first that fits; what it does not name may be anything. */
const discriminators: readonly Discriminator[] = [
  {
    product: 'aws',
    service: 'cloudtrail',
    fields: ['eventSource', 'eventName'],
    action: ['eventName'],
    scope: 'eventSource',
  },
  { product: 'okta', fields: ['eventType', 'eventtype'] },
  { product: 'github', fields: ['action'] },
  { product: 'gcp', service: 'gcp.audit', fields: ['gcp.audit.method_name', 'data.protoPayload.methodName'] },
  {
    product: 'gcp',
    fields: ['eventService', 'eventName', 'protoPayload.methodName'],
    action: ['eventName', 'protoPayload.methodName'],
    scope: 'eventService',
  },
  {
    product: 'google_workspace',
    fields: ['eventService', 'eventName'],
    action: ['eventName'],
    scope: 'eventService',
  },
  {
    product: 'bitbucket',
    fields: ['auditType.category', 'auditType.action'],
    action: ['auditType.action'],
    scope: 'auditType.category',
  },
  {
    product: 'm365',
    fields: ['Operation', 'eventSource', 'eventName'],
    action: ['Operation', 'eventName'],
    scope: 'eventSource',
  },
  { product: 'onelogin', fields: ['event_type_id'] },
  {
    product: 'kubernetes',
    fields: ['verb', 'objectRef.resource', 'objectRef.subresource'],
    action: ['verb'],
    scope: 'objectRef.resource',
  },
  { product: 'opencanary', fields: ['logtype'] },
  {
    product: 'rpc_firewall',
    fields: ['EventLog', 'EventID', 'InterfaceUuid', 'OpNum'],
    action: ['OpNum'],
    scope: 'InterfaceUuid',
  },
  { product: 'azure', service: 'riskdetection', fields: ['riskEventType'] },
  { product: 'azure', service: 'pim', fields: ['riskEventType'] },
  {
    product: 'azure',
    service: 'auditlogs',
    fields: ['properties.message', 'OperationName', 'operationName', 'ActivityDisplayName'],
  },
  { product: 'azure', service: 'signinlogs', fields: ['ResultType'] },
  {
    product: 'azure',
    fields: ['operationName', 'OperationName', 'OperationNameValue', 'properties.message'],
  },
  { product: 'linux', service: 'auditd', fields: ['type', 'SYSCALL'], action: ['SYSCALL'] },
  {
    product: 'fortigate',
    fields: ['logid', 'type', 'subtype', 'action', 'cfgpath'],
    action: ['logid', 'cfgpath'],
    scope: 'action',
  },
  { product: 'cisco', service: 'duo', fields: ['action'] },
  {
    product: 'zeek',
    service: 'dce_rpc',
    fields: ['endpoint', 'operation'],
    action: ['operation'],
    scope: 'endpoint',
  },
];

const linuxChannel = 'Linux-Sysmon/Operational';
const linuxEvents: ReadonlyMap<string, string> = new Map([
  ['process_creation', '1'],
  ['network_connection', '3'],
  ['process_termination', '5'],
  ['file_event', '11'],
  ['file_delete', '23'],
]);

/** Facts of a log source as a rule names it; names are compared without case. Never fails: unknown has no fields. */
export function logsourceFacts(names: LogsourceNames): LogsourceFacts {
  const [product, category, service] = [names.product, names.category, names.service].map((name) =>
    name?.toLowerCase(),
  );
  if (product === 'windows') return windowsFacts(category, service);
  if (product === 'linux' && category !== undefined) {
    const eventId = linuxEvents.get(category);
    return {
      fields: ['EventID', 'Channel'],
      implied: eventId ? [{ values: [eventId, linuxChannel], name: sysmonEvents.get(eventId) ?? '' }] : [],
    };
  }
  return { fields: discriminatorOf({ product, category, service })?.fields ?? [], implied: [] };
}

/** Which of the discriminating fields name the action; empty where none is known to. */
export function actionFields({ product = '', category = '', service = '' }: LogsourceNames): ActionFields {
  const names = {
    product: product.toLowerCase(),
    category: category.toLowerCase(),
    service: service.toLowerCase(),
  };
  if (names.product === 'windows') return { action: ['EventID'], scope: null };
  const found = discriminatorOf(names);
  return { action: found?.action ?? found?.fields ?? [], scope: found?.scope ?? null };
}

/** Names in lower case. */
function discriminatorOf(names: { readonly [K in keyof LogsourceNames]: LogsourceNames[K] | undefined }):
  Discriminator | undefined {
  const fits = (wanted: string | undefined, name: string | undefined): boolean =>
    wanted === undefined || wanted === name;
  return discriminators.find(
    (each) =>
      fits(each.product, names.product) &&
      fits(each.service, names.service) &&
      fits(each.category, names.category),
  );
}

function windowsFacts(category: string | undefined, service: string | undefined): LogsourceFacts {
  const events = category === undefined ? undefined : windowsCategories.get(category);
  if (events)
    return {
      fields: ['EventID', 'Channel', 'Provider_Name'],
      implied: events.map(({ eventId, channel, ...said }) => ({ values: [eventId, channel], ...said })),
    };
  const provider = category === undefined ? undefined : etwCategories.get(category);
  if (provider)
    return {
      fields: ['Provider_Name', 'EventID'],
      implied: [{ values: [provider], name: 'Event tracing' }],
    };
  const channels = service === undefined ? undefined : windowsServices.get(service);
  return {
    fields: ['Channel', 'EventID', 'Provider_Name'],
    implied: (channels ?? []).map((channel) => ({ values: [channel], name: '' })),
  };
}

/** What an event id of a channel is called; empty where it is not known. */
export function windowsEventName(channel: string, eventId: string): string {
  for (const events of windowsCategories.values())
    for (const event of events)
      if (event.eventId === eventId && event.channel.toLowerCase() === channel.toLowerCase())
        return event.name;
  return '';
}
