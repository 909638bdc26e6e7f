// How arrow keys lead through the grid. Row -1 is the headings.
import { moveBy } from '../long-list.ts';
import type { Viewport } from '../long-list.ts';

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** null for keys that lead nowhere. */
export function moveInGrid(
  { key, ctrl }: { readonly key: string; readonly ctrl: boolean },
  { row, column }: Place,
  columns: number,
  viewport: Viewport,
): Place | null {
  const last = columns - 1;
  switch (key) {
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(last, column + 1) };
    case 'Home':
      return ctrl ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return ctrl ? { row: viewport.count - 1, column: last } : { row, column: last };
    case 'ArrowUp':
      return { row: Math.max(-1, row - 1), column };
    default: {
      const next = moveBy(key, row, viewport);
      return next === null ? null : { row: next, column };
    }
  }
}

/** The rows to draw and the gaps between them: those in sight, and the one that has the focus. */
export function toPieces(
  [from, to]: readonly [number, number],
  focused: number,
  count: number,
): readonly Piece[] {
  const rows: number[] = Array.from({ length: to - from }, (_, i) => from + i);
  if (focused >= 0 && focused < from) rows.unshift(focused);
  else if (focused >= to && focused < count) rows.push(focused);
  const pieces: Piece[] = [];
  let next = 0;
  for (const row of rows) {
    if (row > next) pieces.push({ gap: row - next, key: `gap ${pieces.length > 0 ? 'between' : 'above'}` });
    pieces.push({ row });
    next = row + 1;
  }
  if (next < count) pieces.push({ gap: count - next, key: 'gap below' });
  return pieces;
}

export type Piece = { readonly row: number } | { readonly gap: number; readonly key: string };
