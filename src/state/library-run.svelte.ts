// Which rules of the catalogue fire on the events of the page.
import type { RunReport } from '../catalog/types.ts';
import { messageOf } from '../worker/host.ts';
import type { Progress, Reference } from '../worker/reference/protocol.ts';

/** Why a report no longer speaks of what is there now. */
export type Staleness = 'events' | 'rules' | 'option';

interface RanFor {
  readonly eventsText: string;
  readonly version: number;
  readonly honourLogsource: boolean;
}

export class LibraryRun {
  /** Only rules whose log source the events are of. */
  honourLogsource = $state(true);
  #report = $state.raw<RunReport | null>(null);
  #ranFor = $state.raw<RanFor | null>(null);
  #progress = $state.raw<Progress | null>(null);
  #failure = $state('');
  readonly #reference: Pick<Reference, 'run' | 'cancel'>;
  readonly #texts: { readonly eventsText: string };
  readonly #version: () => number;
  #latest = 0;

  constructor(
    reference: Pick<Reference, 'run' | 'cancel'>,
    texts: { readonly eventsText: string },
    version: () => number,
  ) {
    this.#reference = reference;
    this.#texts = texts;
    this.#version = version;
  }

  get report(): RunReport | null {
    return this.#report;
  }
  /** The events that the report speaks of. */
  get eventsText(): string {
    return this.#ranFor?.eventsText ?? '';
  }
  /** null when nothing runs. */
  get progress(): Progress | null {
    return this.#progress;
  }
  get failure(): string {
    return this.#failure;
  }
  get hasEvents(): boolean {
    return this.#texts.eventsText.trim() !== '';
  }

  /** null when the report is of what is there now, or there is none. */
  get staleness(): Staleness | null {
    const ran = this.#ranFor;
    if (!ran) return null;
    if (ran.eventsText !== this.#texts.eventsText) return 'events';
    if (ran.version !== this.#version()) return 'rules';
    return ran.honourLogsource === this.honourLogsource ? null : 'option';
  }

  async start(): Promise<void> {
    const mine = ++this.#latest;
    const { honourLogsource } = this;
    const ranFor = { eventsText: this.#texts.eventsText, version: this.#version(), honourLogsource };
    this.#progress = { stage: 'running', done: 0, total: 0 };
    this.#failure = '';
    const onProgress = (progress: Progress) => {
      if (mine === this.#latest && this.#progress) this.#progress = progress;
    };
    try {
      const report = await this.#reference.run(ranFor.eventsText, { honourLogsource }, onProgress);
      if (mine !== this.#latest) return;
      this.#report = report;
      this.#ranFor = ranFor;
    } catch (error) {
      if (mine === this.#latest) this.#failure = messageOf(error);
    }
    if (mine === this.#latest) this.#progress = null;
  }

  /** What was found so far is reported. */
  cancel(): void {
    if (this.#progress) void this.#reference.cancel().catch(() => {});
  }
}
