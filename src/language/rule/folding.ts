// What of a rule text can be folded: what is indented below a line, a list below its key, runs of comments, and whole
// documents. By its lines alone, so that a rule that is being written folds too.
import { readLines } from '../../lint/yaml-comments.ts';
import type { Range } from '../../sigma/index.ts';

export interface Fold {
  /** From the end of the line that stays in sight to the end of the last that is folded. */
  readonly range: Range;
  readonly kind: 'block' | 'comment' | 'document';
}

interface Row {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  readonly kind: 'blank' | 'comment' | 'mark' | 'item' | 'text';
}

export function foldsOf(text: string): readonly Fold[] {
  const rows = readLines(text).map(({ start, end, comment, inScalar }): Row => {
    const line = text.slice(start, end);
    const indent = line.length - line.trimStart().length;
    const kind = inScalar
      ? 'text'
      : line.trim() === ''
        ? 'blank'
        : comment === start + indent
          ? 'comment'
          : /^---(?:\s|$)/.test(line)
            ? 'mark'
            : /^\s*-(?:\s|$)/.test(line)
              ? 'item'
              : 'text';
    return { start, end, indent: inScalar ? Infinity : indent, kind };
  });
  const folds: Fold[] = [];
  const add = (from: Row | undefined, to: Row | undefined, kind: Fold['kind']): void => {
    if (from && to && to.start > from.start) folds.push({ range: { start: from.end, end: to.end }, kind });
  };
  rows.forEach((row, at) => {
    if (row.kind === 'comment') {
      if (rows[at - 1]?.kind === 'comment') return;
      let last = at;
      while (rows[last + 1]?.kind === 'comment') last++;
      add(row, rows[last], 'comment');
    } else if (row.kind === 'mark') {
      add(
        row,
        lastBefore(rows, at, (next) => next.kind === 'mark'),
        'document',
      );
    } else if (row.kind !== 'blank' && row.indent !== Infinity) {
      const ends = (next: Row): boolean =>
        next.kind === 'mark' ||
        (next.kind !== 'blank' &&
          next.kind !== 'comment' &&
          (next.indent < row.indent ||
            // Items of a list may stand as far to the left as their key.
            (next.indent === row.indent && !(next.kind === 'item' && row.kind === 'text'))));
      add(row, lastBefore(rows, at, ends), 'block');
    }
  });
  return folds;
}

/** The last row that says something before the one that ends what begins at `from`. */
function lastBefore(rows: readonly Row[], from: number, ends: (row: Row) => boolean): Row | undefined {
  let last = rows[from];
  const own = rows[from]?.indent ?? 0;
  for (const row of rows.slice(from + 1)) {
    if (ends(row)) break;
    const isOutside = row.kind === 'comment' && row.indent <= own && rows[from]?.kind !== 'mark';
    if (row.kind !== 'blank' && !isOutside) last = row;
  }
  return last;
}
