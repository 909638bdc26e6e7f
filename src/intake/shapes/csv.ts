// Comma-separated values (RFC 4180), with semicolons or tabs as well. Cells keep their places; nothing throws.
import type { Range } from '../../sigma/index.ts';
import { locate } from '../../sigma/index.ts';

const quote = 0x22;

export interface Cell {
  /** Without the quotes. */
  readonly range: Range;
  readonly isQuoted: boolean;
}

export interface CsvRecord {
  readonly cells: readonly Cell[];
  /** Of the record, without its line end. */
  readonly end: number;
  /** The offset after its line end. */
  readonly next: number;
  /** Its last quote is never closed. */
  readonly isOpen: boolean;
}

/** Cells beyond this number are not kept: no table of events has so many columns. */
export const maxColumns = 2_000;

export function readRecord(text: string, start: number, delimiter: string, limit = text.length): CsvRecord {
  const mark = delimiter.charCodeAt(0);
  const cells: Cell[] = [];
  let pos = start;
  for (;;) {
    let cell: Cell;
    if (pos < limit && text.charCodeAt(pos) === quote) {
      const close = closingQuote(text, pos + 1, limit);
      cell = { range: { start: pos + 1, end: Math.min(close, limit) }, isQuoted: true };
      if (close >= limit) return { cells: [...cells, cell], end: limit, next: limit, isOpen: true };
      pos = cellEnd(text, close + 1, mark, limit);
    } else {
      const begin = pos;
      pos = cellEnd(text, pos, mark, limit);
      cell = { range: { start: begin, end: pos }, isQuoted: false };
    }
    if (cells.length < maxColumns) cells.push(cell);
    if (pos < limit && text.charCodeAt(pos) === mark) {
      pos++;
      continue;
    }
    const isPair = text.charCodeAt(pos) === 0x0d && text.charCodeAt(pos + 1) === 0x0a;
    return { cells, end: pos, next: Math.min(limit, pos + (isPair ? 2 : 1)), isOpen: false };
  }
}

export function cellText(text: string, { range, isQuoted }: Cell): string {
  const source = text.slice(range.start, range.end);
  return isQuoted ? source.replaceAll('""', '"') : source;
}

/** Where what `pointer` leads to stands, in a cell that holds JSON. For texts without their quotes. */
export function locateInCell(text: string, cell: Cell, pointer: string): Range {
  const decoded = cellText(text, cell);
  const inner = locate(decoded, { start: 0, end: decoded.length }, [pointer]).get(pointer);
  if (!inner) return cell.range;
  const isString = decoded.charCodeAt(inner.start) === quote;
  const [start, end] = isString ? [inner.start + 1, inner.end - 1] : [inner.start, inner.end];
  if (!cell.isQuoted) return { start: cell.range.start + start, end: cell.range.start + end };
  let pos = cell.range.start;
  let at = 0;
  const goTo = (target: number): number => {
    for (; at < target && pos < cell.range.end; at++) pos += text.charCodeAt(pos) === quote ? 2 : 1;
    return pos;
  };
  return { start: goTo(start), end: goTo(end) };
}

/** `limit` when there is none. */
function closingQuote(text: string, from: number, limit: number): number {
  let pos = from;
  for (;;) {
    pos = text.indexOf('"', pos);
    if (pos < 0 || pos >= limit) return limit;
    if (text.charCodeAt(pos + 1) !== quote) return pos;
    pos += 2;
  }
}

function cellEnd(text: string, from: number, mark: number, limit: number): number {
  let pos = from;
  for (; pos < limit; pos++) {
    const c = text.charCodeAt(pos);
    if (c === mark || c === 0x0a || c === 0x0d) break;
  }
  return pos;
}
