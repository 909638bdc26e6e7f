// Correlations folded over events: which fired where, and how far the others were.
import type { EventValue } from '../event/value.ts';
import type { Correlation } from './correlation.ts';
import { readEventTimes } from './event-time.ts';
import type { EventTimes } from './event-time.ts';
import type { CompiledCorrelation, CompiledCorrelations, RuleMatches } from './graph.ts';
import { gatherItems } from './items.ts';
import type { Hits } from './items.ts';
import { toQuestion } from './measure.ts';
import { GroupDescriber } from './describe-groups.ts';
import type { SlidGroup } from './describe-groups.ts';
import type { CorrelationRun, CorrelationTrace, SourceTrace } from './trace.ts';
import { slide } from './windows.ts';

export interface CorrelationInput {
  readonly events: readonly EventValue[];
  /** Of each rule that was compiled, in its place. */
  readonly matches: readonly RuleMatches[];
  /** The field that says when an event happened; without it, the first known one that an event has. */
  readonly timeField?: string;
}

/** Runs all correlations, each behind those that feed it. Never throws: what cannot be decided is `unknown`. */
export function correlateEvents(compiled: CompiledCorrelations, input: CorrelationInput): CorrelationRun {
  const times = readEventTimes(input.events, input.timeField);
  const hits = new Map<number, Hits>();
  const traces = compiled.correlations.map((each) => {
    const { trace, hits: own } = correlateOne(each, input, times, hits);
    if (own) hits.set(each.rule, own);
    return trace;
  });
  return { times: times.trace, correlations: traces.sort((a, b) => a.rule - b.rule) };
}

function correlateOne(
  compiled: CompiledCorrelation,
  { events, matches }: CorrelationInput,
  times: EventTimes,
  hits: ReadonlyMap<number, Hits>,
): { trace: CorrelationTrace; hits: Hits | null } {
  const { correlation, sources } = compiled;
  const why = (): CorrelationTrace['undecided'] => {
    if (compiled.refused || !correlation) return 'refused';
    const isFed = sources.every(({ rule, type }) =>
      type === 'correlation' ? hits.has(rule) : matches[rule],
    );
    if (!isFed) return 'rule_refused';
    return times.order.length === 0 && events.length > 0 ? 'no_time' : null;
  };
  const undecided = why();
  if (undecided || !correlation) return { trace: withoutRun(compiled, undecided), hits: null };

  const items = gatherItems(
    { ...compiled, correlation },
    events,
    times,
    (rule) => matches[rule] as NonNullable<RuleMatches>,
    (rule) => hits.get(rule) as Hits,
  );
  const question = toQuestion(correlation, sources, items);
  const hitEvents: number[] = [];
  const hitKeys: (readonly string[])[] = [];
  const slid = items.groups.map((group): SlidGroup => {
    const result = slide(group, correlation.timespan.ms, question, (item) => {
      hitEvents.push(group.events[item] as number);
      hitKeys.push(group.key);
    });
    return { group, ...result };
  });
  const fired = slid.filter(({ hitCount }) => hitCount > 0).length;
  const open = items.sources.some(({ unknown }) => unknown > 0);
  const trace: CorrelationTrace = {
    ...head(compiled, correlation),
    verdict: fired > 0 ? 'match' : open ? 'unknown' : 'miss',
    undecided: fired === 0 && open ? 'rule_undecided' : null,
    sources: items.sources,
    firedAt: distinct(hitEvents, events.length),
    hitCount: hitEvents.length,
    groupCount: slid.length,
    firedGroupCount: fired,
    groups: new GroupDescriber(correlation, question, items).describe(slid),
    excluded: items.excluded,
  };
  const groupBy = correlation.groupBy.map(({ text }) => text);
  return { trace, hits: { events: hitEvents, keys: hitKeys, groupBy } };
}

function head(
  { rule, title }: CompiledCorrelation,
  correlation: Correlation | null,
): Pick<CorrelationTrace, 'rule' | 'title' | 'type' | 'timespanMs'> {
  return {
    rule,
    title,
    type: correlation?.type ?? null,
    timespanMs: correlation?.timespan.ms ?? 0,
  };
}

function withoutRun(
  compiled: CompiledCorrelation,
  undecided: CorrelationTrace['undecided'],
): CorrelationTrace {
  const sources = compiled.sources.map(({ rule, name, type }): SourceTrace => ({
    rule,
    name,
    type,
    matched: 0,
    used: 0,
    unknown: 0,
  }));
  return {
    ...head(compiled, compiled.correlation),
    verdict: 'unknown',
    undecided,
    sources,
    firedAt: new Uint32Array(0),
    hitCount: 0,
    groupCount: 0,
    firedGroupCount: 0,
    groups: [],
    excluded: [],
  };
}

/** Ascending, each once. */
function distinct(events: readonly number[], total: number): Uint32Array {
  const seen = new Uint8Array(total);
  let count = 0;
  for (const event of events) {
    if (seen[event] === 0) count++;
    seen[event] = 1;
  }
  const out = new Uint32Array(count);
  let at = 0;
  for (let event = 0; event < total; event++) if (seen[event] === 1) out[at++] = event;
  return out;
}
