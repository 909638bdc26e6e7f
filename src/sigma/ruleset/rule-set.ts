// Thousands of rules at once. An index leaves only the rules that may match an event; those are tested by their own
// predicates, as `match` does.
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledSearch, Test } from '../compile/search.ts';
import type { FieldPath } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import { match } from '../evaluate/match.ts';
import type { Cost } from './clause.ts';
import { guessCost, Observed } from './cost.ts';
import { EventReader } from './event-reader.ts';
import { compilePlan } from './plan.ts';
import { PairList } from './pair-list.ts';
import { chooseWitnesses, compileIndex } from './witness-index.ts';
import type { WitnessIndex, Witnesses } from './witness-index.ts';

export interface RuleSet {
  /** Indexes of the rules that match an event, ascending. Exactly those of which `match` says `match`. */
  matchAll(event: EventValue): readonly number[];
  /** The rules of which `match` says `unknown`, refused rules left out, ascending. */
  undecidedFor(event: EventValue): readonly number[];
  /** The same over many events. Looks at a sample of the events to choose what to look for. */
  matchBatch(events: readonly EventValue[], options?: BatchOptions): BatchMatches;
  readonly stats: RuleSetStats;
}

export interface BatchOptions {
  /** Added to the index of each event in `pairs`. */
  readonly from?: number;
  /** Called now and then with the number of events done. `false` stops. */
  readonly onProgress?: (done: number) => boolean | undefined;
}

/** Transferable. Pairs of event and rule, by event and then by rule, one after the other: `[event, rule, event, …]`. */
export interface BatchMatches {
  readonly pairs: Uint32Array;
  /** Pairs that cannot be decided. Refused rules, which are undecided for every event, are left out. */
  readonly undecided: Uint32Array;
  /** Fewer than were given when `onProgress` stopped it. */
  readonly events: number;
}

export interface RuleSetStats {
  readonly rules: number;
  /** Rules that cannot be evaluated and never match. */
  readonly refused: number;
  /** Rules that nothing in an event rules out: they are tested on each. */
  readonly always: number;
  readonly fields: number;
  /** Of the tables that find candidates, about. */
  readonly tableBytes: number;
  readonly events: number;
  /** Rules tested on an event. */
  readonly meanCandidates: number;
  readonly p95Candidates: number;
}

/** Rules may be refused, undecided or without regular expressions compiled: each is handled as `match` does. */
export function compileRuleSet(rules: readonly CompiledRule[]): RuleSet {
  return new IndexedRules(rules);
}

const progressEvery = 1024;
/** Smaller batches are not worth a look ahead. */
const tuneFrom = 512;
const sampleSize = 256;
const maxTunings = 8;
/** More candidates an event than this, and than twice what the last sample promised, ask for another look. */
const manyCandidates = 4;
const tuneEvery = 8192;
const maxCounted = 4096;

