// The editors that are on the page, for whoever acts on the place of their cursor.
import type { Surface } from '../../editor/surface.ts';
import type { Pane } from '../../state/answer.ts';

const surfaces = new Map<Pane, Surface>();
let last: Pane = 'rule';

/** Returns how to take it back. */
export function placeSurface(side: Pane, surface: Surface): () => void {
  surfaces.set(side, surface);
  return () => {
    if (surfaces.get(side) === surface) surfaces.delete(side);
  };
}

export function noteFocus(side: Pane): void {
  last = side;
}

/** Where the user was last. */
export function lastPane(): Pane {
  return last;
}

export function surfaceOf(side: Pane): Surface | null {
  return surfaces.get(side) ?? null;
}

/** Where the cursor stands; the beginning where that cannot be said. */
export function caretOf(side: Pane): number {
  return Math.max(0, surfaces.get(side)?.caret ?? 0);
}
