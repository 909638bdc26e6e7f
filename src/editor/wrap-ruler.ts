// Finds out where the browser wraps lines, by having it wrap them where nobody sees.

const printable = /^[\x20-\x7e]*$/;

export class WrapRuler {
  readonly #element: HTMLElement;
  #width = 0;
  #rowHeight = 1;
  #digitWidth = 1;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Returns whether that changes where lines wrap. All in pixels. */
  set(width: number, rowHeight: number, digitWidth: number): boolean {
    const same = width === this.#width && rowHeight === this.#rowHeight && digitWidth === this.#digitWidth;
    this.#width = width;
    this.#rowHeight = rowHeight;
    this.#digitWidth = digitWidth;
    this.#element.style.width = `${width}px`;
    return !same;
  }

  readonly countRows = (lines: readonly string[]): number[] => {
    const columns = Math.floor(this.#width / this.#digitWidth - 0.01);
    const made = lines.map((line) => {
      // All its characters are as wide as a digit.
      if (line.length <= columns && printable.test(line)) return null;
      const element = document.createElement('div');
      element.textContent = line;
      return element;
    });
    this.#element.replaceChildren(...made.filter((element) => element !== null));
    const rows = made.map((element) => (element ? Math.round(element.offsetHeight / this.#rowHeight) : 1));
    this.#element.replaceChildren();
    return rows;
  };

  /** The first and the last row, of those the line takes, that a stretch of it is in. */
  rowsWithin(line: string, start: number, end: number): { first: number; last: number } {
    const from = Math.max(0, Math.min(start, line.length - 1));
    const to = Math.min(line.length, Math.max(end, from + 1));
    if (line === '') return { first: 0, last: 0 };
    this.#element.textContent = line;
    const node = this.#element.firstChild ?? this.#element;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const { top } = this.#element.getBoundingClientRect();
    const all = [...range.getClientRects()];
    const wide = all.filter(({ width }) => width > 0);
    const rows = (wide.length > 0 ? wide : all).map((rect) =>
      Math.floor(((rect.top + rect.bottom) / 2 - top) / this.#rowHeight),
    );
    this.#element.replaceChildren();
    return rows.length > 0 ? { first: Math.min(...rows), last: Math.max(...rows) } : { first: 0, last: 0 };
  }
}
