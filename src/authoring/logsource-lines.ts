import { logsourceOf } from '../knowledge/logsource/event-logsource.ts';
import { windowsCategories, windowsServices } from '../knowledge/logsource/windows.ts';
import type { EventObject } from '../sigma/index.ts';

/** The log source that all of the events are of, as the lines under `logsource`. */
export function logsourceLines(events: readonly EventObject[]): readonly string[] {
  const sources = events.map(logsourceOf);
  const [first] = sources;
  if (!first || sources.some(({ product }) => product !== first.product)) return ['product: unknown'];
  if (first.product === 'aws') return ['product: aws', `service: ${first.service}`];
  const windows = sources.flatMap((source) => (source.product === 'windows' ? [source] : []));
  if (windows.length === 0) return ['product: unknown'];
  for (const [category, kinds] of windowsCategories)
    if (
      windows.every(({ channel, eventId }) =>
        kinds.some((kind) => kind.channel.toLowerCase() === channel && kind.eventId === eventId),
      )
    )
      return [`category: ${category}`, 'product: windows'];
  for (const [service, channels] of windowsServices)
    if (windows.every(({ channel }) => channels.some((each) => each.toLowerCase() === channel)))
      return ['product: windows', `service: ${service}`];
  return ['product: windows'];
}
