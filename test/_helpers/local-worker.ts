import { expose } from 'comlink';
import type { WorkerLike } from '../../src/worker/host.ts';

/** A worker in this very thread: what it exposes, behind a message channel, with the ways to break it. */
export class LocalWorker extends EventTarget implements WorkerLike {
  terminated = false;
  readonly #page: MessagePort;
  readonly #inside: MessagePort;

  /** `serve` gets the way to post notices to the page, and gives what the worker exposes. */
  constructor(serve: (notify: (notice: unknown) => void) => object, { ready = true } = {}) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.#inside = port2;
    port1.onmessage = ({ data }) => {
      if (!this.terminated) this.dispatchEvent(new MessageEvent('message', { data }));
    };
    expose(
      serve((notice) => port2.postMessage(notice)),
      port2,
    );
    if (ready) port2.postMessage({ ready: true });
  }

  break(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.terminated) this.#page.postMessage(message, transfer as never);
  }

  terminate(): void {
    this.terminated = true;
    this.#page.close();
    this.#inside.close();
  }
}
