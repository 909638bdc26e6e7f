// A list of any length in which only the rows in sight exist. All rows are of one height.

export interface Viewport {
  readonly count: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  readonly height: number;
}

/** Beyond the edges, so that scrolling shows no gaps. */
const overscan = 6;

/** The rows to draw: from the first to before the second. */
export function toVisibleSpan({ count, rowHeight, scrollTop, height }: Viewport): readonly [number, number] {
  const from = Math.floor(scrollTop / rowHeight) - overscan;
  // As many wherever it stands: no row comes or goes by half a row of scrolling.
  const to = from + Math.ceil(height / rowHeight) + 1 + 2 * overscan;
  return [clamp(from, 0, count), clamp(to, 0, count)];
}

/** Where a key leads from a row; null for other keys. */
export function moveBy(key: string, active: number, { count, rowHeight, height }: Viewport): number | null {
  const page = Math.max(1, Math.floor(height / rowHeight) - 1);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  if (!Object.hasOwn(moves, key)) return null;
  return clamp(moves[key] ?? 0, 0, Math.max(0, count - 1));
}

/** How far to scroll for a row to be in sight: not at all when it is. */
export function scrollTopFor(index: number, { rowHeight, scrollTop, height }: Viewport): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
