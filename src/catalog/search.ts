// Search over all rules at every keystroke: texts are folded beforehand, so that a word is one `includes` a rule.
import { fold } from '../sigma/index.ts';
import { compare } from './indicators.ts';
import { readTerms } from './query.ts';
import type { Term } from './query.ts';
import type { CatalogRecord } from './record.ts';
import type { CatalogAnswer, CatalogEntry, CatalogQuery, Facet } from './types.ts';

type Finds = (record: CatalogRecord) => boolean;

/** A rule as an answer shows it. */
export interface Listed {
  readonly record: CatalogRecord;
  readonly entry: CatalogEntry;
}

/** What the rules of a catalogue look for, by number. */
export interface SearchedIndicators {
  readonly fields: readonly string[];
  readonly values: readonly string[];
}

/** `listed` in the order of their titles, which the answer keeps within a rank. */
export function searchRecords(
  listed: readonly Listed[],
  indicators: SearchedIndicators,
  query: CatalogQuery,
): CatalogAnswer {
  const terms = readTerms(query.text);
  const finders = terms.map((term) => finderOf(term, indicators));
  const words = terms.filter(({ field }) => field === null).map(({ text }) => text);
  const facets = facetNames.map((name) => new FacetCounter(name, query[name]));
  const inTitle: CatalogEntry[] = [];
  const elsewhere: CatalogEntry[] = [];
  for (const { record, entry } of listed) {
    if (!finders.every((finds) => finds(record))) continue;
    let failures = 0;
    let failed: FacetCounter | undefined;
    for (const facet of facets) {
      if (facet.accepts(record)) continue;
      failures++;
      failed = facet;
    }
    // A facet counts as if it had no filter of its own.
    if (failures === 1) failed?.count(record);
    if (failures > 0) continue;
    for (const facet of facets) facet.count(record);
    const isInTitle = words.length > 0 && words.every((word) => record.title.includes(word));
    (isInTitle ? inTitle : elsewhere).push(entry);
  }
  const entries = [...inTitle, ...elsewhere];
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
  levels: ({ level }) => [level],
  statuses: ({ status }) => [status],
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

/** What rules say of themselves, folded, by the name that stands before the colon. */
const attributes = new Map<string, (record: CatalogRecord) => readonly string[]>([
  ['title', ({ title }) => [title]],
  ['id', ({ id }) => [id]],
  ['tag', ({ tags }) => tags],
  ['author', ({ entry }) => entry.authors.map(fold)],
  ['level', ({ level }) => [level]],
  ['status', ({ status }) => [status]],
  ['product', ({ product }) => [product]],
  ['service', ({ entry }) => [fold(entry.logsource.service ?? '')]],
  ['category', ({ entry }) => [fold(entry.logsource.category ?? '')]],
  ['path', ({ entry }) => [fold(entry.path)]],
]);

function finderOf({ field, text }: Term, { fields, values }: SearchedIndicators): Finds {
  if (field === null) return ({ searched }) => searched.includes(text);
  const attribute = attributes.get(field);
  if (attribute) return (record) => attribute(record).some((value) => value.includes(text));
  const wanted = new Uint8Array(fields.length);
  let isField = false;
  for (const [number, each] of fields.entries()) {
    if (each !== field) continue;
    isField = true;
    if ((values[number] as string).includes(text)) wanted[number] = 1;
  }
  if (isField) return ({ indicators: own }) => own.some((number) => wanted[number] === 1);
  // No field of any rule: a value with a colon, as `arn:aws:iam`.
  return ({ searched }) => searched.includes(`${field}:${text}`);
}
