// A worker that evaluates, as the page sees it: what it can be asked, and whether it is stuck, broken or gone.
import { wrap } from 'comlink';
import type { WorkerLike } from '../host.ts';
import type { Runner } from './protocol.ts';
import * as texts from '../../texts/en.ts';

export interface Hand {
  readonly runner: Runner;
  /** Which rules it has: of which plan, and how many were left out. */
  rulesId: number;
  leftOut: number;
  readonly wasReady: boolean;
  /** Resolves when it breaks, to what it says. */
  readonly death: Promise<string>;
  /** Resolves to the rule that was running, or to -1, once nothing was said for `ms`. One at a time. */
  watch(ms: number): { readonly stalled: Promise<number>; end(): void };
  stop(): void;
}

const never = new Promise<never>(() => {});

/** On the page's own thread: nothing can be said of it while it works. */
export function createLocalHand(runner: Runner): Hand {
  return {
    runner,
    rulesId: -1,
    leftOut: 0,
    wasReady: true,
    death: never,
    watch: () => ({ stalled: never, end: () => {} }),
    stop: () => {},
  };
}

export function createHand(worker: WorkerLike): Hand {
  let suspect = -1;
  let wasReady = false;
  let onNotice = () => {};
  const death = new Promise<string>((resolve) => {
    worker.addEventListener('error', ((event: Event) => {
      event.preventDefault();
      resolve((event as ErrorEvent).message || texts.workerNotLoaded);
    }) as EventListener);
    worker.addEventListener('messageerror', () => resolve(texts.workerNoMessage));
  });
  worker.addEventListener('message', ((event: Event) => {
    const data: unknown = (event as MessageEvent).data;
    if (typeof data !== 'object' || data === null) return;
    wasReady ||= 'ready' in data;
    if ('suspect' in data) suspect = data.suspect as number;
    if ('suspect' in data || 'alive' in data || 'ready' in data) onNotice();
  }) as EventListener);
  return {
    // Comlink makes every method asynchronous, which these are.
    runner: wrap<Runner>(worker) as unknown as Runner,
    rulesId: -1,
    leftOut: 0,
    get wasReady() {
      return wasReady;
    },
    death,
    watch: (ms) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      suspect = -1;
      const stalled = new Promise<number>((resolve) => {
        onNotice = () => {
          clearTimeout(timer);
          if (ms < Infinity) timer = setTimeout(() => resolve(suspect), ms);
        };
        onNotice();
      });
      return {
        stalled,
        end: () => {
          clearTimeout(timer);
          onNotice = () => {};
        },
      };
    },
    stop: () => worker.terminate(),
  };
}
