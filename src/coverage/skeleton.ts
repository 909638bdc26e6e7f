// An event for a row of the coverage, with what the rule asks for.
import type { JsonObject } from '../knowledge/aws/types.ts';
import { match, matchItem } from '../sigma/index.ts';
import type { CompiledItem, CompiledRule, EventObject } from '../sigma/index.ts';
import { createEventMaker } from './event-maker.ts';
import type { EventMaker } from './event-maker.ts';
import { knowledge as everything } from './knowledge.ts';
import type { CoverageKnowledge } from './knowledge.ts';
import { alternativesOf } from './solve.ts';
import type { Settled } from './solve.ts';
import type { CoverageRow, EventCoverage } from './types.ts';

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
    const event = await maker.make(alternative);
    first ??= event;
    if (match(rule, event) === 'match') return { firing: event, first };
  }
  return { firing: null, first };
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
