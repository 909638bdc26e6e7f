// Files that are to be scanned and came in elsewhere than at the scan itself, which may not even be loaded.
import type { Picked } from './library-files.ts';

class ScanInbox {
  #waiting = $state.raw<Picked | null>(null);
  /** Brings up the scan. */
  onPut: () => void = () => {};

  get waiting(): Picked | null {
    return this.#waiting;
  }

  put(picked: Picked): void {
    this.#waiting = picked;
    this.onPut();
  }

  take(): Picked | null {
    const picked = this.#waiting;
    this.#waiting = null;
    return picked;
  }
}

export const scanInbox = new ScanInbox();
