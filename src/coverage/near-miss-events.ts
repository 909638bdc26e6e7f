// Events that a rule fires on, and near misses: each differs from one that fires in a single leaf, by which exactly one
// predicate answers otherwise and the rule no longer fires. The matcher has said so of every one of them.
import type { JsonObject } from '../knowledge/aws/types.ts';
import { explain, match, matchItem, matchPartly } from '../sigma/index.ts';
import type { CompiledItem, CompiledRule, Range, Verdict } from '../sigma/index.ts';
import { createEventMaker } from './event-maker.ts';
import type { EventMaker } from './event-maker.ts';
import { itemsOf } from './field-values.ts';
import { knowledge } from './knowledge.ts';
import { editsFor } from './near-miss-edits.ts';
import type { Edit } from './near-miss-edits.ts';
import { nameOf, nameOfBase } from './near-miss-names.ts';
import { targetsOf } from './near-miss-targets.ts';
import type { Target } from './near-miss-targets.ts';
import { makeFiring } from './skeleton.ts';
import { valueTraceOf } from './value-trace.ts';
import type { CoverageRow, EventCoverage } from './types.ts';

export interface ExampleEvent {
  /** `fires`, `misses: eventName is …`, `excluded: userAgent is …`. */
  readonly name: string;
  readonly expectation: 'fire' | 'silent';
  readonly event: JsonObject;
  /** Of the predicate that makes the difference, in the rule; null where the rule fires. */
  readonly predicate: Range | null;
}

/**
 * Why a predicate has no near miss. `no_event`: no event was found on which the rule fires; `not_decisive`: none on
 * which this predicate alone decides; `no_value`: no value was found by which it answers otherwise; `not_alone`: others
 * answer otherwise with it; `not_recorded`: such events never have what it asks for, or always the same;
 * `left_out`: there are too many.
 */
export type NoNearMiss = 'no_event' | 'not_decisive' | 'no_value' | 'not_alone' | 'not_recorded' | 'left_out';

export interface ExampleProblem {
  readonly range: Range;
  readonly reason: NoNearMiss;
}

export interface Examples {
  readonly events: readonly ExampleEvent[];
  readonly problems: readonly ExampleProblem[];
  /** Predicates that were looked at. */
  readonly predicates: number;
}

/** Operations that events are made for. */
export const maxOperations = 12;
export const maxEvents = 60;
/** Events that fire, of one operation. */
const maxBases = 20;
/** Some rules have no end of alternatives. */
const budgetMs = 5000;
/** Values tried to make one predicate answer otherwise. */
const maxEdits = 150;

export interface ExampleOptions {
  /** Awaited now and then: lets others have their turn. */
  readonly pause?: () => Promise<void> | void;
}

/** For the row with these values, or for all rows on which the rule may fire; the first of them. */
export async function toExamples(
  rule: CompiledRule,
  coverage: Pick<EventCoverage, 'fields' | 'rows' | 'unbounded'>,
  values: CoverageRow['values'] | null,
  { pause = () => {} }: ExampleOptions = {},
): Promise<Examples> {
  const { fields } = coverage;
  const rows = values ? [values] : rowsOf(coverage);
  const { targets, cut } = targetsOf(rule);
  const failures = new Map(targets.map((target) => [target, 'no_event' as NoNearMiss]));
  const events: ExampleEvent[] = [];
  const chosen = rows.slice(0, maxOperations);
  const until = Date.now() + budgetMs;
  for (const [i, values] of chosen.entries()) {
    const maker = await createEventMaker(rule, fields, values, knowledge);
    const room = Math.ceil((maxEvents - events.length) / (chosen.length - i));
    // Those that no other operation has shown come first.
    const sorted = [...targets].sort((a, b) => Number(!failures.has(a)) - Number(!failures.has(b)));
    const prefix = rows.length > 1 ? `${values.at(-1) ?? ''} ` : '';
    for (const event of await examplesOf(rule, sorted, maker, { room, until, pause }, failures))
      events.push({ ...event, name: prefix + event.name });
  }
  const [first] = coverage.rows;
  if (chosen.length === 0 && first) {
    const maker = await createEventMaker(rule, fields, first.values, knowledge);
    for (const target of targets) if (!isRecorded(target, maker)) failures.set(target, 'not_recorded');
  }
  const problems = [...failures].map(([{ range }, reason]) => ({ range, reason }));
  return {
    events,
    problems: [...problems, ...cut.map((range) => ({ range, reason: 'left_out' as const }))],
    predicates: targets.length,
  };
}

/** Any call does where the rule does not say which. */
const anyCall: CoverageRow['values'] = ['sts.amazonaws.com', 'GetCallerIdentity'];

