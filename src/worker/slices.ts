// Long work in slices, so that what waits in between is answered.

export interface SliceOptions {
  /** Milliseconds before others get their turn. */
  readonly yieldMs?: number;
}

/** Lets every message that waits be handled; a promise or a timer alone would let only some of them through. */
function pass(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A function to be awaited in a loop: it gives way when the slice has taken its time, and else returns at once. */
export function createSlicer({ yieldMs = 30 }: SliceOptions = {}): () => Promise<void> | void {
  let startedAt = performance.now();
  return () => {
    if (performance.now() - startedAt < yieldMs) return;
    return pass().then(() => void (startedAt = performance.now()));
  };
}
