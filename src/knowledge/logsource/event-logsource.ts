// Which log source an event is of, as far as the event itself says so. What it does not say excludes no rule: a rule is
// left out only where the event is surely of another log source.
import { sysmonChannel, windowsCategories, windowsServices } from './windows.ts';
import type { EventObject, EventValue, Logsource } from '../../sigma/index.ts';
import { ExactNumber, isEventObject } from '../../sigma/index.ts';

export type EventLogsource =
  | { readonly product: 'aws'; readonly service: 'cloudtrail' }
  /** The channel in lower case. */
  | { readonly product: 'windows'; readonly channel: string; readonly eventId: string }
  | { readonly product: 'unknown' };

export function logsourceOf(event: EventObject): EventLogsource {
  if (textAt(event, 'eventSource').endsWith('.amazonaws.com') && textAt(event, 'eventName') !== '')
    return { product: 'aws', service: 'cloudtrail' };
  const system = at(at(event, 'Event'), 'System') ?? event;
  const channel = textAt(system, 'Channel').toLowerCase();
  const eventId = textAt(system, 'EventID');
  // Sysmon for Linux has channels as well.
  if (channel === '' || eventId === '' || channel.startsWith('linux')) return { product: 'unknown' };
  return { product: 'windows', channel, eventId };
}

export function isOfLogsource(rule: Logsource, event: EventLogsource): boolean {
  if (event.product === 'unknown') return true;
  const [product, service, category] = [rule.product, rule.service, rule.category].map((name) =>
    name?.toLowerCase(),
  );
  if (product !== undefined && product !== event.product) return false;
  if (event.product === 'aws')
    return (
      (category === undefined || product !== undefined) &&
      (service === undefined || service === event.service)
    );
  const channels = service === undefined ? undefined : windowsServices.get(service);
  if (channels && !channels.some((channel) => channel.toLowerCase() === event.channel)) return false;
  const events = category === undefined ? undefined : windowsCategories.get(category);
  const here = events?.filter(({ channel }) => channel.toLowerCase() === event.channel) ?? [];
  // Other channels may have events of the category too: which ones, whoever collects them configures. Sysmon's has those
  // of Sysmon only: none of a web server, and of what a product calls a category nothing is known.
  const isOpen = category === undefined || (!events && product !== undefined);
  if (here.length === 0) return isOpen || event.channel !== sysmonChannel.toLowerCase();
  return here.some(({ eventId }) => eventId === event.eventId);
}

function at(value: EventValue | undefined, key: string): EventValue | undefined {
  if (value === undefined || !isEventObject(value) || !Object.hasOwn(value, key)) return undefined;
  return value[key];
}

/** Numbers as texts; empty for everything else. */
function textAt(value: EventValue, key: string): string {
  const found = at(value, key);
  if (typeof found === 'string') return found;
  if (typeof found === 'number') return String(found);
  return found instanceof ExactNumber ? found.text : '';
}
