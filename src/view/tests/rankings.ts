// What each column of the grid sorts and filters by.
import { cellStates } from '../../sigma/index.ts';
import type { CellState } from '../../sigma/index.ts';
import type { CellTable } from '../../state/grid.svelte.ts';
import { toKeys } from './columns.ts';
import { rankBytes, rankTexts } from './order.ts';
import type { Ranking } from './order.ts';
import { noExpectation, outcomes, verdicts } from './outcome.ts';
import type { Facts } from './outcome.ts';

/** The columns that every grid has. Predicates go by their keys. */
export const factColumns = ['number', 'name', 'expectation', 'verdict', 'outcome'] as const;
export type FactColumn = (typeof factColumns)[number];

function isFactColumn(column: string): column is FactColumn {
  return factColumns.some((each) => each === column);
}

/** What is not known yet comes last. */
export function rankOfState(state: CellState): number {
  return rankOfByte(cellStates.indexOf(state));
}

function rankOfByte(byte: number): number {
  return (byte + cellStates.length - 1) % cellStates.length;
}

export function createRankings(
  facts: Facts,
  names: readonly string[],
  table: CellTable | null,
): (column: string) => Ranking | undefined {
  const places = new Map(toKeys(table?.columns ?? []).map((key, index) => [key, index] as const));
  const made = new Map<string, Ranking | undefined>();
  const ofFacts: Readonly<Record<FactColumn, () => Ranking>> = {
    number: () => ({ ranks: Math.max(1, facts.count), rankOf: (event) => event }),
    name: () => rankTexts(names),
    expectation: () => rankBytes(facts.expectation, noExpectation + 1),
    verdict: () => rankBytes(facts.verdict, verdicts.length),
    outcome: () => rankBytes(facts.outcome, outcomes.length),
  };
  const make = (column: string): Ranking | undefined => {
    if (isFactColumn(column)) return ofFacts[column]();
    const place = places.get(column);
    return table && place !== undefined ? rankCells(table, place) : undefined;
  };
  return (column) => {
    if (!made.has(column)) made.set(column, make(column));
    return made.get(column);
  };
}

function rankCells({ cells, columns }: CellTable, place: number): Ranking {
  return {
    ranks: cellStates.length,
    rankOf: (event) => rankOfByte(cells[event * columns.length + place] ?? 0),
  };
}
