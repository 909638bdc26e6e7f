// Where lines stand when long ones wrap: how many rows each takes, and how many rows lie above it.

/** How many rows each of the lines takes. */
export type CountRows = (lines: readonly string[]) => readonly number[];

export class LineRows {
  #lines = 1;
  /** For each line the rows above it, and at the end all rows; null when every line is one row. */
  #above: Uint32Array | null = null;
  /** By the words of the line, so that an edit has only its own lines measured. */
  #known = new Map<string, number>();

  /** Without `countRows`, nothing wraps. */
  read(text: string, starts: readonly number[], countRows: CountRows | null): void {
    this.#lines = starts.length;
    if (!countRows) {
      this.#above = null;
      return;
    }
    const lines = starts.map((start, line) => text.slice(start, (starts[line + 1] ?? text.length + 1) - 1));
    const known = this.#known;
    const unknown = [...new Set(lines)].filter((line) => !known.has(line));
    const counted = countRows(unknown);
    unknown.forEach((line, index) => known.set(line, Math.max(1, counted[index] ?? 1)));
    const above = new Uint32Array(lines.length + 1);
    lines.forEach((line, index) => (above[index + 1] = (above[index] ?? 0) + (known.get(line) ?? 1)));
    this.#above = above;
    if (known.size > 2 * lines.length + 1000)
      this.#known = new Map(lines.map((line) => [line, known.get(line) ?? 1]));
  }

  /** The lines wrap elsewhere now: what was measured says nothing any more. */
  forget(): void {
    this.#known.clear();
  }

  rowOf(line: number): number {
    return this.#above ? (this.#above[line] ?? 0) : line;
  }

  rowsOf(line: number): number {
    return this.#above ? (this.#above[line + 1] ?? 0) - (this.#above[line] ?? 0) : 1;
  }

  /** The line that holds the row; the first or last for rows outside. */
  lineAt(row: number): number {
    const last = this.#lines - 1;
    if (!this.#above) return Math.max(0, Math.min(Math.floor(row), last));
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#above[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
