import { listEventFields, maxEvents } from '../../authoring/event-fields.ts';
import type { Held } from './held.ts';
import type { EventFields } from './protocol.ts';

/** What the events have; worked out once for each text. */
export function createFields(held: Held): () => EventFields {
  let known: { readonly of: Held['input']; readonly fields: EventFields } | null = null;
  return () => {
    const { input } = held;
    if (known?.of !== input) {
      const events = input.events.slice(0, maxEvents).map(({ value }) => value);
      known = { of: input, fields: { fields: listEventFields(events), events: events.length } };
    }
    return known.fields;
  };
}
