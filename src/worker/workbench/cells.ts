// What each predicate says of each event, slice by slice; beside it, what another version of the rule says.
import { createCellReader } from '../../sigma/index.ts';
import type { CellReader, CompiledRule } from '../../sigma/index.ts';
import type { Held } from './held.ts';
import type { CellBlock, CellsAsked, CellsSlice } from './protocol.ts';

/** Events between two looks at the clock. */
const stride = 16;
/** Events of one answer at most. */
const maxRows = 4096;

export function createCells(held: Held): (asked: CellsAsked) => Promise<CellsSlice> {
  let now: { readonly rule: CompiledRule; readonly reader: CellReader } | null = null;
  /** Compiled as the rule beside it was: what was stopped there does not run here. */
  let before: {
    readonly text: string;
    readonly beside: CompiledRule | null;
    readonly reader: CellReader | null;
  } | null = null;

  async function readBaseline(text: string | undefined): Promise<CellReader | null> {
    if (text === undefined) return null;
    const beside = held.rule;
    if (before?.text !== text || before.beside !== beside) {
      const rule = await held.compile(text);
      before = { text, beside, reader: rule && createCellReader(rule) };
    }
    return before.reader;
  }

  return async ({ from, only, budgetMs, baseline }) => {
    const endsAt = performance.now() + budgetMs;
    const { rule } = held;
    if (rule && now?.rule !== rule) now = { rule, reader: createCellReader(rule) };
    const readers = [rule && now ? now.reader : null, await readBaseline(baseline)];
    const { events } = held.input;
    const last = Math.min(only?.length ?? events.length, from + maxRows);
    const blocks = readers.map((reader) => reader && createBlock(reader, Math.max(0, last - from)));
    let to = from;
    while (to < last && (to === from || performance.now() < endsAt)) {
      for (const end = Math.min(last, to + stride); to < end; to++) {
        const event = events[only?.[to] ?? to];
        if (event) for (const block of blocks) block?.add(event.value, to - from);
      }
    }
    const [ofNow, ofBefore] = blocks.map((block) => block?.take(to - from) ?? null);
    return { from, to, now: ofNow ?? null, before: ofBefore ?? null };
  };
}

function createBlock({ columns, read }: CellReader, most: number) {
  const width = columns.length;
  const cells = new Uint8Array(most * width);
  const verdicts = new Uint8Array(most);
  return {
    add(value: Parameters<CellReader['read']>[0], row: number): void {
      verdicts[row] = read(value, cells, row * width);
    },
    take(rows: number): CellBlock {
      return { columns, cells: cells.slice(0, rows * width), verdicts: verdicts.slice(0, rows) };
    },
  };
}
