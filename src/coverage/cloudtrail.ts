// CloudTrail: event source and event name, and what AWS's API models say of the rest.
import type { OperationFacts, Operations, Service } from '../knowledge/aws/types.ts';
import { matchItem, matchPartly } from '../sigma/index.ts';
import type { CompiledItem, CompiledRule, EventObject, Verdict } from '../sigma/index.ts';
import { partOf, whyImpossible } from './cloudtrail-fields.ts';
import { pairsOf } from './cloudtrail-pairs.ts';
import type { Pair } from './cloudtrail-pairs.ts';
import { itemsOf } from './field-values.ts';
import type { CoverageKnowledge } from './knowledge.ts';
import type { CoverageRow, EventCoverage } from './types.ts';

/** Rows listed; the others are counted. */
export const maxRows = 200;
/** A rule on more sources than this is not held against their models. */
const maxServices = 24;

export async function coverCloudTrail(
  rule: CompiledRule,
  logsource: string,
  knowledge: CoverageKnowledge,
): Promise<EventCoverage> {
  const operations = await knowledge.operations();
  const { pairs, unbounded } = pairsOf(rule, operations);
  const listed = pairs.slice(0, maxRows);
  const asksShapes = itemsOf(rule).some(({ item }) => partOf(item.field ?? '') !== null);
  const sources = [...new Set(listed.map(({ eventSource }) => eventSource))];
  const services = new Map(
    asksShapes && sources.length <= maxServices
      ? await Promise.all(sources.map(async (source) => [source, await knowledge.service(source)] as const))
      : [],
  );
  const rows = listed.map((pair) =>
    coverPair(rule, pair, operations, services.get(pair.eventSource) ?? null),
  );
  return {
    logsource,
    fields: ['eventSource', 'eventName'],
    rows,
    more: pairs.length - listed.length,
    unbounded,
    note: unbounded
      ? 'The rule does not limit `eventSource` and `eventName`.'
      : 'Names and shapes of operations are from AWS’s API models.',
  };
}

function coverPair(
  rule: CompiledRule,
  pair: Pair,
  operations: Operations,
  service: Service | null,
): CoverageRow {
  const { eventSource, eventName } = pair;
  const facts = operations.find(eventSource, eventName);
  const base = {
    values: [eventSource, eventName],
    range: pair.range,
    kind: facts ? kindOf(facts) : '',
    skeleton: eventSource !== '' && eventName !== '',
  };
  const known: EventObject = { eventSource, eventName };
  const impossible = (item: CompiledItem): string | null =>
    whyImpossible(item, eventSource, eventName, service);
  const verdict = verdictOf(rule, known, facts, (item) => impossible(item) !== null);
  if (verdict === 'miss') {
    const items = itemsOf(rule).filter((item) => impossible(item) !== null);
    const alone = items.find((item) => verdictOf(rule, known, null, (each) => each === item) === 'miss');
    const culprit = alone ?? items.find((item) => matchItem(item, {}) === 'miss');
    return {
      ...base,
      state: 'cannot',
      reason: (culprit && impossible(culprit)) ?? `The rule excludes what is certain of it: ${base.kind}.`,
      range: culprit?.range ?? pair.range,
      skeleton: base.skeleton,
    };
  }
  if (!facts || facts.recordedAs)
    return { ...base, state: 'unknown_operation', reason: whyUnknown(pair, facts, operations) };
  if (facts.dataEvent)
    return { ...base, state: 'needs_data_events', reason: 'Only trails that record data events have it.' };
  return { ...base, state: verdict === 'match' ? 'fires' : 'may_fire', reason: '' };
}

function verdictOf(
  rule: CompiledRule,
  known: EventObject,
  facts: OperationFacts | null,
  isImpossible: (item: CompiledItem) => boolean,
): Verdict {
  const verdicts = variantsOf(facts).map((variant) => {
    const event = { ...known, ...variant };
    return matchPartly(rule, {
      event,
      knows: (field) => field !== null && Object.hasOwn(event, field),
      decide: (item) => (isImpossible(item) ? matchItem(item, {}) : null),
    });
  });
  const [first = 'unknown'] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : 'unknown';
}

/** The forms in which an operation is recorded, by what they have in `eventType` and the like. */
function variantsOf(facts: OperationFacts | null): readonly EventObject[] {
  if (!facts?.modelled || facts.kind !== 'api' || facts.access === null) return [{}];
  const readOnly = facts.access === 'read';
  const managementEvent = !facts.dataEvent;
  const eventCategory = facts.dataEvent ? 'Data' : 'Management';
  return [
    { eventType: 'AwsApiCall', readOnly, managementEvent, eventCategory },
    // Through a VPC endpoint that records network activity.
    { eventType: 'AwsVpceEvent', readOnly, managementEvent: false, eventCategory: 'NetworkActivity' },
  ];
}

function whyUnknown(
  { eventSource, eventName }: Pair,
  facts: OperationFacts | null,
  operations: Operations,
): string {
  if (facts?.recordedAs) return `Records have \`${facts.recordedAs}\` for this call.`;
  const owners = eventName === '' ? [] : operations.sourcesOf(eventName);
  if (owners.length > 0) {
    const list = owners
      .slice(0, 3)
      .map((owner) => `\`${owner}\``)
      .join(', ');
    return `\`${eventName}\` is not known of this source; it is an event of ${list}.`;
  }
  if (eventSource !== '' && operations.namesOf(eventSource) === null)
    return 'No event source of this name is known.';
  return 'No event of this name is known.';
}

function kindOf({ access, dataEvent, kind }: OperationFacts): string {
  const what = kind === 'console' ? 'console' : kind === 'service_event' ? 'service event' : null;
  return [what, access, dataEvent ? 'data' : 'management'].filter((word) => word !== null).join(' · ');
}
