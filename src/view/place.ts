import type { Range } from '../sigma/index.ts';

export interface Place {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** Where an offset stands. A line ends after `\n`, `\r\n` or a lone `\r`, as in the editors. */
export function toPlace(text: string, offset: number): Place {
  const end = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    if (code === 13 && text.charCodeAt(i + 1) === 10) {
      if (i + 1 >= end) break;
      i++;
    }
    line++;
    lineStart = i + 1;
  }
  return { line, column: end - lineStart + 1 };
}

export function sameRange(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Whether `inner` lies inside `outer`, edges included. */
export function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function covers(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
