// What changed between two texts, line by line, as rows to show.

export type DiffRow =
  | { readonly type: 'same' | 'removed' | 'added'; readonly text: string }
  /** So many equal lines that are left out. */
  | { readonly type: 'gap'; readonly count: number };

export interface LineCount {
  readonly added: number;
  readonly removed: number;
}

/** Cells of the table of common parts: 16 MB of it. Between longer texts only beginning and end are compared. */
const maxCells = 4_000_000;

interface Block {
  /** Lines at the beginning and at the end that both texts have. */
  readonly head: number;
  readonly tail: number;
  readonly middle: readonly { readonly type: 'same' | 'removed' | 'added'; readonly text: string }[];
}

function compare(before: readonly string[], after: readonly string[]): Block {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  const isSmall = (old.length + 1) * (now.length + 1) <= maxCells;
  return { head, tail, middle: isSmall ? common(old, now) : replaced(old, now) };
}

function replaced(old: readonly string[], now: readonly string[]): Block['middle'] {
  return [
    ...old.map((text) => ({ type: 'removed' as const, text })),
    ...now.map((text) => ({ type: 'added' as const, text })),
  ];
}

/** By the longest common sequence of lines. */
function common(old: readonly string[], now: readonly string[]): Block['middle'] {
  if (old.length === 0 || now.length === 0) return replaced(old, now);
  const width = now.length + 1;
  // Of the lines from here to the end.
  const lengths = new Uint32Array((old.length + 1) * width);
  const lengthAt = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === now[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const rows: Block['middle'][number][] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]];
    if (was !== undefined && was === is) {
      rows.push({ type: 'same', text: was });
      [i, j] = [i + 1, j + 1];
    } else if (was !== undefined && (is === undefined || lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      rows.push({ type: 'removed', text: was });
      i++;
    } else {
      rows.push({ type: 'added', text: is as string });
      j++;
    }
  }
  return rows;
}

/** An empty text has no lines: to write the first one adds it and changes nothing. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/\r\n|\r|\n/);
}

export function countChanges(before: string, after: string): LineCount {
  if (before === after) return { added: 0, removed: 0 };
  const { middle } = compare(linesOf(before), linesOf(after));
  const count = (type: string) => middle.filter((row) => row.type === type).length;
  return { added: count('added'), removed: count('removed') };
}

/** Rows with a few equal lines around each change; none when nothing changed. */
export function lineDiff(before: string, after: string, context = 3): readonly DiffRow[] {
  const old = linesOf(before);
  const { head, tail, middle } = compare(old, linesOf(after));
  if (middle.length === 0) return [];
  const same = (lines: readonly string[]) => lines.map((text) => ({ type: 'same' as const, text }));
  const all = [...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))];
  const near = new Uint8Array(all.length);
  for (const [at, { type }] of all.entries())
    if (type !== 'same') near.fill(1, Math.max(0, at - context), at + context + 1);
  const rows: DiffRow[] = [];
  let left = 0;
  const closeGap = (): void => {
    if (left > 0) rows.push({ type: 'gap', count: left });
    left = 0;
  };
  for (const [at, row] of all.entries()) {
    if (near[at] === 0) left++;
    else {
      closeGap();
      rows.push(row);
    }
  }
  closeGap();
  return rows;
}
