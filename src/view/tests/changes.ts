// Two versions of a rule: whose verdict changed, and which predicate is responsible.
import type { CellColumn, CellState, Verdict } from '../../sigma/index.ts';
import { cellStates } from '../../sigma/index.ts';
import type { CellTable } from '../../state/grid.svelte.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { plural } from '../../texts/plural.ts';
import { toShort } from '../visible.ts';

export interface Changes {
  /** 1 for each event whose verdict changed. */
  readonly changed: Uint8Array;
  readonly all: number;
  /** Fires now, and did not. */
  readonly gained: number;
  /** Fired, and does no more. */
  readonly lost: number;
}

const matchByte = cellStates.indexOf('match');

export function findChanges(now: CellTable, before: CellTable): Changes {
  const changed = new Uint8Array(now.verdicts.length);
  let [all, gained, lost] = [0, 0, 0];
  now.verdicts.forEach((after, event) => {
    const earlier = before.verdicts[event];
    if (!after || !earlier || after === earlier) return;
    changed[event] = 1;
    all++;
    if (after === matchByte) gained++;
    if (earlier === matchByte) lost++;
  });
  return { changed, all, gained, lost };
}

/** `3 verdicts changed: 1 new, 2 lost`. */
export function changesSentence({ all, gained, lost }: Changes): string {
  if (all === 0) return texts.testsChangesNone;
  const other = all - gained - lost;
  const parts = [
    [gained, texts.testsChangesGained],
    [lost, texts.testsChangesLost],
    [other, texts.testsChangesOther],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, text]) => fill(text, { n }));
  return plural(all, texts.testsChangesOne, texts.testsChangesMany, { said: said.join(', ') });
}

export interface Cause {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly column: CellColumn;
}

interface Pair {
  /** Of the cell in each version; undefined where the item is not in it. */
  readonly now: number | undefined;
  readonly before: number | undefined;
}

/** What both versions have in common: the same item, then the same field there, then anywhere. */
export function pairColumns(now: readonly CellColumn[], before: readonly CellColumn[]): Pair[] {
  const left = new Set(now.flatMap(({ type }, i) => (type === 'identifier' ? [] : [i])));
  const right = new Set(before.flatMap(({ type }, i) => (type === 'identifier' ? [] : [i])));
  const pairs: Pair[] = [];
  const names: readonly ((column: CellColumn) => readonly unknown[])[] = [
    ({ identifier, field, modifiers, values }) => [identifier, field, modifiers, values],
    ({ identifier, field, modifiers }) => [identifier, field, modifiers],
    ({ identifier, field }) => [identifier, field],
    ({ field, modifiers }) => [field, modifiers],
  ];
  for (const nameOf of names) {
    const open = new Map<string, number[]>();
    for (const i of right) {
      const name = JSON.stringify(nameOf(before[i] as CellColumn));
      open.set(name, [...(open.get(name) ?? []), i]);
    }
    for (const i of left) {
      const found = open.get(JSON.stringify(nameOf(now[i] as CellColumn)))?.shift();
      if (found === undefined) continue;
      pairs.push({ now: i, before: found });
      left.delete(i);
      right.delete(found);
    }
  }
  return [
    ...pairs,
    ...[...left].map((i) => ({ now: i, before: undefined })),
    ...[...right].map((i) => ({ now: undefined, before: i })),
  ];
}

/** The predicates that made the difference for an event; empty where it was the condition. */
export function causesOf(event: number, now: CellTable, before: CellTable, pairs: readonly Pair[]): Cause[] {
  const fires = now.verdicts[event] === matchByte;
  const fired = before.verdicts[event] === matchByte;
  const push = (table: CellTable, column: number | undefined): Push => {
    if (column === undefined) return 'none';
    const state = cellStates[table.cells[event * table.columns.length + column] ?? 0];
    return pushOf(state, table.columns[column] as CellColumn);
  };
  const explains = (from: Push, to: Push): boolean => {
    if (from === to) return false;
    if (from === 'unclear' || to === 'unclear') return true;
    if (fires) return from === 'against' || to === 'for';
    if (fired) return from === 'for' || to === 'against';
    return true;
  };
  return pairs.flatMap((pair): Cause[] => {
    if (!explains(push(before, pair.before), push(now, pair.now))) return [];
    const kind = pair.before === undefined ? 'added' : pair.now === undefined ? 'removed' : 'changed';
    const column = now.columns[pair.now ?? -1] ?? before.columns[pair.before ?? -1];
    return column ? [{ kind, column }] : [];
  });
}

/** Which way a predicate pushes the verdict: towards firing, or against it. */
type Push = 'for' | 'against' | 'unclear' | 'none';

function pushOf(state: CellState | undefined, { role }: CellColumn): Push {
  if (state === undefined || state === 'open' || role === 'unused') return 'none';
  if (state === 'unknown' || role === 'both') return 'unclear';
  return (state === 'match') === (role === 'selection') ? 'for' : 'against';
}

const maxNamed = 2;

/** `selection: eventName; filter: userAgent added`. */
export function causeSentence(causes: readonly Cause[]): string {
  if (causes.length === 0) return texts.testsChangesCondition;
  const named = causes.slice(0, maxNamed).map(({ kind, column: { identifier, field, modifiers } }) => {
    const place = `${toShort(identifier, 40)}: ${toShort([field ?? texts.testsChangesKeywords, ...modifiers].join('|'), 60)}`;
    if (kind === 'changed') return place;
    return fill(kind === 'added' ? texts.testsChangesAdded : texts.testsChangesRemoved, { place });
  });
  const more = causes.length - named.length;
  return named.join('; ') + (more > 0 ? fill(texts.testsChangesMore, { more }) : '');
}

export function verdictAt(table: CellTable, event: number): Verdict | null {
  const state = cellStates[table.verdicts[event] ?? 0];
  return state === 'match' || state === 'miss' || state === 'unknown' ? state : null;
}
