// The catalogue: which rules look for what. Rules that several sources have count once, and are listed once.
import { fold } from '../sigma/index.ts';
import type { DetectionRule, Logsource } from '../sigma/index.ts';
import { compareIndicators, indicatorsOf, keyOf } from './indicators.ts';
import { Postings } from './postings.ts';
import { conditionOf, createRecord, logsourceKey } from './record.ts';
import type { CatalogRecord, ReadRule } from './record.ts';
import { compareTitles, searchRecords } from './search.ts';
import type { Listed } from './search.ts';
import type { CatalogAnswer, CatalogEntry, CatalogQuery, Indicator, IndicatorRow } from './types.ts';

export type { ReadRule };

export interface CatalogParts {
  /** Short names of the tactics that tags stand for. */
  readonly tacticsOf: (tags: readonly string[]) => readonly string[];
}

/** Comparisons that people take for one another. */
export const textKinds: readonly string[] = ['eq', 'contains', 'startswith', 'endswith'];

/** One rule, in as many sources as have it: same id, or same text. The first stands for all: the user's, the latest. */
interface Group {
  readonly number: number;
  readonly records: CatalogRecord[];
}

export class Catalog {
  readonly #parts: CatalogParts;
  readonly #records = new Map<string, CatalogRecord>();
  readonly #groupOf = new Map<string, Group>();
  readonly #groups = new Map<number, Group>();
  readonly #numbers = new Map<string, number>();
  readonly #indicators: Indicator[] = [];
  /** Folded, by number. */
  readonly #searched = { fields: [] as string[], values: [] as string[] };
  readonly #byIndicator = new Postings<number>();
  readonly #byAction = new Postings<string>();
  readonly #byDeclared = new Postings<string>();
  #nextGroup = 0;
  #listed: readonly Listed[] | null = null;

  constructor(parts: CatalogParts) {
    this.#parts = parts;
  }

  /** Rules, each counted once. */
  get size(): number {
    return this.#groups.size;
  }

  /** May be called in slices. A key that is there already is replaced. */
  add(rules: readonly ReadRule[]): void {
    for (const rule of rules) {
      this.#removeKey(rule.entry.key);
      const record = createRecord(rule, {
        intern: (indicator) => this.#intern(indicator),
        tacticsOf: this.#parts.tacticsOf,
      });
      this.#records.set(record.entry.key, record);
      this.#join(record);
    }
    if (rules.length > 0) this.#listed = null;
  }

