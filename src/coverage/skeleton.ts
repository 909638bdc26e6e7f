// An event for a row of the coverage, with what the rule asks for.
import type { JsonObject } from '../knowledge/aws/types.ts';
import { match, matchItem, readPath, visitField } from '../sigma/index.ts';
import type { CompiledItem, CompiledRule, EventObject } from '../sigma/index.ts';
import { withField } from './edit-event.ts';
import { createEventMaker } from './event-maker.ts';
import type { EventMaker } from './event-maker.ts';
import { knowledge as everything } from './knowledge.ts';
import type { CoverageKnowledge } from './knowledge.ts';
import { editsFor } from './near-miss-edits.ts';
import { alternativesOf } from './solve.ts';
import type { Alternative, Settled } from './solve.ts';
import type { CoverageRow, EventCoverage } from './types.ts';

/** Values tried to make one item say what is wished. */
const maxEdits = 60;

/** JSON text of an event for a row: one that fires where such an event can be found, otherwise the nearest try. */
export async function toSkeleton(
  rule: CompiledRule,
  fields: EventCoverage['fields'],
  values: CoverageRow['values'],
  knowledge: CoverageKnowledge = everything,
): Promise<string> {
  const maker = await createEventMaker(rule, fields, values, knowledge);
  const { firing, first } = await makeFiring(rule, maker);
  return JSON.stringify(firing ?? first ?? (await maker.make([])), null, 2);
}

/** The first event that fires of those that can be made; with a `pivot`: that this item alone decides. */
export async function makeFiring(
  rule: CompiledRule,
  maker: EventMaker,
  pivot: CompiledItem | null = null,
): Promise<{ readonly firing: JsonObject | null; readonly first: JsonObject | null }> {
  let first: JsonObject | null = null;
  for (const alternative of alternativesOf(rule, { settled: settledBy(maker.known), pivot })) {
    const made = await maker.make(alternative);
    const event = mended(alternative, pivot ? withReferred(pivot, made, maker) : made, maker);
    first ??= event;
    if (match(rule, event) === 'match') return { firing: event, first };
  }
  return { firing: null, first };
}

/** What is there in such events anyway, or is compared with another field, may stand against what is wished. */
function mended(alternative: Alternative, made: JsonObject, maker: EventMaker): JsonObject {
  let event = made;
  for (const { item, verdict } of alternative) {
    const found = matchItem(item, event);
    if (found === verdict || found === 'unknown') continue;
    const holds = alternative.filter((wish) => matchItem(wish.item, event) === wish.verdict);
    const base = verdict === 'match' ? withReferred(item, event, maker) : event;
    let left = maxEdits;
    for (const edit of editsFor({ item, verdict: found, value: null }, base, maker)) {
      if (left-- === 0) break;
      if (matchItem(item, edit.event) !== verdict) continue;
      if (!holds.every((wish) => matchItem(wish.item, edit.event) === wish.verdict)) continue;
      ({ event } = edit);
      break;
    }
  }
  return event;
}

/** With the fields that an item compares its own with. */
function withReferred({ values }: CompiledItem, event: JsonObject, maker: EventMaker): JsonObject {
  return values.reduce((before, { value, predicate }) => {
    if (predicate.type !== 'reference' || visitField(before, readPath(value.text), false, () => {}))
      return before;
    return withField(before, value.text, 'example', maker) ?? before;
  }, event);
}

function settledBy(known: EventObject): Settled {
  return (item) => {
    const { field } = item.item;
    const isSettled =
      field !== null &&
      Object.hasOwn(known, field) &&
      item.values.every(({ predicate }) => predicate.type !== 'reference');
    return isSettled ? matchItem(item, known) : null;
  };
}
