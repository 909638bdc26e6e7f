// Which element draws which row: to make one is dear, and so is to move one; to write into it is not.

/**
 * A slot for each row, in the order of those before, so that elements stay where they are. The row `kept` keeps its
 * own, and with it the focus; so do all where none has come.
 */
export function takeSlots(
  before: ReadonlyMap<number, number>,
  rows: readonly number[],
  kept: number,
): ReadonlyMap<number, number> {
  if (rows.length === before.size && rows.every((row) => before.has(row))) return before;
  const own = rows.includes(kept) ? before.get(kept) : undefined;
  const free = [...before.values()].filter((slot) => slot !== own).values();
  let fresh = Math.max(-1, ...before.values()) + 1;
  const slots = new Map<number, number>();
  for (const row of rows)
    slots.set(row, row === kept && own !== undefined ? own : (free.next().value ?? fresh++));
  return slots;
}
