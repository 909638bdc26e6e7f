// Many rules over one shard of events, in a worker of its own.
import { transfer } from 'comlink';
import { loadShapes } from '../../intake/load-shapes.ts';
import { readInput } from '../../intake/read-input.ts';
import { compileRule, compileRuleSet, loadParts, match } from '../../sigma/index.ts';
import type { CompiledRule, DetectionRule, EventObject, RuleSet } from '../../sigma/index.ts';
import { createSlicer } from '../slices.ts';
import { isOfLogsource, logsourceOf } from '../../knowledge/logsource/event-logsource.ts';
import type { EventLogsource } from '../../knowledge/logsource/event-logsource.ts';
import type { Runner, RunnerNotice, ShardAnswer, ShardRequest } from './protocol.ts';

export interface RunnerOptions {
  /** On the page's own thread: it must stay usable, and nobody can stop what never ends. */
  readonly onPage?: boolean;
}

/** How long nothing is said at most while all is well. */
const aliveMs = 100;
/** Events between two signs of life, on a worker and on the page. */
const blockLength = { worker: 512, page: 64 };

interface Loaded {
  /** Numbers in the plan, in the order of `compiled`. */
  readonly numbers: readonly number[];
  readonly compiled: readonly CompiledRule[];
  readonly set: RuleSet;
}

export function createRunner(
  notify: (notice: RunnerNotice) => void,
  { onPage = false }: RunnerOptions = {},
): Runner {
  const slice = onPage ? createSlicer() : () => {};
  let loaded: Loaded = { numbers: [], compiled: [], set: compileRuleSet([]) };
  let careful = false;
  let suspect = -1;
  let aliveAt = 0;

  function stayAlive(): void {
    if (performance.now() - aliveAt < aliveMs) return;
    aliveAt = performance.now();
    notify({ alive: true });
  }

  async function load(rules: readonly string[], leftOut: readonly number[]): Promise<readonly number[]> {
    const parts = await loadParts();
    const isLeftOut = new Set(leftOut);
    const numbers: number[] = [];
    const compiled: CompiledRule[] = [];
    const refused: number[] = [];
    for (const [number, json] of rules.entries()) {
      if (isLeftOut.has(number)) continue;
      const onRunning = () => {
        if (!careful || suspect === number) return;
        suspect = number;
        notify({ suspect });
      };
      const rule = compileRule(JSON.parse(json) as DetectionRule, {
        ...parts,
        refuseBacktracking: onPage,
        onRunning,
      });
      if (rule.refused) refused.push(number);
      else {
        numbers.push(number);
        compiled.push(rule);
      }
      await slice();
    }
    loaded = { numbers, compiled, set: compileRuleSet(compiled) };
    return refused;
  }

  /** As the rule set says, one rule after the other. */
  function matchEach(event: EventObject): number[] {
    return loaded.compiled.flatMap((rule, i) => (match(rule, event) === 'match' ? [i] : []));
  }

  async function run(request: ShardRequest): Promise<ShardAnswer> {
    const { text, honourLogsource } = request;
    careful = request.careful;
    suspect = -1;
    const events = readInput(text, await loadShapes()).events.map(({ value }) => value);
    const pairs: number[] = [];
    const undecided = new Set<number>();
    const logsources = new Logsources();
    const places = honourLogsource ? events.map((event) => logsources.add(event)) : [];
    const isAsked = (rule: number, event: number) =>
      !honourLogsource || logsources.includes(places[event] as number, loaded.compiled[rule] as CompiledRule);
    const numberOf = (rule: number) => loaded.numbers[rule] as number;
    const save = (event: number, rule: number) => {
      if (isAsked(rule, event)) pairs.push(event, numberOf(rule));
    };
    const length = careful ? 1 : onPage ? blockLength.page : blockLength.worker;
    for (let from = 0; from < events.length; from += length) {
      stayAlive();
      if (careful) {
        for (const rule of matchEach(events[from] as EventObject)) save(from, rule);
      } else {
        const found = loaded.set.matchBatch(events.slice(from, from + length), { from });
        eachPair(found.pairs, save);
        eachPair(found.undecided, (event, rule) => isAsked(rule, event) && undecided.add(numberOf(rule)));
      }
      await slice();
    }
    const answer: ShardAnswer = {
      pairs: Uint32Array.from(pairs),
      eventCount: events.length,
      undecided: [...undecided],
      logsources: logsources.all,
    };
    return transfer(answer, [answer.pairs.buffer]);
  }

  return { load, run };
}

function eachPair(pairs: Uint32Array, use: (event: number, rule: number) => void): void {
  for (let i = 0; i < pairs.length; i += 2) use(pairs[i] as number, pairs[i + 1] as number);
}

/** The few log sources of many events, and which rules are of each. */
class Logsources {
  readonly all: EventLogsource[] = [];
  readonly #places = new Map<string, number>();
  readonly #answers: Map<CompiledRule, boolean>[] = [];

  add(event: EventObject): number {
    const logsource = logsourceOf(event);
    const key = JSON.stringify(logsource);
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.all.push(logsource) - 1;
      this.#places.set(key, place);
      this.#answers.push(new Map());
    }
    return place;
  }

  includes(place: number, compiled: CompiledRule): boolean {
    const answers = this.#answers[place] as Map<CompiledRule, boolean>;
    let answer = answers.get(compiled);
    if (answer === undefined)
      answers.set(
        compiled,
        (answer = isOfLogsource(compiled.rule.logsource, this.all[place] as EventLogsource)),
      );
    return answer;
  }
}
