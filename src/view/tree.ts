// Which rows of a tree are on the screen, and where the keys lead.
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import type { Row } from './row.ts';
import { number } from './words.ts';

export interface VisibleRow {
  readonly row: Row;
  readonly level: number;
  readonly setSize: number;
  readonly position: number;
  readonly open: boolean;
  readonly parent: string;
}

/** So many children of one row are shown until more are asked for. */
export const shownChildren = 60;

export interface TreeView {
  /** Keys whose state differs from the default, which is open. */
  readonly closed: ReadonlySet<string>;
  /** How many children of a key are shown, where more were asked for. */
  readonly shown: ReadonlyMap<string, number>;
}

export function toVisibleRows(rows: readonly Row[], view: TreeView): VisibleRow[] {
  const out: VisibleRow[] = [];
  visit(rows, 1, '', view, out);
  return out;
}

function visit(rows: readonly Row[], level: number, parent: string, view: TreeView, out: VisibleRow[]): void {
  const limit = view.shown.get(parent) ?? shownChildren;
  const ordered = rows.length > limit ? matchedFirst(rows) : rows;
  const shown = ordered.slice(0, limit);
  const setSize = shown.length + (rows.length > limit ? 1 : 0);
  shown.forEach((row, at) => {
    const open = row.children.length > 0 && !view.closed.has(row.key);
    out.push({ row, level, setSize, position: at + 1, open, parent });
    if (open) visit(row.children, level + 1, row.key, view, out);
  });
  const held = ordered[limit];
  if (held) {
    const row = moreRow(held, parent, rows.length - limit);
    out.push({ row, level, setSize, position: setSize, open: false, parent });
  }
}

/** Stands for the siblings that are held back. */
function moreRow(held: Row, parent: string, howMany: number): Row {
  const title = fill(texts.rowMore, { n: number(howMany) });
  return {
    ...held,
    key: `${parent}.more`,
    kind: 'more',
    quiet: true,
    title,
    wanted: '',
    field: '',
    met: null,
    sentence: '',
    eventRanges: [],
    children: [],
  };
}

/** Of too many siblings those that matched come first. */
function matchedFirst(rows: readonly Row[]): readonly Row[] {
  const matched = rows.filter((row) => row.verdict === 'match');
  const unknown = rows.filter((row) => row.verdict === 'unknown');
  return [...matched, ...unknown, ...rows.filter((row) => row.verdict === 'miss')];
}

export function* eachRow(rows: readonly Row[]): Generator<Row> {
  for (const row of rows) {
    yield row;
    yield* eachRow(row.children);
  }
}

export function findRow(rows: readonly Row[], key: string): Row | undefined {
  for (const row of rows) {
    if (row.key === key) return row;
    if (key.startsWith(`${row.key}.`)) {
      const below = findRow(row.children, key);
      if (below) return below;
    }
  }
  return undefined;
}

/** The keys above a key: `1.0.2` → `1`, `1.0`. */
export function ancestors(key: string): string[] {
  const parts = key.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
}

export type TreeMove =
  { readonly to: string } | { readonly open: string } | { readonly close: string } | null;

/** What a key does in an ARIA tree, at the row `key`. */
export function moveInTree(rows: readonly VisibleRow[], key: string, pressed: string): TreeMove {
  const at = rows.findIndex((visible) => visible.row.key === key);
  const here = rows[at];
  const to = (row: VisibleRow | undefined): TreeMove => (row ? { to: row.row.key } : null);
  if (!here) return to(rows[0]);
  switch (pressed) {
    case 'ArrowDown':
      return to(rows[at + 1]);
    case 'ArrowUp':
      return to(rows[at - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (here.row.children.length === 0) return null;
      return here.open ? to(rows[at + 1]) : { open: key };
    case 'ArrowLeft':
      if (here.open) return { close: key };
      return here.parent === '' ? null : { to: here.parent };
    default:
      return pressed.length === 1 && pressed !== ' ' ? to(typeahead(rows, at, pressed)) : null;
  }
}

function typeahead(rows: readonly VisibleRow[], at: number, char: string): VisibleRow | undefined {
  const wanted = char.toLowerCase();
  const turned = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  return turned.find(({ row }) => (row.field || row.title || row.wanted).toLowerCase().startsWith(wanted));
}

/** The row that says most: the last hit of a rule that fires, the first predicate that holds it back. */
export function toKeyRow(rows: readonly Row[]): Row | undefined {
  const leaves = [...eachRow(rows)].filter((row) => row.reason !== undefined);
  const verdict = rows[0]?.verdict;
  if (verdict === 'match') {
    const hits = leaves.filter((row) => row.verdict === 'match' && row.eventRanges.length > 0);
    return hits.findLast((row) => row.met?.hit !== '' && row.met?.before !== '') ?? hits.at(-1);
  }
  return failing(leaves)[0] ?? leaves.find((row) => row.verdict === verdict);
}

/** The failing predicates in order, for F8. */
export function toFailing(rows: readonly Row[]): Row[] {
  return failing([...eachRow(rows)].filter((row) => row.reason !== undefined));
}

function failing(leaves: readonly Row[]): Row[] {
  const loud = leaves.filter((row) => row.verdict !== 'match' && !row.quiet);
  return loud.length > 0 ? loud : leaves.filter((row) => row.verdict !== 'match');
}

const manyRows = 600;
const longList = 8;

/** In a rule of very many values the long lists start closed, so that what is shown stays within reach. */
export function closedAtFirst(rows: readonly Row[]): ReadonlySet<string> {
  const closed = new Set<string>();
  let shown = rows.length;
  for (const row of eachRow(rows)) {
    shown += Math.min(row.children.length, shownChildren);
    if (row.kind === 'item' && row.children.length > longList) closed.add(row.key);
  }
  return shown > manyRows ? closed : new Set();
}
