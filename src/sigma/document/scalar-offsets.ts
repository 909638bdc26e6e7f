import type { ScalarNode } from './node.ts';
import type { Range } from '../source/range.ts';

/** Where a stretch of a scalar's text stands in the source: escapes, quotes and folded lines lie between. */
export function rangeInScalar(source: string, scalar: ScalarNode, start: number, end: number): Range {
  const { range, text } = scalar;
  if (source.startsWith(text, range.start)) return { start: range.start + start, end: range.start + end };
  const offsets = alignScalar(source, scalar);
  const first = offsets[start] ?? range.end;
  const last = end > start ? (offsets[end - 1] ?? range.end - 1) + 1 : first;
  return { start: first, end: Math.max(first, Math.min(last, range.end)) };
}

/** The source offset of each code unit of a scalar's text. */
function alignScalar(source: string, scalar: ScalarNode): number[] {
  const { range, text, style } = scalar;
  const offsets: number[] = [];
  let at = range.start + (style === 'single' || style === 'double' ? 1 : 0);
  if (style === 'block') at = Math.max(at, source.indexOf('\n', at) + 1);
  for (let i = 0; i < text.length; i++) {
    if (style === 'double' && skipLineContinuation(source, at) !== at) at = skipLineContinuation(source, at);
    if (style === 'double' && source[at] === '\\') {
      offsets.push(at);
      at += escapeLength(source, at);
      continue;
    }
    const unit = text[i] as string;
    if (/\s/.test(unit)) {
      offsets.push(Math.min(at, range.end));
      if (/\s/.test(source[at] ?? '')) at++;
      continue;
    }
    const found = source.indexOf(unit, at);
    const offset = found < 0 || found >= range.end ? at : found;
    offsets.push(offset);
    at = offset + (style === 'single' && unit === "'" ? 2 : 1);
  }
  return offsets;
}

function skipLineContinuation(source: string, at: number): number {
  const match = /^\\\r?\n[ \t]*/.exec(source.slice(at, at + 200));
  return match ? at + match[0].length : at;
}

function escapeLength(source: string, at: number): number {
  const lengths: Record<string, number> = { x: 4, u: 6, U: 10 };
  return lengths[source[at + 1] ?? ''] ?? 2;
}
