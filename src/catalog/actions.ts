// The action that a rule detects: an operation of a service, an event id of a log.
import { fold } from '../sigma/index.ts';
import type { Logsource } from '../sigma/index.ts';
import type { Indicator } from './types.ts';

interface Discriminator {
  /** Fields whose values name the action. */
  readonly action: readonly string[];
  /** The field under which those names mean something; without it, the log source is meant. */
  readonly scope?: string;
}

/** By product. All names folded. */
const discriminators = new Map<string, Discriminator>([
  ['aws', { action: ['eventname'], scope: 'eventsource' }],
  ['azure', { action: ['operationname', 'properties.message', 'activitydisplayname', 'riskeventtype'] }],
  ['bitbucket', { action: ['audittype.action'] }],
  ['cisco', { action: ['duo.action'] }],
  ['gcp', { action: ['gcp.audit.method_name', 'eventname'] }],
  ['github', { action: ['action'] }],
  ['kubernetes', { action: ['verb'], scope: 'objectref.resource' }],
  ['m365', { action: ['eventname', 'operation'], scope: 'eventsource' }],
  ['okta', { action: ['eventtype'] }],
  ['onelogin', { action: ['event_type_id'] }],
  ['opencanary', { action: ['logtype'] }],
  ['windows', { action: ['eventid'] }],
]);

/** Rules with a key in common detect the same action. */
export function actionsOf(logsource: Logsource, indicators: readonly Indicator[]): string[] {
  const product = fold(logsource.product ?? '');
  const discriminator = discriminators.get(product);
  if (!discriminator) return [];
  const { action, scope } = discriminator;
  const valuesOf = (isWanted: (field: string) => boolean): string[] =>
    indicators.filter(({ field, kind }) => kind === 'eq' && isWanted(fold(field))).map(({ value }) => value);
  const named = scope === undefined ? [] : valuesOf((field) => field === scope);
  const scopes =
    named.length > 0 ? named : [`${fold(logsource.category ?? '')}/${fold(logsource.service ?? '')}`];
  return valuesOf((field) => action.includes(field)).flatMap((value) =>
    scopes.map((each) => `${product}\0${each}\0${value}`),
  );
}