class IndexedRules implements RuleSet {
  private readonly rules: readonly CompiledRule[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly reader: EventReader;
  private readonly plans: (Test | undefined)[];
  private readonly guess: Cost;
  private readonly witnesses: Witnesses;
  private index: WitnessIndex;
  private tunings = 0;
  private events = 0;
  private tested = 0;
  /** Candidates an event, by the last sample. */
  private promised = 0;
  private recent: EventValue[] = [];
  private window = { events: 0, testedBefore: 0 };
  private readonly counts = new Uint32Array(maxCounted + 1);

  constructor(rules: readonly CompiledRule[]) {
    this.rules = rules;
    const paths = pathsOf(rules);
    this.numbers = new Map(paths.map(({ text }, field) => [text, field]));
    this.reader = new EventReader(paths, rules.length);
    this.plans = rules.map(() => undefined);
    this.guess = guessCost(rules);
    this.witnesses = chooseWitnesses(rules, this.guess);
    this.index = this.compile();
  }

  matchAll(event: EventValue): readonly number[] {
    return this.run(event).matches;
  }

  undecidedFor(event: EventValue): readonly number[] {
    return this.run(event).unknown;
  }

  matchBatch(events: readonly EventValue[], { from = 0, onProgress }: BatchOptions = {}): BatchMatches {
    const pairs = new PairList();
    const undecided = new PairList();
    if (this.tunings === 0 && events.length >= tuneFrom) this.tune(spread(events, sampleSize));
    let done = 0;
    for (const event of events) {
      const { matches, unknown } = this.run(event);
      for (const rule of matches) pairs.push(from + done, rule);
      for (const rule of unknown) undecided.push(from + done, rule);
      this.remember(event);
      done++;
      if (done % progressEvery === 0 && onProgress?.(done) === false) break;
    }
    return { pairs: pairs.take(), undecided: undecided.take(), events: done };
  }

  get stats(): RuleSetStats {
    const { events, counts } = this;
    let p95 = 0;
    for (let below = counts[0] as number; below < events * 0.95 && p95 < maxCounted;)
      below += counts[++p95] as number;
    return {
      rules: this.rules.length,
      refused: this.rules.filter(({ refused }) => refused).length,
      always: this.index.always.length,
      fields: this.reader.paths.length,
      tableBytes: this.index.bytes,
      events,
      meanCandidates: events === 0 ? 0 : this.tested / events,
      p95Candidates: p95,
    };
  }

  private run(event: EventValue): Judged {
    const { reader, rules } = this;
    reader.read(event, this.index.always);
    const { candidates, count } = reader;
    this.events++;
    this.tested += count;
    const counted = Math.min(count, maxCounted);
    this.counts[counted] = (this.counts[counted] as number) + 1;
    let [matches, unknown] = [none, none];
    for (let i = 0; i < count; i++) {
      const which = candidates[i] as number;
      const rule = rules[which] as CompiledRule;
      if (rule.undecided) {
        const verdict = match(rule, event);
        if (verdict === 'match') matches = inserted(matches, which);
        else if (verdict === 'unknown') unknown = inserted(unknown, which);
      } else if (this.planOf(which, rule)(event)) matches = inserted(matches, which);
    }
    return { matches, unknown };
  }

  private planOf(which: number, rule: CompiledRule): Test {
    return (this.plans[which] ??= compilePlan(rule, this.reader, this.numberOf));
  }

  private readonly numberOf = (path: string): number => this.numbers.get(path) ?? -1;

  private compile(): WitnessIndex {
    const index = compileIndex(this.witnesses, this.reader.paths.length, this.numberOf);
    this.reader.use(index.indexes);
    return index;
  }

  /** Keeps a sample of what comes by, and looks at it when there is reason to. */
  private remember(event: EventValue): void {
    const { window } = this;
    window.events++;
    const every = this.tunings === 0 ? 2 : 16;
    if (window.events % every === 0) this.recent[(window.events / every) % sampleSize] = event;
    if (this.tunings === 0 ? window.events < tuneFrom : window.events < tuneEvery) return;
    const mean = (this.tested - window.testedBefore) / window.events;
    if (this.tunings === 0 || (mean > manyCandidates + 2 * this.promised && this.tunings < maxTunings))
      this.tune(this.recent);
    this.window = { events: 0, testedBefore: this.tested };
  }

  /** Rules that a sample of the events makes candidates too often get the clause that it meets least. */
  private tune(sample: readonly EventValue[]): void {
    this.tunings++;
    const { reader } = this;
    const observed = new Observed(reader);
    const hits = new Uint32Array(this.rules.length);
    for (const event of sample) {
      reader.read(event, this.index.always);
      observed.add(reader);
      for (const rule of reader.candidates.subarray(0, reader.count)) hits[rule] = (hits[rule] as number) + 1;
    }
    const hot = [...hits.keys()].filter((rule) => (hits[rule] as number) > 1);
    const clauses = chooseWitnesses(
      hot.map((rule) => this.rules[rule] as CompiledRule),
      observed.cost(this.guess),
    );
    for (const [i, rule] of hot.entries()) this.witnesses[rule] = clauses[i] ?? null;
    this.index = this.compile();
    let left = 0;
    for (const event of sample) {
      reader.read(event, this.index.always);
      left += reader.count;
    }
    this.promised = left / Math.max(sample.length, 1);
  }
}

/** Some of the events, all over them. */
function spread(events: readonly EventValue[], most: number): EventValue[] {
  const step = Math.max(1, Math.floor(events.length / most));
  return events.filter((_, at) => at % step === 0).slice(0, most);
}

/** What was found in one event, ascending. */
interface Judged {
  readonly matches: readonly number[];
  readonly unknown: readonly number[];
}

const none: readonly number[] = [];

/** Most events match nothing, few more than one rule. */
function inserted(rules: readonly number[], rule: number): readonly number[] {
  if (rules.length === 0) return [rule];
  return [...rules, rule].sort((a, b) => a - b);
}

/** Every path of every rule, each once. */
function pathsOf(rules: readonly CompiledRule[]): FieldPath[] {
  const paths = new Map<string, FieldPath>();
  const visit = (search: CompiledSearch): void => {
    if (search.type === 'item') {
      if (search.path && !search.path.find) paths.set(search.path.text, search.path);
    } else if (search.type !== 'broken' && search.type !== 'array') search.children.forEach(visit);
  };
  for (const { searches } of rules) for (const search of searches.values()) visit(search);
  return [...paths.values()];
}
