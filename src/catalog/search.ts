// Search over all rules at every keystroke: texts are folded beforehand, so that a word is one `includes` a rule.
import { fold } from '../sigma/index.ts';
import { compare } from './indicators.ts';
import { readTerms } from './query.ts';
import type { Term } from './query.ts';
import type { CatalogRecord } from './record.ts';
import type { CatalogAnswer, CatalogQuery, Facet, Indicator } from './types.ts';

type Finds = (record: CatalogRecord) => boolean;

/** `records` in the order of their titles, which the answer keeps within a rank. */
export function searchRecords(
  records: readonly CatalogRecord[],
  indicators: readonly Indicator[],
  query: CatalogQuery,
): CatalogAnswer {
  const terms = readTerms(query.text);
  const finders = terms.map((term) => finderOf(term, indicators));
  const words = terms.filter(({ field }) => field === null).map(({ text }) => text);
  const sources = query.sources.length > 0 ? new Set(query.sources) : null;
  const keys = query.keys ? new Set(query.keys) : null;
  const facets = facetNames.map((name) => new FacetCounter(name, query[name]));
  const inTitle: CatalogRecord[] = [];
  const elsewhere: CatalogRecord[] = [];
  for (const record of records) {
    const { key, source } = record.entry;
    if ((keys && !keys.has(key)) || (sources && !sources.has(source))) continue;
    if (!finders.every((finds) => finds(record))) continue;
    const failed = facets.filter((facet) => !facet.accepts(record));
    // A facet counts as if it had no filter of its own.
    for (const facet of facets)
      if (failed.length === 0 || (failed.length === 1 && failed[0] === facet)) facet.count(record);
    if (failed.length > 0) continue;
    const ranked =
      words.length > 0 && words.every((word) => record.title.includes(word)) ? inTitle : elsewhere;
    ranked.push(record);
  }
  const entries = [...inTitle, ...elsewhere].map(({ entry }) => entry);
  const [products, levels, statuses, tactics] = facets.map((facet) => facet.answer()) as [
    Facet[],
    Facet[],
    Facet[],
    Facet[],
  ];
  return { entries, total: entries.length, facets: { products, levels, statuses, tactics } };
}

export function compareTitles(a: CatalogRecord, b: CatalogRecord): number {
  return compare(a.title, b.title) || compare(a.entry.key, b.entry.key);
}

const facetNames = ['products', 'levels', 'statuses', 'tactics'] as const;

const facetValues: Record<(typeof facetNames)[number], (record: CatalogRecord) => readonly string[]> = {
  products: ({ product }) => [product],
  levels: ({ entry }) => [fold(entry.level)],
  statuses: ({ entry }) => [fold(entry.status)],
  tactics: ({ tactics }) => tactics,
};

class FacetCounter {
  readonly #valuesOf: (record: CatalogRecord) => readonly string[];
  readonly #wanted: ReadonlySet<string>;
  readonly #counts = new Map<string, number>();

  constructor(name: (typeof facetNames)[number], wanted: readonly string[]) {
    this.#valuesOf = facetValues[name];
    this.#wanted = new Set(wanted.map(fold));
  }

  accepts(record: CatalogRecord): boolean {
    return this.#wanted.size === 0 || this.#valuesOf(record).some((value) => this.#wanted.has(value));
  }

  count(record: CatalogRecord): void {
    for (const value of this.#valuesOf(record)) this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  /** Most frequent first. A rule without a value counts for none. */
  answer(): Facet[] {
    return [...this.#counts]
      .filter(([value]) => value !== '')
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || compare(a.value, b.value));
  }
}

/** What rules say of themselves, by the name that stands before the colon. */
const attributes = new Map<string, (record: CatalogRecord) => readonly string[]>([
  ['title', ({ title }) => [title]],
  ['id', ({ id }) => [id]],
  ['tag', ({ entry }) => entry.tags],
  ['author', ({ entry }) => entry.authors],
  ['level', ({ entry }) => [entry.level]],
  ['status', ({ entry }) => [entry.status]],
  ['product', ({ product }) => [product]],
  ['service', ({ entry }) => [entry.logsource.service ?? '']],
  ['category', ({ entry }) => [entry.logsource.category ?? '']],
  ['path', ({ entry }) => [entry.path]],
]);

function finderOf({ field, text }: Term, indicators: readonly Indicator[]): Finds {
  if (field === null) return ({ searched }) => searched.includes(text);
  const attribute = attributes.get(field);
  if (attribute) return (record) => attribute(record).some((value) => fold(value).includes(text));
  const wanted = new Uint8Array(indicators.length);
  const fields = new Map<string, boolean>();
  let isField = false;
  for (const [number, indicator] of indicators.entries()) {
    let isWanted = fields.get(indicator.field);
    if (isWanted === undefined) fields.set(indicator.field, (isWanted = fold(indicator.field) === field));
    if (!isWanted) continue;
    isField = true;
    if (fold(indicator.value).includes(text)) wanted[number] = 1;
  }
  if (isField) return ({ indicators: own }) => own.some((number) => wanted[number] === 1);
  // No field of any rule: a value with a colon, as `arn:aws:iam`.
  return ({ searched }) => searched.includes(`${field}:${text}`);
}
