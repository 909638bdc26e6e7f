import { expose } from 'comlink';
import type { WorkerLike } from '../../src/worker/host.ts';
import type { Engine, RunAnswer, RunningNotice, RunRequest, RunResult } from '../../src/worker/protocol.ts';
import type { Question } from '../../src/worker/workbench/protocol.ts';

export function answerTo(id: number): RunResult {
  return {
    id,
    rule: { state: 'ready', documents: [], evaluated: 0, diagnostics: [] },
    events: { state: 'ready', diagnostics: [], list: [], unwrapped: '' },
    verdicts: ['match'],
    explanation: null,
    elapsedMs: 0,
  };
}

/** A worker in this very thread: an engine behind a message channel, with the ways to break it. */
export class FakeWorker extends EventTarget implements WorkerLike {
  readonly runs: RunRequest[] = [];
  readonly questions: (readonly [question: Question, args: readonly unknown[]])[] = [];
  terminated = false;
  /** What `run` does; the default answers at once. */
  onRun: (request: RunRequest, worker: FakeWorker) => Promise<RunAnswer> = async ({ id }) => answerTo(id);
  onAsk: (question: Question, worker: FakeWorker) => Promise<unknown> = async () => [];
  readonly #page: MessagePort;
  readonly #inside: MessagePort;

  constructor({ ready = true } = {}) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.#inside = port2;
    port1.onmessage = ({ data }) => {
      if (!this.terminated) this.dispatchEvent(new MessageEvent('message', { data }));
    };
    if (ready) this.load();
  }

  /** Until then messages wait, as those for a worker that still loads. */
  load(): void {
    const engine: Engine = {
      run: (request) => {
        this.runs.push(request);
        return this.onRun(request, this);
      },
      ask: ((question: Question, ...args: unknown[]) => {
        this.questions.push([question, args]);
        return this.onAsk(question, this);
      }) as Engine['ask'],
    };
    expose(engine, this.#inside);
    this.#inside.postMessage({ ready: true });
  }

  running(notice: RunningNotice['running']): void {
    this.#inside.postMessage({ running: notice });
  }

  break(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  postMessage(message: unknown): void {
    if (!this.terminated) this.#page.postMessage(message);
  }

  terminate(): void {
    this.terminated = true;
    this.#page.close();
    this.#inside.close();
  }
}

export const never = <T>(): Promise<T> => new Promise(() => {});

/** A promise that is settled from outside. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
