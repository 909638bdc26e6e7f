// The action that a rule detects: an operation of a service, an event id of a log.
import { actionFields } from '../knowledge/logsource/logsource.ts';
import { fold } from '../sigma/index.ts';
import type { Logsource } from '../sigma/index.ts';
import type { Indicator } from './types.ts';

/** Rules with a key in common detect the same action. */
export function actionsOf(logsource: Logsource, indicators: readonly Indicator[]): string[] {
  const fields = actionFields(logsource);
  const action = fields.action.map(fold);
  const scope = fields.scope === null ? null : fold(fields.scope);
  const valuesOf = (isWanted: (field: string) => boolean): string[] =>
    indicators.filter(({ field, kind }) => kind === 'eq' && isWanted(fold(field))).map(({ value }) => value);
  const [product, category, service] = [logsource.product, logsource.category, logsource.service].map(
    (name = '') => fold(name),
  );
  const named = scope === null ? [] : valuesOf((field) => field === scope);
  const scopes = named.length > 0 ? named : [`${category}/${service}`];
  return valuesOf((field) => action.includes(field)).flatMap((value) =>
    scopes.map((each) => `${product}\0${each}\0${value}`),
  );
}
