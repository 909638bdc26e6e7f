// A run as the worker of the references sees it: what is to be evaluated, and what the findings mean.
import type { Catalog, ReadRule } from '../../catalog/catalog.ts';
import { findNearMisses } from '../../catalog/near-misses.ts';
import type { CatalogEntry, NearMiss, RuleHits, RunReport } from '../../catalog/types.ts';
import { loadShapes } from '../../intake/load-shapes.ts';
import { readInput } from '../../intake/read-input.ts';
import type { Shapes } from '../../intake/unwrap.ts';
import type { DetectionRule, EventObject } from '../../sigma/index.ts';
import { isOfLogsource, logsourceOf } from '../../knowledge/logsource/event-logsource.ts';
import { createSlicer } from '../slices.ts';
import { divideEvents } from './divide-events.ts';
import type { RunFindings, RunOptions, RunPlan, Shard } from './protocol.ts';

/** A rule of the catalogue that is evaluated. */
type EvaluatedRule = ReadRule & { readonly rule: DetectionRule };

/** Near misses are looked for in so many shards: they are an offer, not an answer. */
const maxNearShards = 16;

interface Planned {
  readonly eventsText: string;
  readonly shards: readonly Shard[];
  readonly rules: readonly EvaluatedRule[];
  readonly notEvaluated: number;
  readonly options: RunOptions;
}

export class Runs {
  readonly #catalog: Catalog;
  #canceled = false;
  #planned: Planned | null = null;
  #rulesKey = '';
  #rulesId = 0;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Ends the search for near misses. */
  cancel(): void {
    this.#canceled = true;
  }

  /** `version` is another one when the catalogue's rules are other ones. */
  plan(all: Iterable<ReadRule>, version: number, eventsText: string, options: RunOptions): RunPlan {
    const { keys, honourLogsource } = options;
    const wanted = keys && new Set(keys);
    const rules = [...all].filter(({ entry }) => !wanted || wanted.has(entry.key));
    const evaluated = rules.filter((rule): rule is EvaluatedRule => rule.rule !== null);
    const notEvaluated = rules.length - evaluated.length;
    const shards = divideEvents(eventsText);
    this.#canceled = false;
    this.#planned = { eventsText, shards, rules: evaluated, notEvaluated, options };
    const rulesKey = JSON.stringify([version, keys ?? null]);
    if (rulesKey !== this.#rulesKey) this.#rulesId++;
    this.#rulesKey = rulesKey;
    return {
      rulesId: this.#rulesId,
      rules: evaluated.map(toJson),
      honourLogsource,
      shards,
    };
  }

  async report(findings: RunFindings): Promise<Omit<RunReport, 'elapsedMs'>> {
    const planned = this.#planned;
    if (!planned) throw new Error('No run was planned.');
    const { rules, notEvaluated, options } = planned;
    const { eventCount, canceled, refused, stopped, logsources } = findings;
    const ruleAt = (number: number) => rules[number] as EvaluatedRule;
    const entryAt = (number: number) => ruleAt(number).entry;
    const events = eventsByRule(findings.pairs, rules.length);
    const hits = events.flatMap((list, rule): RuleHits[] =>
      list ? [{ entry: entryAt(rule), events: list }] : [],
    );
    const isRefused = new Set(refused);
    const isOther = (number: number) =>
      !isRefused.has(number) &&
      options.honourLogsource &&
      !logsources.some((logsource) => isOfLogsource(ruleAt(number).rule.logsource, logsource));
    const others = new Set(eventCount > 0 ? [...rules.keys()].filter(isOther) : []);
    const isSettled = new Set([...refused, ...stopped, ...others]);
    const isAsked = (rule: number) => events[rule] === undefined && !isSettled.has(rule);
    return {
      hits,
      nearMisses: canceled ? [] : await this.#nearMisses(planned, isAsked),
      eventCount,
      ruleCount: rules.length - others.size - refused.length,
      skipped: { logsource: others.size, refused: refused.length, notEvaluated },
      stopped: stopped.map(entryAt).sort(byTitle),
      canceled,
    };
  }

  async #nearMisses(planned: Planned, isAsked: (rule: number) => boolean): Promise<readonly NearMiss[]> {
    const { rules, options } = planned;
    return findNearMisses(
      eventsOf(planned, await loadShapes(), () => this.#canceled),
      {
        catalog: this.#catalog,
        rules,
        isAsked,
        applies: (rule, event) =>
          !options.honourLogsource ||
          isOfLogsource((rules[rule] as EvaluatedRule).rule.logsource, logsourceOf(event)),
        slice: createSlicer(),
      },
    );
  }
}

function* eventsOf(
  { eventsText, shards }: Planned,
  shapes: Shapes,
  isCanceled: () => boolean,
): Generator<readonly EventObject[]> {
  for (const { before, start, end, after } of shards.slice(0, maxNearShards)) {
    if (isCanceled()) return;
    yield readInput(before + eventsText.slice(start, end) + after, shapes).events.map(({ value }) => value);
  }
}

const jsons = new WeakMap<EvaluatedRule, string>();

/** What evaluating a rule needs of it. */
function toJson(rule: EvaluatedRule): string {
  let json = jsons.get(rule);
  if (json === undefined) jsons.set(rule, (json = JSON.stringify(rule.rule)));
  return json;
}

/** Lists of events by rule, ascending; undefined where there are none. */
function eventsByRule(pairs: Uint32Array, ruleCount: number): (Uint32Array | undefined)[] {
  const counts = new Uint32Array(ruleCount);
  for (let i = 1; i < pairs.length; i += 2) counts[pairs[i] as number]!++;
  const lists = Array.from(counts, (count) => (count > 0 ? new Uint32Array(count) : undefined));
  counts.fill(0);
  for (let i = 0; i < pairs.length; i += 2) {
    const rule = pairs[i + 1] as number;
    (lists[rule] as Uint32Array)[counts[rule]!++] = pairs[i] as number;
  }
  return lists;
}

function byTitle(a: CatalogEntry, b: CatalogEntry): number {
  return a.title < b.title ? -1 : a.title > b.title ? 1 : 0;
}
