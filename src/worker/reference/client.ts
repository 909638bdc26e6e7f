// The page's side of the references: a worker that starts with the first call and is started again once when it
// breaks. Calls reject only when that does not help; a run is evaluated by workers that are started here.
import { proxy, wrap } from 'comlink';
import { messageOf } from '../host.ts';
import type { WorkerLike } from '../host.ts';
import { createRunPool } from '../run/pool.ts';
import type { RunPoolOptions } from '../run/pool.ts';
import type { RunReport } from '../../catalog/types.ts';
import type { ImportReport, OnChange, Reference, ReferenceEngine } from './protocol.ts';
import * as texts from '../../texts/en.ts';

export interface ReferenceClientOptions extends RunPoolOptions {
  /** May throw: then the references live on the page's own thread. */
  readonly startWorker: () => WorkerLike;
  readonly startLocal: () => Promise<ReferenceEngine>;
  /** The user's rules are stored. */
  readonly keep: boolean;
}

export interface ReferenceClient extends Reference {
  /** `local`: no worker could be had. */
  readonly place: 'worker' | 'local';
  dispose(): void;
}

/** Broken workers in a row before a call gives up. */
export const maxDeaths = 2;

class Death extends Error {}

/** One engine that can be called, until it dies. */
interface Connection {
  readonly engine: ReferenceEngine;
  /** Rejects with a `Death`, and never resolves. */
  readonly death: Promise<never>;
  /** It said so once, even if it is dead by now. */
  readonly wasReady: boolean;
  stop(): void;
}

function connect(worker: WorkerLike): Connection {
  let wasReady = false;
  let die = (_message: string) => {};
  const death = new Promise<never>((_, reject) => {
    die = (message) => {
      worker.terminate();
      reject(new Death(message));
    };
  });
  // Nobody may be waiting when it dies.
  death.catch(() => {});
  const ready = (event: Event) => {
    const data: unknown = (event as MessageEvent).data;
    wasReady ||= typeof data === 'object' && data !== null && 'ready' in data;
  };
  worker.addEventListener('message', ready as EventListener);
  worker.addEventListener('error', ((event: Event) => {
    event.preventDefault();
    die((event as ErrorEvent).message || texts.workerNotLoaded);
  }) as EventListener);
  worker.addEventListener('messageerror', () => die(texts.workerNoMessage));
  return {
    // Comlink makes every method asynchronous, which these are.
    engine: wrap<ReferenceEngine>(worker) as unknown as ReferenceEngine,
    death,
    get wasReady() {
      return wasReady;
    },
    stop: () => die(texts.workerCalledOff),
  };
}

