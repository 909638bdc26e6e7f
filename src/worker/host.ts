// One engine that lives somewhere: in a worker that can be stopped, or on the page's own thread. A host is used
// until it dies or is stopped; then it is thrown away.
import { wrap } from 'comlink';
import type { Endpoint } from 'comlink';
import type { Engine, ReadyNotice, RunningNotice } from './protocol.ts';
import * as texts from '../texts/en.ts';

/** What we need of a `Worker`. */
export interface WorkerLike extends Endpoint {
  terminate(): void;
}

export type Running = RunningNotice['running'];

export type CallOutcome<T> =
  | { readonly type: 'answer'; readonly value: T }
  /** The engine threw: a bug of ours, but the worker lives. */
  | { readonly type: 'threw'; readonly message: string }
  /** The deadline passed, or `stop` was called; the host is useless. */
  | { readonly type: 'stopped'; readonly running: Running | null }
  /** The worker broke; the host is useless. `ready`: it had started before. */
  | { readonly type: 'died'; readonly message: string; readonly ready: boolean };

export interface Host {
  /** `died`: it broke after it had started; `refused`: it never started. */
  readonly state: 'starting' | 'ready' | 'died' | 'refused';
  /** One call at a time. The deadline counts from the moment the engine can be called. */
  call<T>(use: (engine: Engine) => Promise<T>, deadlineMs: number): Promise<CallOutcome<T>>;
  /** Ends it; a call under way answers `stopped`. */
  stop(): void;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function createWorkerHost(worker: WorkerLike): Host {
  // Comlink's types lose what ties a question to its answer.
  const engine = wrap<Engine>(worker) as unknown as Engine;
  let ready = false;
  let death: string | null = null;
  let stopped = false;
  let running: Running | null = null;
  let onReady = () => {};
  let onDeath = () => {};
  let onStop = () => {};

  function die(message: string): void {
    death ??= message;
    worker.terminate();
    onDeath();
  }
  function stop(): void {
    stopped = true;
    worker.terminate();
    onStop();
  }
  worker.addEventListener('message', (event) => {
    const data: unknown = (event as MessageEvent).data;
    if (isNotice<ReadyNotice>(data, 'ready')) {
      ready = true;
      onReady();
    } else if (isNotice<RunningNotice>(data, 'running')) {
      running = data.running;
    }
  });
  worker.addEventListener('error', (event) => {
    (event as Event).preventDefault?.();
    die((event as ErrorEvent).message || texts.workerNotLoaded);
  });
  worker.addEventListener('messageerror', () => die(texts.workerNoMessage));

  return {
    get state() {
      return death === null ? (ready ? 'ready' : 'starting') : ready ? 'died' : 'refused';
    },
    stop,
    call: <T>(use: (engine: Engine) => Promise<T>, deadlineMs: number) =>
      new Promise<CallOutcome<T>>((resolve) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const settle = (outcome: CallOutcome<T>) => {
          clearTimeout(timer);
          onReady = onDeath = onStop = () => {};
          resolve(outcome);
        };
        running = null;
        onDeath = () => settle({ type: 'died', message: death ?? '', ready });
        onStop = () => settle({ type: 'stopped', running });
        onReady = () => {
          timer = setTimeout(stop, deadlineMs);
        };
        if (stopped) return onStop();
        if (death !== null) return onDeath();
        if (ready) onReady();
        attempt(engine, use).then(
          (value) => settle({ type: 'answer', value }),
          (error: unknown) => settle({ type: 'threw', message: messageOf(error) }),
        );
      }),
  };
}

/** No deadline: a thread cannot stop itself. The engine keeps its own budget there. */
export function createLocalHost(engine: Engine): Host {
  return {
    state: 'ready',
    stop: () => {},
    call: (use) =>
      attempt(engine, use).then(
        (value) => ({ type: 'answer', value }),
        (error: unknown) => ({ type: 'threw', message: messageOf(error) }),
      ),
  };
}

async function attempt<T>(engine: Engine, use: (engine: Engine) => Promise<T>): Promise<T> {
  return use(engine);
}

function isNotice<T extends object>(data: unknown, key: keyof T & string): data is T {
  return typeof data === 'object' && data !== null && key in data;
}
