// The page's side of the worker boundary: latest wins, only changed texts travel, a run that takes too long is
// stopped by ending its worker. Every answer is data; nothing here rejects.
import { createLocalHost, createWorkerHost, messageOf } from './host.ts';
import type { CallOutcome, Host, Running, WorkerLike } from './host.ts';
import type { Engine, FixEffect, RunRequest, RunResult } from './protocol.ts';
import type { Fix, Range } from '../sigma/index.ts';

export interface RunInput {
  readonly ruleText: string;
  readonly eventsText: string;
  /** Index of the event to explain. */
  readonly selected: number;
}

export type RunOutcome =
  | { readonly type: 'result'; readonly result: RunResult }
  /** A newer run was asked for; its answer is the one to show. */
  | { readonly type: 'superseded' }
  /**
   * The deadline passed. `running` is the predicate that was being tested, null when it was not one of those that
   * may never end; `result` is everything else: the answer with that predicate left out.
   */
  | { readonly type: 'stopped'; readonly running: Running | null; readonly result?: RunResult }
  | { readonly type: 'failed'; readonly message: string };

export interface EngineClientOptions {
  /** May throw: then the engine runs on the page's own thread. */
  readonly startWorker: () => WorkerLike;
  readonly startLocal: () => Promise<Engine>;
  readonly deadlineMs?: number;
  /** Added to the deadline for each million characters of text: reading takes its time, and always ends. */
  readonly extraMsPerMillion?: number;
  /** First wait before a broken worker is started again; it doubles each time. */
  readonly backoffMs?: number;
}

export interface EngineClient {
  run(input: RunInput): Promise<RunOutcome>;
  /** Effects of fixes on what was last run, in their order; null when a newer call came or it could not be done. */
  preview(fixes: readonly Fix[]): Promise<readonly FixEffect[] | null>;
  /** `local`: no worker could be had, long regular expressions are not run. */
  readonly place: 'worker' | 'local';
  dispose(): void;
}

/** Broken workers in a row before we give up. */
export const maxDeaths = 5;
/** Predicates that one run may have to leave out. */
export const maxStops = 3;

interface Job {
  perform(): Promise<void>;
  drop(): void;
}

/** The texts that the living engine has. */
interface Known {
  readonly ruleText: string;
  readonly eventsText: string;
}

