// A rule as the columns of a table and an event as a row of it: what each predicate says, as one byte.
import type { CompiledRule } from '../compile/compile-rule.ts';
import { readField } from '../compile/item-test.ts';
import type { CompiledGroup, CompiledItem, CompiledSearch } from '../compile/search.ts';
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import type { EventValue } from '../event/value.ts';
import type { Range } from '../source/range.ts';
import { decideCondition, decideSearch, matchItem } from './partial.ts';
import type { Verdict } from './trace.ts';
import { toVerdict } from './verdict.ts';

/**
 * What a cell says, by its byte. `open`: nothing yet. `absent`: a miss, since the event has no such field; an absent
 * field that a predicate asks for (`exists: false`, `null`, `neq`) is a match.
 */
export const cellStates = ['open', 'match', 'miss', 'absent', 'unknown'] as const;
export type CellState = (typeof cellStates)[number];

export interface CellColumn {
  /** `identifier`: all that stands under a search identifier; its parts stand before it. `broken`: could not be read. */
  readonly type: 'identifier' | 'item' | 'broken';
  readonly identifier: string;
  /** How the condition uses the identifier. */
  readonly role: CellRole;
  /** null for keywords, and for all but items. */
  readonly field: string | null;
  readonly modifiers: readonly string[];
  /** The first values, as the author wrote them, each cut short. */
  readonly values: readonly string[];
  readonly valueCount: number;
  readonly range: Range;
}

/** `filter`: only ever negated. */
export type CellRole = 'selection' | 'filter' | 'both' | 'unused';

export interface CellReader {
  readonly columns: readonly CellColumn[];
  /** Writes the byte of each column from `at` on, and returns the byte of the rule's verdict. */
  read(event: EventValue, cells: Uint8Array, at: number): number;
}

const maxValues = 8;
const maxValueLength = 80;

const byteOf = Object.fromEntries(cellStates.map((state, byte) => [state, byte])) as Record<
  CellState,
  number
>;

type VerdictAt = (column: number) => Verdict;

export function createCellReader(rule: CompiledRule): CellReader {
  const roles = rolesOf(rule);
  const columns: CellColumn[] = [];
  const tellers: ((event: EventValue, verdictAt: VerdictAt) => CellState)[] = [];
  const places = new Map<CompiledSearch | string, number>();
  for (const [identifier, search] of rule.searches) {
    const shared = { identifier, role: roles.get(identifier) ?? 'unused' } as const;
    for (const part of partsOf(search)) {
      places.set(part, columns.length);
      columns.push({ ...shared, ...describe(part) });
      tellers.push(
        part.type === 'item'
          ? tellItem(part)
          : part.type === 'array'
            ? (event) => matchItem(part, event)
            : () => 'unknown',
      );
    }
    places.set(identifier, columns.length);
    columns.push({ ...shared, ...nothing, type: 'identifier', range: search.range });
    tellers.push((_, verdictAt) => decideSearch(search, (item) => verdictAt(places.get(item) ?? -1)));
  }
  return {
    columns,
    read(event, cells, at) {
      const verdictAt: VerdictAt = (column) => verdictOf(cellStates[cells[at + column] ?? 0]);
      tellers.forEach((tell, column) => (cells[at + column] = byteOf[tell(event, verdictAt)]));
      if (rule.refused) return byteOf.unknown;
      return byteOf[decideCondition(rule, (name) => verdictAt(places.get(name) ?? -1))];
    },
  };
}

function verdictOf(state: CellState | undefined): Verdict {
  if (state === 'absent') return 'miss';
  return state === undefined || state === 'open' ? 'unknown' : state;
}

function tellItem(item: CompiledItem): (event: EventValue) => CellState {
  const { path, values, testField } = item;
  const isUndecided = values.some(({ predicate }) => predicate.type === 'undecided');
  return (event) => {
    const field = readField(event, path);
    const verdict = isUndecided ? matchItem(item, event) : toVerdict(testField(field, event));
    return verdict === 'miss' && !field.present ? 'absent' : verdict;
  };
}

/** All that is not a group, in the order of the rule. */
function partsOf(search: CompiledSearch): Part[] {
  return isGroup(search) ? search.children.flatMap(partsOf) : [search];
}

type Part = Exclude<CompiledSearch, CompiledGroup>;

function isGroup(search: CompiledSearch): search is CompiledGroup {
  return search.type === 'all_of' || search.type === 'any_of';
}

const nothing = { field: null, modifiers: [], values: [], valueCount: 0 } as const;

function describe(part: Part): Omit<CellColumn, 'identifier' | 'role'> {
  const { type, range } = part;
  if (type === 'broken') return { ...nothing, type, range };
  if (type === 'array') return { ...nothing, type: 'item', field: part.field, range };
  const { field, modifiers, values } = part.item;
  return {
    type,
    field,
    modifiers: modifiers.map(({ name }) => name),
    values: values.slice(0, maxValues).map(({ text }) => text.slice(0, maxValueLength)),
    valueCount: values.length,
    range,
  };
}

function rolesOf({ conditions, searches }: CompiledRule): ReadonlyMap<string, CellRole> {
  const roles = new Map<string, CellRole>();
  const names = [...searches.keys()];
  const walk = (node: ConditionNode, role: 'selection' | 'filter'): void => {
    const add = (name: string): void => {
      const before = roles.get(name) ?? role;
      roles.set(name, before === role ? role : 'both');
    };
    if (node.type === 'identifier') add(node.name);
    else if (node.type === 'quantified') namesSelected(node.pattern, names).forEach(add);
    else if (node.type === 'not') walk(node.child, role === 'filter' ? 'selection' : 'filter');
    else if (node.type !== 'broken') node.children.forEach((child) => walk(child, role));
  };
  for (const { root } of conditions) walk(root, 'selection');
  return roles;
}
