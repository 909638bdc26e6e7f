// Whether an editor may be replaced now: not amid a composition, and not while the pointer drags a selection.

export class Stillness {
  #composing = false;
  #pointerDown = false;
  #waiting: (() => void)[] = [];

  constructor(textarea: HTMLTextAreaElement, signal: AbortSignal) {
    textarea.addEventListener('compositionstart', () => (this.#composing = true), { signal });
    textarea.addEventListener('compositionend', () => this.#settle(() => (this.#composing = false)), {
      signal,
    });
    textarea.addEventListener('pointerdown', () => (this.#pointerDown = true), { signal });
    for (const type of ['pointerup', 'pointercancel', 'blur'])
      window.addEventListener(type, () => this.#settle(() => (this.#pointerDown = false)), { signal });
  }

  get still(): boolean {
    return !this.#composing && !this.#pointerDown;
  }

  whenStill(): Promise<void> {
    if (this.still) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** After the events that end a composition or a drag have all been heard. */
  #settle(end: () => void): void {
    setTimeout(() => {
      end();
      if (!this.still) return;
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }
}
