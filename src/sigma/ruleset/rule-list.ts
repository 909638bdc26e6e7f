/** Indexes of rules, each once. */
export type RuleList = Uint32Array;

export const noRules: RuleList = new Uint32Array(0);

export function toRuleList(rules: readonly number[]): RuleList {
  return rules.length === 0 ? noRules : Uint32Array.from(new Set(rules));
}

export function joined(lists: readonly RuleList[]): RuleList {
  const [only] = lists;
  if (lists.length < 2) return only ?? noRules;
  return toRuleList(lists.flatMap((list) => [...list]));
}

/** Takes the rules of what a table finds; some rules more than once. */
export interface Sink {
  mark(rules: RuleList): void;
}

/** Texts, all folded, and the rules that look for each. */
export type Wanted = ReadonlyMap<string, RuleList>;

/** Finds which of many texts another one holds in some way. */
export interface TextTable {
  /** `isFolded`: the text is folded already. */
  search(text: string, isFolded: boolean, sink: Sink): void;
  readonly bytes: number;
}

/** What an entry of a map, its text and its list take, about. */
const entryBytes = 200;

export function bytesOf(wanted: Wanted, ...tables: readonly { readonly byteLength: number }[]): number {
  return tables.reduce((sum, { byteLength }) => sum + byteLength, entryBytes * wanted.size);
}
