// The generated files: each a chunk of its own, loaded when it is asked for.

/** Of one source: modelled calls that read, that write; calls known by name that read, that write. */
export type CatalogueRow = readonly [string, string, string, string];

export interface ServiceData {
  readonly trusted: boolean;
  /** `RunTask 224,231`: name, and for each variant the shapes of request and response; `-` for no response ever. */
  readonly operations: readonly string[];
  /** Structures by number, as `generate/shapes.mjs` writes them. */
  readonly shapes: readonly string[];
  /** Values of strings by number: `EC2|FARGATE|EXTERNAL`. */
  readonly enums: readonly string[];
}

const suffix = '.amazonaws.com';

const loadCatalogueFile = import.meta.glob<Readonly<Record<string, CatalogueRow>>>('./data/operations.json', {
  import: 'default',
});
const serviceFiles = new Map(
  Object.entries(import.meta.glob<ServiceData>('./data/services/*.json', { import: 'default' })).map(
    ([path, load]) => [path.replace(/^.*\/|\.json$/g, ''), load],
  ),
);

/** `ecs.amazonaws.com` → `ecs`, in lower case; null for what is no event source of AWS. */
export function toSourceKey(eventSource: string): string | null {
  const lower = eventSource.toLowerCase();
  return lower.endsWith(suffix) ? lower.slice(0, -suffix.length) : null;
}

export const toEventSource = (key: string): string => key + suffix;

export async function loadCatalogue(): Promise<ReadonlyMap<string, CatalogueRow>> {
  const rows = await loadCatalogueFile['./data/operations.json']?.();
  return new Map(Object.entries(rows ?? {}));
}

/** Null where there is no model of the source. */
export async function loadServiceData(key: string): Promise<ServiceData | null> {
  return (await serviceFiles.get(key)?.()) ?? null;
}
