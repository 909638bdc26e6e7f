// The page's side of the worker boundary: latest wins, only changed texts travel, a run that takes too long is
// stopped by ending its worker. Every answer is data; nothing here rejects.
import { createLocalHost, createWorkerHost, messageOf } from './host.ts';
import type { CallOutcome, Host, Running, WorkerLike } from './host.ts';
import type { Engine, Placeholders, RunRequest, RunResult } from './protocol.ts';
import type { Range } from '../sigma/index.ts';
import type { Answered, Asked, Question } from './workbench/protocol.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';

export interface RunInput {
  readonly ruleText: string;
  readonly eventsText: string;
  /** Values of placeholders, compared by identity. */
  readonly placeholders?: Placeholders;
  /** See `RunRequest`. */
  readonly pipeline?: string;
  /** Index of the event to explain. */
  readonly selected: number;
  /** Index of the document of the rule text to explain; without it, the first rule. */
  readonly document?: number;
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
  /** Every byte counts: what few texts need is loaded when one needs it. */
  readonly lean?: boolean;
}

export interface EngineClient {
  run(input: RunInput): Promise<RunOutcome>;
  /**
   * About what was last run. null when it is to be run anew with other texts, when the same was asked again before it
   * was answered, or when it cannot be answered.
   */
  ask<Q extends Question>(question: Q, ...args: Asked<Q>): Promise<Answered<Q> | null>;
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
  readonly placeholders?: Placeholders;
  readonly pipeline?: string;
}

export function createEngineClient(options: EngineClientOptions): EngineClient {
  const { startWorker, startLocal, deadlineMs = 2000, extraMsPerMillion = 300, backoffMs = 100 } = options;
  const { lean = false } = options;
  let host: Host | null = null;
  let local = false;
  let starting: Promise<Host> | null = null;
  let everReady = false;
  let deaths = 0;
  let known: Known | null = null;
  let events: RunResult['events'] = { state: 'empty', diagnostics: [], list: [], unwrapped: '' };
  let nextId = 1;
  let skipped: { readonly ruleText: string; readonly ranges: readonly Range[] } = {
    ruleText: '',
    ranges: [],
  };
  let queuedRun: Job | null = null;
  const questions = new Map<Question, Job>();
  /** Runs with other texts that were asked for. */
  let changes = 0;
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
      if (deaths >= maxDeaths) return { type: 'threw', message: texts.workerBreaks };
      let living: Host;
      try {
        living = await ensureHost();
      } catch (error) {
        return { type: 'threw', message: fill(texts.workerNotThere, { why: messageOf(error) }) };
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
      ...(lean ? { lean } : {}),
      ...(input.document === undefined ? {} : { document: input.document }),
      ...(input.placeholders ? { placeholders: input.placeholders } : {}),
      ...(input.pipeline ? { pipeline: input.pipeline } : {}),
      ...(known?.ruleText === input.ruleText ? {} : { ruleText: input.ruleText }),
      ...(known?.eventsText === input.eventsText ? {} : { eventsText: input.eventsText }),
    };
  }

  function limitFor({ ruleText, eventsText }: Known): number {
    return deadlineMs + ((ruleText.length + eventsText.length) / 1e6) * extraMsPerMillion;
  }

  function skip(ruleText: string, range: Range): void {
    skipped = { ruleText, ranges: [...skipped.ranges, range] };
  }

  async function runToEnd(input: RunInput): Promise<RunOutcome> {
    if (skipped.ruleText !== input.ruleText) skipped = { ruleText: input.ruleText, ranges: [] };
    let stopped: Running | null = null;
    for (let stops = 0; ;) {
      // The request is made when the engine is there: what must be sent depends on which one it is.
      const outcome = await call((engine) => engine.run(requestFor(input)), limitFor(input));
      if (outcome.type === 'answer') {
        const { selected: _, ...texts } = input;
        known = texts;
        events = outcome.value.events ?? events;
        if (queuedRun || disposed) return { type: 'superseded' };
        const result = { ...outcome.value, events };
        return stopped ? { type: 'stopped', running: stopped, result } : { type: 'result', result };
      }
      if (disposed || (queuedRun && outcome.type !== 'stopped')) return { type: 'superseded' };
      if (outcome.type === 'threw') return { type: 'failed', message: outcome.message };
      if (outcome.type === 'died')
        return { type: 'failed', message: fill(texts.workerBroke, { why: outcome.message }) };
      stops++;
      if (outcome.running) {
        stopped ??= outcome.running;
        skip(input.ruleText, outcome.running.range);
      }
      if (queuedRun) return { type: 'superseded' };
      if (!outcome.running || stops >= maxStops) return { type: 'stopped', running: outcome.running };
    }
  }

  /** On an engine that holds the texts of the last run; what may never end is left out, as in a run. */
  async function askToEnd<Q extends Question>(question: Q, args: Asked<Q>): Promise<Answered<Q> | null> {
    const asOf = changes;
    for (let stops = 0; known && host?.state !== 'died';) {
      const input = { ...known, selected: 0 };
      const outcome = await call((engine) => engine.ask(question, ...args), limitFor(input));
      if (disposed || changes > asOf || outcome.type === 'threw' || outcome.type === 'died') return null;
      if (outcome.type === 'answer') return outcome.value;
      if (queuedRun || !outcome.running || ++stops >= maxStops) return null;
      skip(input.ruleText, outcome.running.range);
      if ((await runToEnd(input)).type !== 'result') return null;
    }
    return null;
  }

  function takeQuestion(): Job | undefined {
    for (const [question, job] of questions) {
      questions.delete(question);
      return job;
    }
    return undefined;
  }

  function dropQuestions(): void {
    for (const job of questions.values()) job.drop();
    questions.clear();
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (;;) {
      const job = queuedRun ?? takeQuestion();
      if (!job) break;
      if (job === queuedRun) queuedRun = null;
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
        // They speak of texts that are about to be old.
        if (
          known?.ruleText !== input.ruleText ||
          known.eventsText !== input.eventsText ||
          known.placeholders !== input.placeholders ||
          known.pipeline !== input.pipeline
        ) {
          changes++;
          dropQuestions();
        }
        queuedRun = {
          perform: async () => resolve(await runToEnd(input)),
          drop: () => resolve({ type: 'superseded' }),
        };
        void work();
      }),
    ask: (question, ...args) =>
      new Promise((resolve) => {
        if (disposed) return resolve(null);
        questions.get(question)?.drop();
        questions.set(question, {
          perform: async () => resolve(await askToEnd(question, args)),
          drop: () => resolve(null),
        });
        void work();
      }),
    dispose: () => {
      disposed = true;
      queuedRun?.drop();
      queuedRun = null;
      dropQuestions();
      discardHost();
    },
  };
}
