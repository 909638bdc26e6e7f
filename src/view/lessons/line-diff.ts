/** A line of two texts side by side: in both, in the first alone, in the second alone. */
export interface DiffLine {
  readonly of: 'both' | 'yours' | 'reference';
  readonly text: string;
}

/** More lines are not compared: they come one text after the other. */
const maxLines = 600;

/** The lines of both texts in order, with as many in common as there can be. */
export function toLineDiff(yours: string, reference: string): readonly DiffLine[] {
  const [a, b] = [linesOf(yours), linesOf(reference)];
  const rest = (of: DiffLine['of'], lines: readonly string[]) => lines.map((text) => ({ of, text }));
  if (a.length > maxLines || b.length > maxLines) return [...rest('yours', a), ...rest('reference', b)];
  // common[i][j]: how many lines a from i on and b from j on have in common.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (common[i] as Uint16Array)[j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ of: 'both', text: a[i] as string });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push({ of: 'yours', text: a[i++] as string });
    else lines.push({ of: 'reference', text: b[j++] as string });
  }
  return [...lines, ...rest('yours', a.slice(i)), ...rest('reference', b.slice(j))];
}

function linesOf(text: string): readonly string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.trimEnd());
}
