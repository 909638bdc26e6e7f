// Entries of a catalogue, and a stand-in for what knows the rules.
import type { CatalogAnswer, CatalogEntry, RuleSource, RunReport } from '../../src/catalog/types.ts';
import type { LibraryReference } from '../../src/state/library.svelte.ts';
import type { CatalogState, ImportReport, OnChange } from '../../src/worker/reference/protocol.ts';

export function entry(key: string, more: Partial<CatalogEntry> = {}): CatalogEntry {
  return {
    key,
    source: 'built-in',
    path: `${key}.yml`,
    id: '',
    title: key,
    status: 'test',
    level: 'medium',
    logsource: { product: 'aws', service: 'cloudtrail' },
    tags: [],
    authors: [],
    date: '',
    modified: '',
    ...more,
  };
}

export function source(id: string, more: Partial<RuleSource> = {}): RuleSource {
  return { id, name: id, kind: 'user', ruleCount: 1, addedAt: 0, version: '', licence: '', ...more };
}

export function answerOf(entries: readonly CatalogEntry[]): CatalogAnswer {
  return {
    entries,
    total: entries.length,
    facets: { products: [], levels: [], statuses: [], tactics: [] },
  };
}

export function runReport(more: Partial<RunReport> = {}): RunReport {
  return {
    hits: [],
    nearMisses: [],
    eventCount: 1,
    ruleCount: 1,
    skipped: { logsource: 0, refused: 0, notEvaluated: 0 },
    stopped: [],
    elapsedMs: 1,
    canceled: false,
    ...more,
  };
}

export function importReport(more: Partial<ImportReport> = {}): ImportReport {
  return { source: null, broken: [], ignored: 0, nestedArchives: 0, problem: '', elapsedMs: 1, ...more };
}

/** Finds rules whose title has the text in it. Methods can be replaced. */
export class FakeReference implements LibraryReference {
  entries: readonly CatalogEntry[];
  readonly calls: string[] = [];
  onChange: OnChange = () => {};

  constructor(entries: readonly CatalogEntry[] = []) {
    this.entries = entries;
  }

  change(state: Partial<CatalogState> = {}): void {
    this.onChange({ size: this.entries.length, loading: false, problem: '', ...state });
  }

  watch: LibraryReference['watch'] = async (onChange) => {
    this.onChange = onChange;
    this.change();
  };
  search: LibraryReference['search'] = async ({ text, keys }) => {
    this.calls.push(`search ${text}`);
    return answerOf(
      this.entries.filter(({ title, key }) => title.includes(text) && (!keys || keys.includes(key))),
    );
  };
  open: LibraryReference['open'] = async (key) => {
    const found = this.entries.find((each) => each.key === key);
    return found ? { entry: found, text: `title: ${found.title}`, eventsText: '' } : null;
  };
  sources: LibraryReference['sources'] = async () => [];
  broken: LibraryReference['broken'] = async () => [];
  importFiles: LibraryReference['importFiles'] = async () => importReport();
  removeSource: LibraryReference['removeSource'] = async (id) => void this.calls.push(`remove ${id}`);
  run: LibraryReference['run'] = async () => runReport();
  cancel: LibraryReference['cancel'] = async () => void this.calls.push('cancel');
  matrix: LibraryReference['matrix'] = async (keys) => {
    this.calls.push(`matrix ${keys?.join() ?? 'all'}`);
    return { columns: [], untagged: 0 };
  };
  navigatorLayer: LibraryReference['navigatorLayer'] = async (_, keys) => `layer of ${keys?.join() ?? 'all'}`;
}
