// Shards of events shared out among workers that have the rules. A rule that never ends costs its worker: it is found,
// named and left out, and the rest goes on.
import type { WorkerLike } from '../host.ts';
import type { OnProgress, RunFindings, RunPlan, Shard } from '../reference/protocol.ts';
import type { EventLogsource } from '../../knowledge/logsource/event-logsource.ts';
import { joinAnswers } from './answers.ts';
import { createHand, createLocalHand } from './hand.ts';
import type { Hand } from './hand.ts';
import type { Runner, ShardAnswer } from './protocol.ts';

export interface RunPoolOptions {
  /** May throw: then the page's own thread evaluates. */
  readonly startRunWorker: () => WorkerLike;
  readonly startLocalRunner: () => Promise<Runner>;
  /** Of the machine; all but one are used. */
  readonly threads: number;
  /** A worker that says nothing for so long is stuck. */
  readonly stallMs?: number;
  /** Workers are kept for the next run for so long. */
  readonly idleMs?: number;
}

export interface RunPool {
  /** One run at a time. */
  run(plan: RunPlan, text: string, onProgress: OnProgress, signal: AbortSignal): Promise<RunFindings>;
  dispose(): void;
}

const progressMs = 100;

/** Workers that broke in one run before it gives up. */
const maxDeaths = 3;

/** Of rules and events that a run answers; it ends when there are more, for they would fill the memory. */
const maxPairs = 10_000_000;

export function createRunPool(options: RunPoolOptions): RunPool {
  const { startRunWorker, startLocalRunner, threads, stallMs = 2000, idleMs = 60_000 } = options;
  const hands: (Hand | null)[] = [];
  let local = false;
  let everReady = false;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;

  async function handAt(slot: number): Promise<Hand> {
    const living = hands[slot];
    if (living) return living;
    let hand: Hand | undefined;
    if (!local) {
      try {
        hand = createHand(startRunWorker());
      } catch {
        local = true;
      }
    }
    return (hands[slot] = hand ?? createLocalHand(await startLocalRunner()));
  }

  function discard(slot: number): void {
    hands[slot]?.stop();
    hands[slot] = null;
  }

  function discardAll(): void {
    clearTimeout(idleTimer);
    for (const slot of hands.keys()) discard(slot);
  }

  async function run(
    plan: RunPlan,
    text: string,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<RunFindings> {
    clearTimeout(idleTimer);
    const { shards, rules, rulesId, honourLogsource } = plan;
    const answers: (ShardAnswer | undefined)[] = shards.map(() => undefined);
    const total = shards.reduce((sum, { start, end }) => sum + end - start, 0);
    const refused = new Set<number>();
    const stopped = new Set<number>();
    const undecided = new Set<number>();
    const logsources = new Map<string, EventLogsource>();
    let next = 0;
    let done = 0;
    let pairCount = 0;
    let deaths = 0;
    let saidAt = -Infinity;
    const aborted = new Promise<'aborted'>((resolve) => {
      if (signal.aborted) resolve('aborted');
      signal.addEventListener('abort', () => resolve('aborted'), { once: true });
    });

    function say(): void {
      if (performance.now() - saidAt < progressMs && done < total) return;
      saidAt = performance.now();
      onProgress({ stage: 'running', done, total });
    }

    function save(index: number, answer: ShardAnswer, { start, end }: Shard): void {
      answers[index] = answer;
      for (const rule of answer.undecided) undecided.add(rule);
      for (const logsource of answer.logsources) logsources.set(JSON.stringify(logsource), logsource);
      pairCount += answer.pairs.length / 2;
      done += end - start;
      say();
    }

    /** One shard by one worker; a number is the rule that it got stuck in, -1 when nobody knows. */
    async function attempt(hand: Hand, shard: Shard, mode: 'fast' | 'careful' | 'patient') {
      const died = hand.death.then((message) => ({ message }));
      if (hand.rulesId !== rulesId || hand.leftOut !== stopped.size) {
        const leftOut = [...stopped];
        const loaded = await Promise.race([hand.runner.load(rules, leftOut), died, aborted]);
        if (loaded === 'aborted' || 'message' in loaded) return loaded;
        for (const rule of loaded) refused.add(rule);
        hand.rulesId = rulesId;
        hand.leftOut = leftOut.length;
      }
      const part = shard.before + text.slice(shard.start, shard.end) + shard.after;
      const watch = hand.watch(mode === 'patient' ? Infinity : stallMs);
      const answer = hand.runner.run({ text: part, honourLogsource, careful: mode === 'careful' });
      const outcome = await Promise.race([answer, watch.stalled, died, aborted]);
      watch.end();
      return outcome;
    }

    async function work(slot: number): Promise<void> {
      for (;;) {
        const index = next++;
        const shard = shards[index];
        if (!shard || pairCount > maxPairs) return;
        let mode: 'fast' | 'careful' | 'patient' = 'fast';
        for (;;) {
          const hand = await handAt(slot);
          const outcome = await attempt(hand, shard, mode);
          everReady ||= hand.wasReady;
          if (typeof outcome === 'object' && 'pairs' in outcome) {
            save(index, outcome, shard);
            break;
          }
          discard(slot);
          if (outcome === 'aborted') return;
          if (typeof outcome === 'object') {
            // A worker that never started although none ever did: the browser refuses it.
            if (!everReady && !local) local = true;
            else if (++deaths > maxDeaths) throw new Error(`The rules could not be run: ${outcome.message}`);
          } else if (outcome >= 0) {
            stopped.add(outcome);
            mode = 'fast';
          } else if (hand.leftOut === stopped.size) {
            // Nobody else has found the rule meanwhile: look for it. If there is none, this shard is only slow.
            mode = mode === 'fast' ? 'careful' : 'patient';
          }
        }
      }
    }

    const size = Math.max(1, Math.min(threads - 1, shards.length));
    try {
      say();
      if (!signal.aborted) await Promise.all(Array.from({ length: size }, (_, slot) => work(slot)));
    } catch (error) {
      discardAll();
      throw error;
    }
    // Workers that were not needed this time keep rules that may be old.
    for (const slot of hands.keys()) if (slot >= size) discard(slot);
    idleTimer = setTimeout(discardAll, idleMs);
    const isWhole = answers.every((answer) => answer !== undefined);
    const leftOut = new Set([...stopped, ...undecided]);
    return {
      ...joinAnswers(answers, leftOut),
      refused: [...refused],
      stopped: [...leftOut],
      logsources: [...logsources.values()],
      canceled: !isWhole,
    };
  }

  return { run, dispose: discardAll };
}
