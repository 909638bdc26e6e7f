// The rows of the grid in the order that is asked for. Ranks are small numbers, so that ten thousand rows are sorted by
// counting, and rows of one rank keep the order they had.

/** What a column sorts and filters by: a rank for each event, below `ranks`. */
export interface Ranking {
  readonly ranks: number;
  rankOf(event: number): number;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** More than these are not remembered. */
const maxSorts = 3;

/** After a click on a column's heading: up, down, and as it was. What was sorted before decides among equals. */
export function nextSorts(sorts: readonly Sort[], column: string): readonly Sort[] {
  const rest = sorts.filter((sort) => sort.column !== column);
  const [first] = sorts;
  if (first?.column !== column) return [{ column, descending: false }, ...rest].slice(0, maxSorts);
  return first.descending ? rest : [{ column, descending: true }, ...rest];
}

export function sortEvents(
  count: number,
  sorts: readonly Sort[],
  rankingOf: (column: string) => Ranking | undefined,
): Uint32Array {
  let order = Uint32Array.from({ length: count }, (_, event) => event);
  for (const { column, descending } of sorts.toReversed()) {
    const ranking = rankingOf(column);
    if (ranking) order = sortBy(order, ranking, descending);
  }
  return order;
}

function sortBy(
  order: Uint32Array,
  { ranks, rankOf }: Ranking,
  descending: boolean,
): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(ranks + 1);
  const rankAt = Uint32Array.from(order, (event) => (descending ? ranks - 1 - rankOf(event) : rankOf(event)));
  for (const rank of rankAt) starts[rank + 1] = (starts[rank + 1] as number) + 1;
  for (let rank = 1; rank < starts.length; rank++)
    starts[rank] = (starts[rank] as number) + (starts[rank - 1] as number);
  const sorted = new Uint32Array(order.length);
  order.forEach((event, i) => {
    const rank = rankAt[i] as number;
    const place = starts[rank] as number;
    starts[rank] = place + 1;
    sorted[place] = event;
  });
  return sorted;
}

/** A rank for each text, equal ones alike, without regard to case. */
export function rankTexts(texts: readonly string[]): Ranking {
  const folded = texts.map((text) => text.toLowerCase());
  const distinct = [...new Set(folded)].sort();
  const places = new Map(distinct.map((text, place) => [text, place]));
  const ranks = Uint32Array.from(folded, (text) => places.get(text) ?? 0);
  return { ranks: Math.max(1, distinct.length), rankOf: (event) => ranks[event] ?? 0 };
}

export function rankBytes(bytes: Uint8Array, ranks: number): Ranking {
  return { ranks, rankOf: (event) => bytes[event] ?? 0 };
}

export interface Filter {
  /** Part of the name, in any case; empty for any. */
  readonly text: string;
  /** The one rank of a column that stays. */
  readonly ranks: ReadonlyMap<string, number>;
  /** A further condition. */
  readonly keeps?: ((event: number) => boolean) | undefined;
}

export function filterEvents(
  order: Uint32Array,
  { text, ranks, keeps }: Filter,
  names: readonly string[],
  rankingOf: (column: string) => Ranking | undefined,
): Uint32Array {
  const wanted = text.trim().toLowerCase();
  const tests: ((event: number) => boolean)[] = [];
  if (keeps) tests.push(keeps);
  for (const [column, rank] of ranks) {
    const ranking = rankingOf(column);
    if (ranking) tests.push((event) => ranking.rankOf(event) === rank);
  }
  if (wanted !== '') tests.push((event) => names[event]?.toLowerCase().includes(wanted) ?? false);
  if (tests.length === 0) return order;
  return order.filter((event) => tests.every((test) => test(event)));
}
