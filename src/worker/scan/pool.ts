// Files dealt out to the workers that scan them, one at a time to each. A worker that says nothing any more, as when a
// regular expression never ends, costs the rest of its file: the file is named, and the others go on.
import { wrap } from 'comlink';
import type { EventPlace } from '../../intake/scan/read-file.ts';
import { messageOf } from '../host.ts';
import type { Placeholders } from '../protocol.ts';
import type { WorkerLike } from '../host.ts';
import type { ScanNotice, Scanner } from './protocol.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

export interface ScanPoolOptions {
  /** May throw: then the page's own thread scans. */
  readonly startScanWorker: () => WorkerLike;
  readonly startLocalScanner: (notify: (notice: ScanNotice) => void) => Promise<Scanner>;
  /** Of the machine. */
  readonly threads: number;
  /** A worker that says nothing for so long is stuck. */
  readonly stallMs?: number;
}

export interface ScanHooks {
  onNotice(notice: ScanNotice): void;
  /** The file was read to its end. */
  onDone(file: number): void;
  /** The rest of the file is not known. `stalled`: the rule did not end; `broke`: with the message that came. */
  onStopped(file: number, why: 'stalled' | 'broke', message: string): void;
}

/** `refused`: the rule cannot be evaluated; `gave_up`: too many files were stopped, the rest was not read. */
export type ScanOutcome = 'done' | 'canceled' | 'refused' | 'gave_up';

export interface ScanPool {
  /** One scan at a time. Rejects only where nothing can scan at all. */
  scan(
    ruleText: string,
    files: readonly Blob[],
    hooks: ScanHooks,
    options: {
      readonly maxHits: number;
      readonly signal: AbortSignal;
      readonly placeholders?: Placeholders | undefined;
      /** See `RunRequest`; empty for none. */
      readonly pipeline?: string;
    },
  ): Promise<ScanOutcome>;
  readTexts(file: Blob, places: readonly EventPlace[]): Promise<readonly string[]>;
  dispose(): void;
}

/** Files that were stopped before the rest is given up. */
const maxStopped = 5;
const mostWorkers = 2;

interface Connection {
  readonly scanner: Scanner;
  onNotice: (notice: ScanNotice) => void;
  /** Resolves to what it says when it breaks. */
  readonly death: Promise<string>;
  readonly wasReady: boolean;
  stop(): void;
}

class Canceled extends Error {}

