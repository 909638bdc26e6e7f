// Where the catalogue's rules come from: the list, and taking in and giving up the user's own.
import type { BrokenFile, RuleSource } from '../catalog/types.ts';
import * as texts from '../texts/en.ts';
import { messageOf } from '../worker/host.ts';
import type { ImportReport, Progress, Reference } from '../worker/reference/protocol.ts';
import type { Picked } from './library-files.ts';

type SourcesReference = Pick<Reference, 'sources' | 'broken' | 'importFiles' | 'removeSource' | 'cancel'>;

export interface Importing {
  /** null while folders are looked through. */
  readonly progress: Progress | null;
  /** Files found so far. */
  readonly found: number;
}

const canceled: ImportReport = {
  source: null,
  broken: [],
  ignored: 0,
  nestedArchives: 0,
  problem: texts.catalogSourcesCanceled,
  elapsedMs: 0,
};

export class LibrarySources {
  #list = $state.raw<readonly RuleSource[]>([]);
  #importing = $state.raw<Importing | null>(null);
  #report = $state.raw<ImportReport | null>(null);
  #broken = $state.raw<ReadonlyMap<string, readonly BrokenFile[]>>(new Map());
  #failure = $state('');
  readonly #reference: SourcesReference;
  #picking: AbortController | null = null;
  /** The files were handed over. */
  #isReading = false;

  constructor(reference: SourcesReference) {
    this.#reference = reference;
  }

  get list(): readonly RuleSource[] {
    return this.#list;
  }
  /** null when nothing is being imported. */
  get importing(): Importing | null {
    return this.#importing;
  }
  /** What came of the last import. */
  get report(): ImportReport | null {
    return this.#report;
  }
  get failure(): string {
    return this.#failure;
  }

  /** Files of a source that could not be taken; undefined until they were asked for. */
  brokenOf(id: string): readonly BrokenFile[] | undefined {
    return this.#broken.get(id);
  }

  async loadBroken(id: string): Promise<void> {
    await this.#try(async () => {
      const files = await this.#reference.broken(id);
      this.#broken = new Map(this.#broken).set(id, files);
    });
  }

  refresh(): void {
    void this.#try(async () => {
      this.#list = await this.#reference.sources();
    });
  }

  /** `pick` looks through what was dropped or chosen. One import at a time: a second one is not begun. */
  async take(
    pick: (signal: AbortSignal, onFound: (count: number) => void) => Promise<Picked>,
  ): Promise<void> {
    if (this.#importing) return;
    const { signal } = (this.#picking = new AbortController());
    this.#importing = { progress: null, found: 0 };
    this.#report = null;
    await this.#try(async () => {
      const { files, name } = await pick(signal, (found) => (this.#importing = { progress: null, found }));
      if (signal.aborted) this.#report = canceled;
      if (signal.aborted || files.length === 0) return;
      this.#isReading = true;
      this.#report = await this.#reference.importFiles(files, name, (progress) => {
        if (this.#importing) this.#importing = { progress, found: files.length };
      });
    });
    this.#isReading = false;
    this.#importing = null;
    this.refresh();
  }

  cancelImport(): void {
    if (!this.#importing) return;
    this.#picking?.abort();
    if (this.#isReading) void this.#reference.cancel().catch(() => {});
  }

  async remove(id: string): Promise<void> {
    if (this.#report?.source?.id === id) this.#report = null;
    await this.#try(() => this.#reference.removeSource(id));
    this.refresh();
  }

  async #try(use: () => Promise<void>): Promise<void> {
    try {
      await use();
      this.#failure = '';
    } catch (error) {
      this.#failure = messageOf(error);
    }
  }
}