export function createReferenceClient(options: ReferenceClientOptions): ReferenceClient {
  const { startWorker, startLocal, keep } = options;
  const watchers: OnChange[] = [];
  const pool = createRunPool(options);
  let connection: Promise<Connection> | null = null;
  let local = false;
  let everReady = false;
  let deaths = 0;
  let disposed = false;
  let running: AbortController | null = null;
  let runs: Promise<unknown> = Promise.resolve();

  const callback = <A extends unknown[]>(call: (...args: A) => void) => (local ? call : proxy(call));

  async function start(): Promise<Connection> {
    let started: Connection | undefined;
    if (!local) {
      try {
        started = connect(startWorker());
      } catch {
        local = true;
      }
    }
    started ??= {
      engine: await startLocal(),
      death: new Promise<never>(() => {}),
      wasReady: true,
      stop: () => {},
    };
    const { engine } = started;
    // Not waited for: messages arrive in the order they were sent, and a death shows in the call that comes next.
    const silently = (promise: Promise<void>) => void promise.catch(() => {});
    silently(engine.start({ keep }));
    for (const watcher of watchers) silently(engine.watch(callback(watcher)));
    return started;
  }

  async function call<T>(use: (engine: ReferenceEngine) => Promise<T>, again = true): Promise<T> {
    for (;;) {
      if (disposed) throw new Error('The page is closing.');
      const mine = (connection ??= start());
      let living: Connection | undefined;
      try {
        living = await mine;
        const answer = await Promise.race([use(living.engine), living.death]);
        everReady = true;
        deaths = 0;
        return answer;
      } catch (error) {
        if (living && !(error instanceof Death)) throw error;
        // Others that waited for the same one may have noted its death.
        if (connection === mine) {
          connection = null;
          // A worker that never started although none ever did: the browser refuses it.
          if (living && !living.wasReady && !everReady && !local) local = true;
          else deaths++;
        }
        if (!again || deaths >= maxDeaths || disposed)
          throw new Error(`The worker broke: ${messageOf(error)}`);
      }
    }
  }

  async function run(
    ...[eventsText, runOptions, onProgress]: Parameters<Reference['run']>
  ): Promise<RunReport> {
    const startedAt = performance.now();
    running?.abort();
    const mine = (running = new AbortController());
    const before = runs;
    const run = (async () => {
      await before;
      const plan = await call((engine) => engine.planRun(eventsText, runOptions));
      const findings = await pool.run(plan, eventsText, onProgress, mine.signal);
      const report = await call((engine) => engine.reportRun(findings), false);
      return { ...report, elapsedMs: performance.now() - startedAt };
    })();
    // One after the other: a report is of the plan that was made last.
    runs = run.catch(() => {});
    return run;
  }

  async function importFiles(...[files, name, onProgress]: Parameters<Reference['importFiles']>) {
    const startedAt = performance.now();
    const use = (engine: ReferenceEngine) => engine.importFiles(files, name, callback(onProgress));
    // Not again: what broke the worker may be in these files.
    return call(use, false).catch((error: unknown): ImportReport => {
      const elapsedMs = performance.now() - startedAt;
      return {
        source: null,
        broken: [],
        ignored: 0,
        nestedArchives: 0,
        problem: messageOf(error),
        elapsedMs,
      };
    });
  }

  return {
    get place() {
      return local ? 'local' : 'worker';
    },
    describe: (ruleText) => call((engine) => engine.describe(ruleText)),
    lint: (ruleText) => call((engine) => engine.lint(ruleText)),
    conventions: (ruleText) => call((engine) => engine.conventions(ruleText)),
    coverage: (ruleText) => call((engine) => engine.coverage(ruleText)),
    skeleton: (ruleText, values) => call((engine) => engine.skeleton(ruleText, values)),
    examples: (ruleText, values) => call((engine) => engine.examples(ruleText, values)),
    sources: () => call((engine) => engine.sources()),
    search: (query) => call((engine) => engine.search(query)),
    rulesWith: (indicator) => call((engine) => engine.rulesWith(indicator)),
    open: (key) => call((engine) => engine.open(key)),
    importFiles,
    removeSource: (id) => call((engine) => engine.removeSource(id)),
    broken: (source) => call((engine) => engine.broken(source)),
    run,
    cancel: async () => {
      running?.abort();
      if (connection) await call((engine) => engine.cancel(), false);
    },
    words: () => call((engine) => engine.words()),
    fieldWords: (of) => call((engine) => engine.fieldWords(of)),
    hoverKnown: (ruleText, offset) => call((engine) => engine.hoverKnown(ruleText, offset)),
    describeField: (path, operation) => call((engine) => engine.describeField(path, operation)),
    matrix: (keys) => call((engine) => engine.matrix(keys)),
    navigatorLayer: (name, keys) => call((engine) => engine.navigatorLayer(name, keys)),
    watch: async (onChange) => {
      const isFirst = connection === null;
      watchers.push(onChange);
      // A worker that is started now is told of every watcher anyway.
      await call(async (engine) => {
        await (isFirst ? engine.sources() : engine.watch(callback(onChange)));
      });
    },
    dispose: () => {
      disposed = true;
      running?.abort();
      pool.dispose();
      void connection?.then((living) => living.stop()).catch(() => {});
    },
  };
}