export function createScanPool(options: ScanPoolOptions): ScanPool {
  const { startScanWorker, startLocalScanner, threads, stallMs = 3000 } = options;
  let local = false;
  let everReady = false;
  let reader: Connection | null = null;

  async function connect(signal?: AbortSignal): Promise<Connection> {
    if (!local) {
      try {
        return connectTo(startScanWorker());
      } catch {
        local = true;
      }
    }
    const connection: Connection = {
      scanner: await startLocalScanner((notice) => {
        // Nobody can stop the page's own thread from outside.
        if (signal?.aborted) throw new Canceled();
        connection.onNotice(notice);
      }),
      onNotice: () => {},
      death: new Promise<never>(() => {}),
      wasReady: true,
      stop: () => {},
    };
    return connection;
  }

  const scan: ScanPool['scan'] = async (
    ruleText,
    files,
    hooks,
    { maxHits, signal, placeholders, pipeline },
  ) => {
    const aborted = new Promise<'canceled'>((resolve) => {
      if (signal.aborted) resolve('canceled');
      signal.addEventListener('abort', () => resolve('canceled'), { once: true });
    });
    let next = 0;
    let told = 0;
    let stopped = 0;
    let isRefused = false;

    /** Resolves once nothing was said for too long. */
    function watch(connection: Connection): { readonly stalled: Promise<'stalled'>; end(): void } {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let heard = () => {};
      const stalled = new Promise<'stalled'>((resolve) => {
        heard = () => {
          clearTimeout(timer);
          if (!local) timer = setTimeout(() => resolve('stalled'), stallMs);
        };
      });
      connection.onNotice = (notice) => {
        heard();
        told += notice.found.length;
        hooks.onNotice(notice);
      };
      heard();
      return {
        stalled,
        end: () => {
          clearTimeout(timer);
          connection.onNotice = () => {};
        },
      };
    }

    async function scanFile(connection: Connection, number: number, file: Blob) {
      const watched = watch(connection);
      const request = { file, number, maxHits: Math.max(0, maxHits - told) };
      const outcome = await Promise.race([
        connection.scanner.scan(request).then(
          () => 'done' as const,
          (error: unknown) => ({ message: messageOf(error) }),
        ),
        watched.stalled,
        connection.death.then((message) => ({ message })),
        aborted,
      ]);
      watched.end();
      return outcome;
    }

    async function start(): Promise<Connection | null> {
      for (;;) {
        const connection = await connect(signal);
        const loaded = await Promise.race([
          connection.scanner.load(ruleText, placeholders, pipeline),
          connection.death.then((message) => ({ message })),
          aborted,
        ]);
        everReady ||= connection.wasReady;
        if (loaded === true) return connection;
        connection.stop();
        if (loaded === 'canceled') return null;
        if (loaded === false) {
          isRefused = true;
          return null;
        }
        // A worker that never started although none ever did: the browser refuses it.
        if (everReady || local) throw new Error(fill(texts.workerScanNotStarted, { why: loaded.message }));
        local = true;
      }
    }

    async function work(): Promise<void> {
      let connection: Connection | null = null;
      try {
        while (next < files.length && stopped < maxStopped && !signal.aborted) {
          connection ??= await start();
          if (!connection) return;
          // Another one may have taken the last file meanwhile.
          const number = next++;
          const file = files[number];
          if (!file) return;
          const outcome = await scanFile(connection, number, file);
          if (outcome === 'canceled' || signal.aborted) return;
          if (outcome === 'done') {
            hooks.onDone(number);
            continue;
          }
          stopped++;
          connection.stop();
          connection = null;
          if (outcome === 'stalled') hooks.onStopped(number, 'stalled', '');
          else hooks.onStopped(number, 'broke', outcome.message);
        }
      } finally {
        connection?.stop();
      }
    }

    const size = Math.max(1, Math.min(mostWorkers, threads - 1, files.length));
    await Promise.all(Array.from({ length: size }, work));
    if (signal.aborted) return 'canceled';
    if (isRefused) return 'refused';
    return next < files.length ? 'gave_up' : 'done';
  };

  return {
    scan,
    readTexts: async (file, places) => {
      reader ??= await connect();
      const broken = reader.death.then((message) => {
        reader = null;
        throw new Error(message);
      });
      broken.catch(() => {});
      return Promise.race([reader.scanner.readTexts(file, places), broken]);
    },
    dispose: () => {
      reader?.stop();
      reader = null;
    },
  };
}

function connectTo(worker: WorkerLike): Connection {
  let wasReady = false;
  const connection = {
    // Comlink makes every method asynchronous, which these are.
    scanner: wrap<Scanner>(worker) as unknown as Scanner,
    onNotice: (_notice: ScanNotice) => {},
    death: new Promise<string>((resolve) => {
      worker.addEventListener('error', ((event: Event) => {
        event.preventDefault();
        resolve((event as ErrorEvent).message || texts.workerNotLoaded);
      }) as EventListener);
      worker.addEventListener('messageerror', () => resolve(texts.workerNoMessage));
    }),
    get wasReady() {
      return wasReady;
    },
    stop: () => worker.terminate(),
  };
  worker.addEventListener('message', ((event: Event) => {
    const data: unknown = (event as MessageEvent).data;
    if (typeof data !== 'object' || data === null) return;
    if ('ready' in data) wasReady = true;
    if ('found' in data) connection.onNotice(data as ScanNotice);
  }) as EventListener);
  return connection;
}
