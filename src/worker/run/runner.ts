// Many rules over one shard of events, in a worker of its own.
import { transfer } from 'comlink';
import { readInput } from '../../intake/read-input.ts';
import type { InputEvent } from '../../intake/read-input.ts';
import { compileRule, loadRegex, match } from '../../sigma/index.ts';
import type { CompiledRule, CompileOptions, DetectionRule } from '../../sigma/index.ts';
import { createSlicer } from '../slices.ts';
import type { Runner, RunnerNotice, ShardAnswer } from './protocol.ts';

export interface RunnerOptions {
  /** On the page's own thread: it must stay usable, and nobody can stop what never ends. */
  readonly onPage?: boolean;
}

/** How long nothing is said at most while all is well. */
const aliveMs = 100;

export function createRunner(notify: (notice: RunnerNotice) => void, options: RunnerOptions = {}): Runner {
  const slice = createSlicer(options.onPage ? undefined : { yieldMs: Infinity });
  let compiled: (CompiledRule | null)[] = [];
  let careful = false;
  let suspect = -1;
  let aliveAt = 0;

  async function load(rules: readonly string[], leftOut: readonly number[]): Promise<readonly number[]> {
    const regex = await loadRegex();
    const isLeftOut = new Set(leftOut);
    compiled = [];
    for (const [i, json] of rules.entries()) {
      const compileOptions: CompileOptions = {
        regex,
        refuseBacktracking: options.onPage === true,
        onRunning: () => {
          if (!careful || suspect === i) return;
          suspect = i;
          notify({ suspect });
        },
      };
      compiled.push(isLeftOut.has(i) ? null : compileRule(JSON.parse(json) as DetectionRule, compileOptions));
      await slice();
    }
    return compiled.flatMap((rule, i) => (rule?.refused ? [i] : []));
  }

  function rulesOf({ value }: InputEvent): number[] {
    return compiled.flatMap((rule, i) => (rule && match(rule, value) === 'match' ? [i] : []));
  }

  function stayAlive(): void {
    if (performance.now() - aliveAt < aliveMs) return;
    aliveAt = performance.now();
    notify({ alive: true });
  }

  async function run(text: string, isCareful: boolean): Promise<ShardAnswer> {
    careful = isCareful;
    suspect = -1;
    const { events } = readInput(text);
    const pairs: number[] = [];
    for (const [i, event] of events.entries()) {
      stayAlive();
      for (const rule of rulesOf(event)) pairs.push(rule, i);
      await slice();
    }
    const answer: ShardAnswer = { pairs: Uint32Array.from(pairs), eventCount: events.length };
    return transfer(answer, [answer.pairs.buffer]);
  }

  return { load, run };
}
