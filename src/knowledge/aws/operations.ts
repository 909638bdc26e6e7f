// The names of CloudTrail's events: generated catalogue and overlay as one.
import type { CatalogueRow } from './data.ts';
import { loadCatalogue, toEventSource, toSourceKey } from './data.ts';
import {
  consoleEvents,
  dataEvents,
  readOnlyCalls,
  recordedNames,
  serviceEvents,
  unlistedCalls,
  versionSuffixes,
} from './overlay.ts';
import type { OperationFacts, Operations } from './types.ts';

const words = (text: string | undefined): readonly string[] => text?.split(' ').filter(Boolean) ?? [];

/** Facts by lower-cased event name. The generated rows come first: what has a model keeps it. */
function readSource(key: string, row: CatalogueRow | undefined): Map<string, OperationFacts> {
  const eventSource = toEventSource(key);
  const byName = new Map<string, OperationFacts>();
  const isData = new Set(words(dataEvents[key]).map((name) => name.toLowerCase()));
  const isRead = new Set(words(readOnlyCalls[key]).map((name) => name.toLowerCase()));
  const recordedAs = new Map(
    Object.entries(recordedNames[key] ?? {})
      .map(([name, apiName]) => [apiName, name] as const)
      .reverse(),
  );
  const add = (
    name: string,
    facts: Pick<OperationFacts, 'access' | 'modelled' | 'kind'> & { readonly apiName?: string },
  ) => {
    const lower = name.toLowerCase();
    if (byName.has(lower)) return;
    const apiName = facts.apiName ?? name;
    const recorded = recordedAs.get(name);
    byName.set(lower, {
      eventSource,
      name,
      apiName,
      ...(recorded ? { recordedAs: recorded } : {}),
      access: isRead.has(apiName.toLowerCase()) ? 'read' : facts.access,
      dataEvent: isData.has(lower) || isData.has(apiName.toLowerCase()),
      modelled: facts.modelled,
      kind: facts.kind,
    });
  };
  for (const [index, names] of (row ?? []).entries()) {
    const access = index % 2 === 0 ? 'read' : 'write';
    for (const name of words(names)) add(name, { access, modelled: index < 2, kind: 'api' });
  }
  for (const [name, apiName] of Object.entries(recordedNames[key] ?? {})) {
    const api = byName.get(apiName.toLowerCase());
    if (api) add(name, { access: api.access, modelled: api.modelled, kind: 'api', apiName });
  }
  const addWords = (text: string | undefined, kind: OperationFacts['kind'], access: 'write' | null) => {
    for (const word of words(text)) {
      const name = word.replace(/\+$/, '');
      add(name, { access: word === name ? access : 'read', modelled: false, kind });
    }
  };
  addWords(consoleEvents[key], 'console', 'write');
  addWords(serviceEvents[key], 'service_event', null);
  addWords(unlistedCalls[key], 'api', 'write');
  return byName;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function createOperations(catalogue: ReadonlyMap<string, CatalogueRow>): Operations {
  const keys = new Set(catalogue.keys());
  for (const table of [consoleEvents, serviceEvents, unlistedCalls]) {
    for (const key of Object.keys(table)) keys.add(key);
  }
  const sources = new Map<string, Map<string, OperationFacts>>();
  const sourceOf = (key: string | null) => {
    if (key === null || !keys.has(key)) return null;
    let source = sources.get(key);
    if (!source) sources.set(key, (source = readSource(key, catalogue.get(key))));
    return source;
  };

  let byName: Map<string, string[]> | null = null;
  const indexNames = () => {
    const index = new Map<string, string[]>();
    for (const key of [...keys].sort(compareText)) {
      for (const name of sourceOf(key)?.keys() ?? []) {
        const known = index.get(name);
        if (known) known.push(toEventSource(key));
        else index.set(name, [toEventSource(key)]);
      }
    }
    return index;
  };

  const allSources = [...keys].map(toEventSource).sort(compareText);
  const namesBySource = new Map<string, readonly string[]>();
  const namesOf = (eventSource: string): readonly string[] | null => {
    const key = toSourceKey(eventSource);
    const source = sourceOf(key);
    if (!source || key === null) return null;
    const known = namesBySource.get(key);
    const names = known ?? [...source.values()].map(({ name }) => name).sort(compareText);
    namesBySource.set(key, names);
    return names;
  };
  let allNames: readonly string[] | null = null;

  return {
    sources: allSources,
    allNames: () => (allNames ??= [...new Set(allSources.flatMap((source) => namesOf(source) ?? []))]),
    namesOf,
    sourcesOf(eventName) {
      byName ??= indexNames();
      return byName.get(eventName.toLowerCase()) ?? [];
    },
    find(eventSource, eventName) {
      const key = toSourceKey(eventSource);
      const source = sourceOf(key);
      if (!source || key === null) return null;
      const known = source.get(eventName.toLowerCase());
      if (known) return known;
      const version = versionSuffixes[key]?.exec(eventName.toLowerCase())?.[0];
      const api = version && source.get(eventName.slice(0, -version.length).toLowerCase());
      if (!api) return null;
      const { recordedAs: _, ...facts } = api;
      return { ...facts, name: api.name + version };
    },
  };
}

let loading: Promise<Operations> | null = null;

/** Loads the catalogue, once. */
export function loadOperations(): Promise<Operations> {
  loading ??= loadCatalogue()
    .then(createOperations)
    .catch((error: unknown) => {
      // A chunk that did not come may come the next time.
      loading = null;
      throw error;
    });
  return loading;
}
