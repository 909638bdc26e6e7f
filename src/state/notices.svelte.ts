// Short messages that never block: what was copied, what could not be saved, what can be undone.

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'warning';
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface NoticeOptions {
  readonly tone?: Notice['tone'];
  readonly action?: Notice['action'];
  /** Stays until it is dismissed. */
  readonly stays?: boolean;
  /** A notice with the same topic replaces the earlier one. */
  readonly topic?: string;
}

const shownForMs = 6000;

export class Notices {
  #list = $state.raw<readonly Notice[]>([]);
  #topics = new Map<string, number>();
  #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #next = 1;

  get list(): readonly Notice[] {
    return this.#list;
  }

  show(text: string, { tone = 'plain', action, stays = false, topic }: NoticeOptions = {}): number {
    const id = this.#next++;
    if (topic !== undefined) {
      const earlier = this.#topics.get(topic);
      if (earlier !== undefined) this.dismiss(earlier);
      this.#topics.set(topic, id);
    }
    this.#list = [...this.#list, { id, text, tone, ...(action ? { action } : {}) }];
    if (!stays)
      this.#timers.set(
        id,
        setTimeout(() => this.dismiss(id), action ? 2 * shownForMs : shownForMs),
      );
    return id;
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }

  clear(topic: string): void {
    const id = this.#topics.get(topic);
    if (id !== undefined) this.dismiss(id);
  }

  act(notice: Notice): void {
    this.dismiss(notice.id);
    notice.action?.run();
  }
}