function rowsOf({ fields, rows, unbounded }: Pick<EventCoverage, 'fields' | 'rows' | 'unbounded'>) {
  const firing = rows.filter(({ skeleton, state }) => skeleton && state !== 'cannot');
  if (firing.length > 0) return firing.map((row) => row.values);
  return unbounded ? [fields.length === 0 ? [] : anyCall] : [];
}

interface Limits extends Required<ExampleOptions> {
  readonly room: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

interface Base {
  readonly event: JsonObject;
  /** What each item says of it. */
  readonly verdicts: ReadonlyMap<CompiledItem, Verdict>;
  readonly examples: ExampleEvent[];
}

async function examplesOf(
  rule: CompiledRule,
  targets: readonly Target[],
  maker: EventMaker,
  { room, until, pause }: Limits,
  /** Those that have no near miss yet; what has one is taken out. */
  failures: Map<Target, NoNearMiss>,
): Promise<ExampleEvent[]> {
  const items = itemsOf(rule);
  const bases: Base[] = [];
  const addBase = (event: JsonObject, name = 'fires'): Base => {
    const verdicts = new Map(items.map((item) => [item, matchItem(item, event)]));
    const examples: ExampleEvent[] = [{ name, expectation: 'fire', event, predicate: null }];
    const base: Base = { event, verdicts, examples };
    bases.push(base);
    return base;
  };
  const { firing } = await makeFiring(rule, maker);
  if (firing) addBase(firing);
  const count = (): number => bases.reduce((sum, { examples }) => sum + examples.length, 0);
  for (const target of targets) {
    await pause();
    if (count() >= room || Date.now() > until) {
      if (failures.has(target)) failures.set(target, 'left_out');
      continue;
    }
    let why: NoNearMiss = bases.length > 0 ? 'not_decisive' : 'no_event';
    const look = (base: Base): boolean => {
      const found = findNearMiss(rule, target, base, maker);
      if (typeof found === 'string') {
        if (found !== 'not_decisive') why = found;
        return false;
      }
      const { verdict, range } = target;
      const kind = (verdict === 'match') === target.item.negated ? 'excluded' : 'misses';
      const name = `${kind}: ${nameOf(target, found)}`;
      base.examples.push({ name, expectation: 'silent', event: found.event, predicate: range });
      failures.delete(target);
      return true;
    };
    if (bases.some(look) || !failures.has(target)) continue;
    if (bases.length >= maxBases || count() + 2 > room) {
      if (why === 'not_decisive') why = 'left_out';
    } else {
      const { firing: event } = await makeFiring(rule, maker, target.item);
      if (event) {
        const base = addBase(event, bases.length === 0 ? 'fires' : nameOfBase(target));
        if (look(base)) continue;
        bases.pop();
        // Without a near miss it would only be another event that fires.
        if (bases.length === 0) bases.push(base);
      }
    }
    failures.set(target, isRecorded(target, maker) ? why : 'not_recorded');
  }
  return bases.flatMap(({ examples }) => examples);
}

function isRecorded({ item }: Target, maker: EventMaker): boolean {
  return item.item.field === null || maker.canHold(item);
}

function findNearMiss(
  rule: CompiledRule,
  target: Target,
  { event: base, verdicts }: Base,
  maker: EventMaker,
): Edit | 'not_decisive' | 'no_value' | 'not_alone' {
  const { item, verdict, same } = target;
  if (verdicts.get(item) !== verdict) return 'not_decisive';
  const flipped = verdict === 'match' ? 'miss' : 'match';
  const decided = decideWith(rule, (each) => (same.has(each) ? flipped : (verdicts.get(each) ?? 'unknown')));
  if (decided !== 'miss') return 'not_decisive';
  let why: 'no_value' | 'not_alone' = 'no_value';
  let left = maxEdits;
  for (const edit of editsFor(target, base, maker)) {
    if (left-- === 0) break;
    const { event } = edit;
    if (matchItem(item, event) !== flipped) continue;
    const isAlone = [...verdicts].every(
      ([each, before]) => same.has(each) || matchItem(each, event) === before,
    );
    if (!isAlone || !isOfValue(rule, target, event)) why = 'not_alone';
    else if (match(rule, event) === 'miss') return edit;
  }
  return why;
}

function decideWith(rule: CompiledRule, decide: (item: CompiledItem) => Verdict): Verdict {
  return matchPartly(rule, { event: {}, knows: () => false, decide });
}

/** The value that is meant is the one that makes the difference. */
function isOfValue(rule: CompiledRule, { item, value }: Target, event: JsonObject): boolean {
  if (!value) return true;
  const trace = explain(rule, event);
  const verdicts = item.values.map((each) => valueTraceOf(trace, each.value.range)?.verdict);
  const own = verdicts[item.values.indexOf(value)];
  if (item.join === 'any') return own === 'match';
  return own === 'miss' && verdicts.filter((each) => each === 'miss').length === 1;
}
