// What `#ex=` opens: a sample, a demonstration, or a rule that came with the site, with its own events.
import type { Demonstration } from '../lessons/demonstrations/demonstration.ts';
import { findSample } from '../lessons/samples.ts';
import type { Sample } from '../lessons/samples.ts';
import { getReference } from '../worker/reference/start.ts';
import { toExampleWork } from './example-events.ts';

/** `keep`: the user's own rules may be stored, if this is what asks for rules first. */
export async function findExample(id: string, keep: boolean): Promise<Sample | undefined> {
  const sample = findSample(id);
  if (sample || !/^[a-z0-9-]+$/.test(id)) return sample;
  const { demonstrations, sequences } = await import('../lessons/demonstrations/index.ts');
  const sequence = sequences.find((each) => each.id === id);
  if (sequence) return sequence;
  const found = demonstrations.find((each) => each.id === id);
  if (found) return toSample(found);
  const opened = await getReference({ keep }).open(builtInKey(id));
  if (!opened) return undefined;
  const { entry, text, eventsText } = opened;
  return { id, group: '', title: entry.title, about: '', rule: text, events: async () => eventsText };
}

export const builtInKey = (id: string): string => `built-in/${id}.yml`;

export function toSample(demonstration: Demonstration): Sample {
  const { id, title, about, rule } = demonstration;
  const { eventsText, marks = [] } = toExampleWork(rule, { events: demonstration.events });
  return { id, group: '', title, about, rule, events: async () => eventsText, marks, demonstration };
}
