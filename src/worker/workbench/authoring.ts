// From a place in the events to what a rule could ask for there.
import { offerItems } from '../../authoring/offer-items.ts';
import { pickValue } from '../../authoring/pick-value.ts';
import type { InputEvent } from '../../intake/read-input.ts';
import type { Held } from './held.ts';
import { previewFixes } from './preview.ts';
import type { OffersAsked, PickAsked, PickedPlace, ValueOffers } from './protocol.ts';

/** With more events the effects of the edits are not worked out: it would hold up the next key. */
const maxPreviewed = 10_000;

export function pickPlace({ input }: Held, { event, offset, anchor }: PickAsked): PickedPlace | null {
  const { events, text } = input;
  const isHere = (each: InputEvent | undefined): boolean =>
    each !== undefined && each.range.start <= offset && offset <= each.range.end;
  const index = isHere(events[event]) ? event : events.findIndex(isHere);
  const found = events[index];
  const picked = found && pickValue(text, found, offset, anchor);
  return picked ? { ...picked, event: index } : null;
}

export async function offerForPlace(
  held: Held,
  { event, pointer, stretch, cursor }: OffersAsked,
): Promise<ValueOffers | null> {
  const { events } = held.input;
  const value = events[event]?.value;
  const answer = value && offerItems(held.ruleText, value, pointer, { stretch, cursor });
  if (!answer) return null;
  const fixes = answer.offers.flatMap(({ fix }) => (fix ? [fix] : []));
  const effects = events.length <= maxPreviewed ? await previewFixes(held, fixes) : [];
  return {
    ...answer,
    offers: answer.offers.map((offer) => ({
      ...offer,
      effect: (offer.fix && effects[fixes.indexOf(offer.fix)]) ?? null,
    })),
  };
}