  remove(source: string): void {
    for (const { entry } of [...this.#records.values()])
      if (entry.source === source) this.#removeKey(entry.key);
    this.#listed = null;
  }

  search(query: CatalogQuery): CatalogAnswer {
    return searchRecords(this.#list(query), this.#searched, query);
  }

  /** A rule of several sources as the one that stands for all has it; what one source has twice is listed twice. */
  #list({ sources, keys }: CatalogQuery): readonly Listed[] {
    const isWhole = sources.length === 0 && !keys;
    if (isWhole && this.#listed) return this.#listed;
    const [ofSources, ofKeys] = [new Set(sources), new Set(keys)];
    const isAsked = ({ entry: { source, key } }: CatalogRecord): boolean =>
      (sources.length === 0 || ofSources.has(source)) && (!keys || ofKeys.has(key));
    const listed: Listed[] = [];
    for (const { records } of this.#groups.values()) {
      const source = records.find(isAsked)?.entry.source;
      const alsoIn = [...new Set(records.map(({ entry }) => entry.source))].filter((each) => each !== source);
      for (const record of records) {
        const { entry } = record;
        if (entry.source === source && isAsked(record))
          listed.push({ record, entry: alsoIn.length > 0 ? { ...entry, alsoIn } : entry });
      }
    }
    listed.sort((a, b) => compareTitles(a.record, b.record));
    if (isWhole) this.#listed = listed;
    return listed;
  }

  /** Rules that look for it, by title. */
  rulesWith(indicator: Indicator): CatalogEntry[] {
    return this.groupsWith(indicator)
      .map((group) => this.recordOf(group))
      .sort(compareTitles)
      .map(({ entry }) => entry);
  }

  /** The indicators of a rule that need not be of the catalogue; if it is, it does not count as another. */
  rowsFor(rule: DetectionRule, id: string): IndicatorRow[] {
    const self = this.selves(rule, id);
    const product = fold(rule.logsource.product ?? '');
    const rows = indicatorsOf(rule).map((indicator): IndicatorRow => {
      const others = this.groupsWith(indicator).filter((group) => !self.has(group));
      const similar = new Set(
        textKinds.includes(indicator.kind)
          ? textKinds
              .filter((kind) => kind !== indicator.kind)
              .flatMap((kind) => this.groupsWith({ ...indicator, kind }))
          : [],
      );
      const othersOfProduct =
        product === '' ? others : others.filter((group) => this.recordOf(group).product === product);
      return {
        ...indicator,
        others: others.length,
        othersOfProduct: othersOfProduct.length,
        seeAlso: [...similar].filter((group) => !self.has(group)).length,
      };
    });
    return rows.sort(compareIndicators);
  }

  /** The groups that are this rule: by id, else by what is detected. */
  selves(rule: DetectionRule, id: string): ReadonlySet<number> {
    const byId = id === '' ? undefined : this.#groupOf.get(idKey(fold(id)));
    if (byId) return new Set([byId.number]);
    const numbers = indicatorsOf(rule).map((indicator) => this.numberOf(indicator));
    const [first] = numbers;
    if (first === undefined || numbers.includes(-1)) return new Set();
    const sorted = Uint32Array.from(numbers).sort();
    const condition = conditionOf(rule);
    const rarest = numbers.reduce(
      (a, b) => (this.groupsOf(b).length < this.groupsOf(a).length ? b : a),
      first,
    );
    const equal = this.groupsOf(rarest).filter((group) => {
      const record = this.recordOf(group);
      return (
        record.condition === condition &&
        record.indicators.length === sorted.length &&
        record.indicators.every((number, i) => number === sorted[i])
      );
    });
    return new Set(equal);
  }

  /** Fields of the rules of a log source, as they are written, and how many rules have each. */
  fieldsOf(logsource: Logsource, except: ReadonlySet<number>): ReadonlyMap<string, number> {
    const key = logsourceKey(logsource);
    const counts = new Map<string, number>();
    for (const [group, { records }] of this.#groups) {
      const [record] = records;
      if (!record || except.has(group) || record.logsource !== key) continue;
      const fields = new Set(Array.from(record.indicators, (number) => this.indicator(number).field));
      for (const field of fields) counts.set(field, (counts.get(field) ?? 0) + 1);
    }
    return counts;
  }

  groupsWith(indicator: Indicator): readonly number[] {
    return this.groupsOf(this.numberOf(indicator));
  }

  groupsOf(number: number): readonly number[] {
    return this.#byIndicator.of(number);
  }

  groupsOfAction(action: string): readonly number[] {
    return this.#byAction.of(action);
  }

  groupsDeclaring(id: string): readonly number[] {
    return this.#byDeclared.of(fold(id));
  }

  groupOfId(id: string): number | undefined {
    return this.#groupOf.get(idKey(fold(id)))?.number;
  }

  /** -1 for what no rule looks for. */
  numberOf(indicator: Indicator): number {
    return this.#numbers.get(keyOf(indicator)) ?? -1;
  }

  indicator(number: number): Indicator {
    return this.#indicators[number] as Indicator;
  }

  recordOf(group: number): CatalogRecord {
    return this.#groups.get(group)?.records[0] as CatalogRecord;
  }

  #intern({ field, kind, value }: Indicator): number {
    const key = keyOf({ field, kind, value });
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#indicators.push({ field, kind, value }) - 1;
    this.#numbers.set(key, number);
    this.#searched.fields.push(fold(field));
    this.#searched.values.push(fold(value));
    return number;
  }

  #join(record: CatalogRecord): void {
    const keys = keysOf(record);
    const known = keys.map((key) => this.#groupOf.get(key)).find((group) => group !== undefined);
    const group = known ?? { number: this.#nextGroup++, records: [] };
    const [before] = group.records;
    const at = group.records.findIndex((each) => rankOf(each) >= rankOf(record));
    group.records.splice(at < 0 ? group.records.length : at, 0, record);
    this.#groups.set(group.number, group);
    for (const key of keys) if (!this.#groupOf.has(key)) this.#groupOf.set(key, group);
    if (group.records[0] !== record) return;
    if (before) this.#post(group.number, before, 'remove');
    this.#post(group.number, record, 'add');
  }

  #removeKey(key: string): void {
    const record = this.#records.get(key);
    if (!record) return;
    this.#records.delete(key);
    const group = keysOf(record)
      .map((each) => this.#groupOf.get(each))
      .find((each) => each?.records.includes(record));
    if (!group) return;
    this.#post(group.number, this.recordOf(group.number), 'remove');
    this.#groups.delete(group.number);
    for (const each of group.records)
      for (const name of keysOf(each)) if (this.#groupOf.get(name) === group) this.#groupOf.delete(name);
    // What held them together may have been the one that went.
    for (const each of group.records.toReversed()) if (each !== record) this.#join(each);
  }

  #post(group: number, record: CatalogRecord, change: 'add' | 'remove'): void {
    for (const number of record.indicators) this.#byIndicator[change](number, group);
    for (const action of new Set(record.actions)) this.#byAction[change](action, group);
    for (const id of new Set(record.declared)) this.#byDeclared[change](id, group);
  }
}

/** Rules of the user's come before those that came with the site. */
function rankOf({ entry: { source } }: CatalogRecord): number {
  return source === 'built-in' ? 2 : source === 'embedded' ? 1 : 0;
}

function keysOf({ id, text }: CatalogRecord): string[] {
  return id === '' ? [`text:${text}`] : [idKey(id), `text:${text}`];
}

function idKey(id: string): string {
  return `id:${id}`;
}
