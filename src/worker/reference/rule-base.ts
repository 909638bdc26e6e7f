// The rules that the worker holds: the site's own, those that a deployment brings along, the user's. Reads, imports,
// stores and removes them; whoever indexes them is told.
import type { ReadRule } from '../../catalog/catalog.ts';
import type { BrokenFile, RuleSource } from '../../catalog/types.ts';
import { createSlicer } from '../slices.ts';
import { embedded } from './embedded.ts';
import { takeFiles } from './import-files.ts';
import type { DroppedFile } from './import-files.ts';
import type { CatalogState, ImportReport, OnChange, OnProgress, Progress } from './protocol.ts';
import { readRuleFiles } from './read-rule-files.ts';
import type { RuleFile, RuleStore } from './rule-store.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

export interface RuleBaseParts {
  readonly store: RuleStore;
  /** Called before anyone learns of the change. */
  readonly onAdd: (rules: readonly ReadRule[]) => void;
  readonly onRemove: (source: string) => void;
}

interface HeldSource {
  readonly source: RuleSource;
  readonly broken: readonly BrokenFile[];
}

const progressMs = 100;

export class RuleBase {
  readonly #parts: RuleBaseParts;
  readonly #sources = new Map<string, HeldSource>();
  readonly #rules = new Map<string, ReadRule>();
  readonly #removed = new Set<string>();
  readonly #watchers: OnChange[] = [];
  #loading = true;
  #problem = '';
  #importing: AbortController | null = null;
  /** Grows with every change of the rules. */
  version = 0;

  constructor(parts: RuleBaseParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#rules.size;
  }

  get isLoading(): boolean {
    return this.#loading;
  }

  get sources(): readonly RuleSource[] {
    return [...this.#sources.values()].map(({ source }) => source);
  }

  get rules(): Iterable<ReadRule> {
    return this.#rules.values();
  }

  get(key: string): ReadRule | undefined {
    return this.#rules.get(key);
  }

  broken(source: string): readonly BrokenFile[] {
    return this.#sources.get(source)?.broken ?? [];
  }

  watch(onChange: OnChange): void {
    this.#watchers.push(onChange);
    onChange(this.#state());
  }

  #state(): CatalogState {
    return { size: this.size, loading: this.#loading, problem: this.#problem };
  }

  #changed(): void {
    this.version++;
    for (const watcher of this.#watchers) watcher(this.#state());
  }

  /** What came with the site. Resolves when it can be asked for. */
  async loadSite(): Promise<void> {
    const { builtInFiles } = await import('./built-in.ts');
    await this.#addSite({ id: 'built-in', name: texts.referenceBuiltIn, kind: 'built_in' }, builtInFiles);
    if (embedded.chunks.length === 0) return;
    const { name, version, licence, chunks } = embedded;
    const parts = await Promise.all(chunks.map((load) => load()));
    const files = parts.flatMap((part) => part.default);
    await this.#addSite({ id: 'embedded', name, kind: 'embedded', version, licence }, files);
  }

  async #addSite(
    told: Pick<RuleSource, 'id' | 'name' | 'kind'> & Partial<RuleSource>,
    files: readonly RuleFile[],
  ): Promise<void> {
    const read = await readRuleFiles(files, told.id, { slice: createSlicer() });
    if (!read) return;
    const source = { version: '', licence: '', addedAt: 0, ...told, ruleCount: read.rules.length };
    await this.#hold({ source, broken: read.broken }, read.rules);
  }

  /** What the user has stored; the rest can be asked for meanwhile. */
  async loadStored(): Promise<void> {
    const { store } = this.#parts;
    const { sources, problem } = await store.list();
    this.#problem = problem;
    for (const stored of sources) {
      const { id, name } = stored.source;
      const files = await store.readFiles(id);
      if (!files) this.#problem = fill(texts.referenceLost, { name });
      const read = files && (await readRuleFiles(files, id, { slice: createSlicer() }));
      if (!read || this.#removed.has(id)) continue;
      // What is broken may be fewer or more than it was, if another version of the page stored it.
      const source = { ...stored.source, ruleCount: read.rules.length };
      await this.#hold({ source, broken: mergeBroken(stored.broken, read.broken) }, read.rules);
    }
    this.#loading = false;
    this.#changed();
  }

  async #hold(held: HeldSource, rules: readonly ReadRule[]): Promise<void> {
    const slice = createSlicer();
    for (const rule of rules) {
      this.#parts.onAdd([rule]);
      await slice();
    }
    if (this.#removed.has(held.source.id)) return this.#parts.onRemove(held.source.id);
    this.#sources.set(held.source.id, held);
    for (const rule of rules) this.#rules.set(rule.entry.key, rule);
    this.#changed();
  }

  async importFiles(
    dropped: readonly DroppedFile[],
    name: string,
    onProgress: OnProgress,
  ): Promise<ImportReport> {
    const startedAt = performance.now();
    this.cancel();
    const { signal } = (this.#importing = new AbortController());
    const slice = createSlicer();
    let saidAt = -Infinity;
    const say = (stage: Progress['stage']) => (done: number, total: number) => {
      if (performance.now() - saidAt < progressMs && done > 0) return;
      saidAt = performance.now();
      onProgress({ stage, done, total });
    };
    const named = name || dropped[0]?.path || 'Rules';
    const taken = await takeFiles(dropped, named, { signal, onProgress: say('reading'), slice });
    const { ignored, nestedArchives, version, licence } = taken;
    const report = (source: RuleSource | null, broken: readonly BrokenFile[], problem: string) => {
      const elapsedMs = performance.now() - startedAt;
      return { source, broken, ignored, nestedArchives, problem, elapsedMs };
    };
    const canceled = () => report(null, [], texts.importCanceled);
    if (signal.aborted) return canceled();
    if (taken.problem !== '') return report(null, taken.broken, taken.problem);

    const id = crypto.randomUUID();
    const read = await readRuleFiles(taken.files, id, { signal, onProgress: say('parsing'), slice });
    if (!read) return canceled();
    const broken = [...taken.broken, ...read.broken];
    if (read.rules.length === 0) return report(null, broken, texts.importNoRules);

    say('storing')(0, 1);
    const ruleCount = read.rules.length;
    const source: RuleSource = {
      id,
      name: named,
      kind: 'user',
      ruleCount,
      addedAt: Date.now(),
      version,
      licence,
    };
    await this.#hold({ source, broken }, read.rules);
    // Broken files are stored as well: a later version of the page may read them.
    const problem = await this.#parts.store.save({ source, broken: taken.broken }, taken.files);
    return report(source, broken, problem);
  }

  async remove(id: string): Promise<void> {
    this.#removed.add(id);
    if (this.#sources.get(id)?.source.kind === 'user' || !this.#sources.has(id))
      this.#problem = (await this.#parts.store.remove(id)) || this.#problem;
    const held = this.#sources.get(id);
    if (held?.source.kind !== 'user') return;
    this.#sources.delete(id);
    for (const { entry } of [...this.#rules.values()]) if (entry.source === id) this.#rules.delete(entry.key);
    this.#parts.onRemove(id);
    this.#changed();
  }

  /** Ends the import that is under way. */
  cancel(): void {
    this.#importing?.abort();
  }
}

function mergeBroken(stored: readonly BrokenFile[], read: readonly BrokenFile[]): readonly BrokenFile[] {
  const now = new Set(read.map(({ path }) => path));
  return [...stored.filter(({ path }) => !now.has(path)), ...read];
}