export function createEngineClient(options: EngineClientOptions): EngineClient {
  const { startWorker, startLocal, deadlineMs = 2000, extraMsPerMillion = 300, backoffMs = 100 } = options;
  let host: Host | null = null;
  let local = false;
  let starting: Promise<Host> | null = null;
  let everReady = false;
  let deaths = 0;
  let known: Known | null = null;
  let nextId = 1;
  let skipped: { readonly ruleText: string; readonly ranges: readonly Range[] } = {
    ruleText: '',
    ranges: [],
  };
  let queuedRun: Job | null = null;
  let queuedPreview: Job | null = null;
  let busy = false;
  let disposed = false;

  function discardHost(): void {
    host?.stop();
    host = null;
    known = null;
  }

  async function startHost(): Promise<Host> {
    if (!local && deaths > 0)
      await new Promise((resolve) => setTimeout(resolve, backoffMs * 2 ** (deaths - 1)));
    if (!local) {
      try {
        return createWorkerHost(startWorker());
      } catch {
        local = true;
      }
    }
    return createLocalHost(await startLocal());
  }

  function noteDeath(state: Host['state']): void {
    discardHost();
    deaths++;
    // A worker that never started although none ever did: the browser refuses it.
    if (state === 'refused' && !everReady) local = true;
  }

  async function ensureHost(): Promise<Host> {
    if (host?.state === 'died' || host?.state === 'refused') noteDeath(host.state);
    if (host) return host;
    starting ??= startHost().then(
      (started) => {
        // In one step: who comes next must find either the living host, or that one is being started.
        starting = null;
        return (host = started);
      },
      (error: unknown) => {
        starting = null;
        throw error;
      },
    );
    const started = await starting;
    if (disposed) started.stop();
    return started;
  }

  /** One call, on a new worker if the old one could not even start. */
  async function call<T>(use: (engine: Engine) => Promise<T>, limitMs: number): Promise<CallOutcome<T>> {
    for (;;) {
      if (disposed) return { type: 'stopped', running: null };
      if (deaths >= maxDeaths)
        return { type: 'threw', message: 'The matcher keeps breaking. Reload the page.' };
      let living: Host;
      try {
        living = await ensureHost();
      } catch (error) {
        return { type: 'threw', message: `The matcher could not be loaded: ${messageOf(error)}` };
      }
      const outcome = await living.call(use, limitMs);
      everReady ||= living.state === 'ready' || living.state === 'died';
      if (outcome.type === 'answer') {
        deaths = 0;
        return outcome;
      }
      if (outcome.type === 'threw') {
        known = null;
        return outcome;
      }
      if (outcome.type === 'stopped') {
        discardHost();
        // The next run finds it started.
        if (!disposed) void ensureHost().catch(() => {});
        return outcome;
      }
      noteDeath(living.state);
      if (outcome.ready) return outcome;
    }
  }

  function requestFor(input: RunInput): RunRequest {
    return {
      id: nextId++,
      selected: input.selected,
      skipped: skipped.ranges,
      ...(known?.ruleText === input.ruleText ? {} : { ruleText: input.ruleText }),
      ...(known?.eventsText === input.eventsText ? {} : { eventsText: input.eventsText }),
    };
  }

  async function runToEnd(input: RunInput): Promise<RunOutcome> {
    if (skipped.ruleText !== input.ruleText) skipped = { ruleText: input.ruleText, ranges: [] };
    const size = input.ruleText.length + input.eventsText.length;
    const limitMs = deadlineMs + (size / 1e6) * extraMsPerMillion;
    let stopped: Running | null = null;
    for (let stops = 0; ;) {
      // The request is made when the engine is there: what must be sent depends on which one it is.
      const outcome = await call((engine) => engine.run(requestFor(input)), limitMs);
      if (outcome.type === 'answer') {
        known = { ruleText: input.ruleText, eventsText: input.eventsText };
        if (queuedRun || disposed) return { type: 'superseded' };
        const result = outcome.value;
        return stopped ? { type: 'stopped', running: stopped, result } : { type: 'result', result };
      }
      if (disposed || (queuedRun && outcome.type !== 'stopped')) return { type: 'superseded' };
      if (outcome.type === 'threw') return { type: 'failed', message: outcome.message };
      if (outcome.type === 'died')
        return { type: 'failed', message: `The matcher broke: ${outcome.message}` };
      stops++;
      if (outcome.running) {
        stopped ??= outcome.running;
        skipped = { ruleText: input.ruleText, ranges: [...skipped.ranges, outcome.running.range] };
      }
      if (queuedRun) return { type: 'superseded' };
      if (!outcome.running || stops >= maxStops) return { type: 'stopped', running: outcome.running };
    }
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (;;) {
      const job: Job | null = queuedRun ?? queuedPreview;
      if (!job) break;
      if (job === queuedRun) queuedRun = null;
      else queuedPreview = null;
      await job.perform();
    }
    busy = false;
  }

  // Started at once, so that it loads while the page draws itself.
  void ensureHost().catch(() => {});

  return {
    get place() {
      return local ? 'local' : 'worker';
    },
    run: (input) =>
      new Promise((resolve) => {
        if (disposed) return resolve({ type: 'superseded' });
        queuedRun?.drop();
        // Its fixes are edits of texts that are about to be old.
        queuedPreview?.drop();
        queuedPreview = null;
        queuedRun = {
          perform: async () => resolve(await runToEnd(input)),
          drop: () => resolve({ type: 'superseded' }),
        };
        void work();
      }),
    preview: (fixes) =>
      new Promise((resolve) => {
        if (disposed) return resolve(null);
        queuedPreview?.drop();
        queuedPreview = {
          perform: async () => {
            // An engine without texts has nothing to try the fixes on.
            if (!known || host?.state === 'died') return resolve(null);
            const outcome = await call((engine) => engine.preview({ id: nextId++, fixes }), deadlineMs);
            resolve(outcome.type === 'answer' && !queuedRun ? outcome.value : null);
          },
          drop: () => resolve(null),
        };
        void work();
      }),
    dispose: () => {
      disposed = true;
      queuedRun?.drop();
      queuedPreview?.drop();
      queuedRun = queuedPreview = null;
      discardHost();
    },
  };
}
