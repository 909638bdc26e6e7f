// What makes the difference in a near miss, in a few words.
import { fold, readPlan } from '../sigma/index.ts';
import type { Edit } from './near-miss-edits.ts';
import type { Target } from './near-miss-targets.ts';

const maxLength = 60;

export function nameOf({ item, value: wanted, verdict }: Target, { path, value }: Edit): string {
  const field = item.item.field ?? path;
  if (value === undefined) return `no ${field}`;
  const found = `${field} is ${shown(value)}`;
  const lost = (verdict === 'match') !== item.negated;
  const { plan } = readPlan(item.item);
  if (!lost || !plan || (typeof value !== 'string' && typeof value !== 'number')) return found;
  const only = wanted ?? (item.values.length === 1 ? item.values[0] : null);
  if (plan.state === 'cidr')
    return `${field} is ${shown(value)}, outside of ${only ? only.value.text : 'the networks'}`;
  if (!only || plan.state !== 'text') return found;
  const text = shown(only.value.text);
  if (plan.cased && fold(String(value)).includes(fold(only.value.text))) return `${found}, in other case`;
  if (item.item.field === null) return `lacks ${text}`;
  if (plan.anchor === 'anywhere') return `${field} lacks ${text}`;
  if (plan.anchor === 'start') return `${field} does not start with ${text}`;
  if (plan.anchor === 'end') return `${field} does not end with ${text}`;
  return found;
}

/** Of an event that fires, and of which one predicate decides that it does. */
export function nameOfBase({ item, verdict }: Target): string {
  const field = item.item.field ?? 'message';
  const isExclusion = (verdict === 'match') === item.negated;
  return isExclusion ? `fires: excluded but for ${field}` : `fires: by ${field}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}
