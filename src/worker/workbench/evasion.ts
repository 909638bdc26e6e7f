import { findEvasions } from '../../authoring/evasion.ts';
import { loadExampleText, locate } from '../../sigma/index.ts';
import type { Range } from '../../sigma/index.ts';
import type { Held } from './held.ts';
import type { LocatedEvasion } from './protocol.ts';

/** How the rule could be kept from firing on an event, with the places in the events text. */
export async function evasionOf({ rule, input }: Held, index: number): Promise<LocatedEvasion | null> {
  const event = input.events[index];
  if (!rule || !event) return null;
  const { ways, soft, ...rest } = findEvasions(rule, event.value, await loadExampleText());
  const pointers = [...ways, ...soft].flatMap(({ pointer }) => pointer ?? []);
  const places = (event.locate ?? locate)(input.text, event.range, pointers);
  const at = <T extends { readonly pointer: string | null }>(each: T): T & { eventRange: Range | null } => ({
    ...each,
    eventRange: (each.pointer !== null && places.get(each.pointer)) || null,
  });
  return { ...rest, event: index, ways: ways.map(at), soft: soft.map(at) };
}
