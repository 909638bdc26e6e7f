import type { ScalarNode } from './node.ts';
import type { Range } from '../source/range.ts';

/** Where a stretch of a scalar's text stands in the source: escapes, quotes and folded lines lie between. */
export function rangeInScalar(source: string, scalar: ScalarNode, start: number, end: number): Range {
  const { range, text, style } = scalar;
  if (style === 'plain' && source.startsWith(text, range.start))
    return { start: range.start + start, end: range.start + end };
  const { starts, ends } = alignmentOf(source, scalar);
  const first = starts[start] ?? range.end;
  const last = end > start ? (ends[end - 1] ?? range.end) : first;
  return { start: first, end: Math.max(first, last) };
}

/** Of each code unit of a scalar's text: where its source begins and ends. */
interface Alignment {
  readonly starts: number[];
  readonly ends: number[];
}

/** A condition asks for the places of each of its words. */
const known = new WeakMap<ScalarNode, Alignment>();

function alignmentOf(source: string, scalar: ScalarNode): Alignment {
  const alignment = known.get(scalar) ?? (scalar.style === 'block' ? alignBlock : alignFlow)(source, scalar);
  known.set(scalar, alignment);
  return alignment;
}

/** Lines without their indentation, and perhaps folded. */
function alignBlock(source: string, { range, text }: ScalarNode): Alignment {
  const starts: number[] = [];
  const ends: number[] = [];
  const header = /^[^\r\n]*(?:\r\n|[\r\n])?/.exec(source.slice(range.start, range.end));
  let at = range.start + (header?.[0].length ?? 0);
  for (const unit of text.split('')) {
    if (!isSpace(unit)) while (at < range.end && isSpace(source[at])) at++;
    starts.push(Math.min(at, range.end));
    if (!isSpace(unit) || isSpace(source[at])) at++;
    ends.push(Math.min(at, range.end));
  }
  return { starts, ends };
}

/** Plain and quoted text: white space around a line break is one space, or one line feed fewer than breaks. */
function alignFlow(source: string, { range, text, style }: ScalarNode): Alignment {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = range.start + (style === 'plain' ? 0 : 1);
  const push = (count: number, width: number): void => {
    for (let i = 0; i < count; i++) {
      starts.push(Math.min(at, range.end));
      ends.push(Math.min(at + width, range.end));
    }
    at += width;
  };
  while (starts.length < text.length) {
    const unit = source[at];
    if (style === 'double' && unit === '\\') {
      const continued = /^\\(?:\r\n|\r|\n)[ \t]*/.exec(source.slice(at, range.end));
      if (continued) at += continued[0].length;
      else push(isAstralEscape(source, at) ? 2 : 1, escapeLength(source, at));
    } else if (isSpace(unit)) {
      let next = at;
      while (next < range.end && isSpace(source[next])) next++;
      const breaks = source.slice(at, next).match(/\r\n|\r|\n/g)?.length ?? 0;
      if (breaks === 0) push(1, 1);
      else push(Math.max(1, breaks - 1), next - at);
    } else push(1, style === 'single' && unit === "'" ? 2 : 1);
  }
  return { starts, ends };
}

function isSpace(unit: string | undefined): boolean {
  return unit === ' ' || unit === '\t' || unit === '\n' || unit === '\r';
}

function isAstralEscape(source: string, at: number): boolean {
  return source[at + 1] === 'U' && parseInt(source.slice(at + 2, at + 10), 16) > 0xffff;
}

function escapeLength(source: string, at: number): number {
  const lengths: Record<string, number> = { x: 4, u: 6, U: 10 };
  return lengths[source[at + 1] ?? ''] ?? 2;
}
