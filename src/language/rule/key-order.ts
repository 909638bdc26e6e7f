// The keys of a rule in the order of the specification. Whole lines move, with the comments right above them.
import { readLines } from '../../lint/yaml-comments.ts';
import { ruleKeys } from './completion/rule-words.ts';

/** What the list of completions does not offer stands where it belongs; all else comes last, as it is. */
const first = ['action', ...ruleKeys.map(({ word }) => word)];
const topOrder = first.flatMap((word) =>
  word === 'detection'
    ? ['correlation', 'filter', word]
    : word === 'taxonomy'
      ? [word, 'sigma-version']
      : [word],
);
const belowOrder: Readonly<Record<string, readonly string[]>> = {
  logsource: ['category', 'product', 'service', 'definition'],
  detection: ['*', 'timeframe', 'condition'],
};

interface Line {
  readonly text: string;
  readonly kind: 'blank' | 'comment' | 'mark' | 'inside' | 'line';
  readonly indent: number;
}

/** A key with the lines that belong to it. */
interface Block {
  readonly name: string;
  readonly lines: readonly Line[];
}

export function reorderKeys(text: string): string {
  const lines = readLines(text).map(({ start, end, comment, inScalar, inFlow }): Line => {
    const line = text.slice(start, end);
    const indent = line.length - line.trimStart().length;
    const isComment = comment === start + indent;
    const kind =
      inScalar || inFlow
        ? 'inside'
        : line.trim() === ''
          ? 'blank'
          : isComment
            ? 'comment'
            : /^(?:---|\.\.\.|%)/.test(line)
              ? 'mark'
              : 'line';
    return { text: line, kind, indent };
  });
  const out: Line[] = [];
  let document: Line[] = [];
  for (const line of [...lines, null]) {
    if (line && line.kind !== 'mark') document.push(line);
    else {
      out.push(...orderDocument(document), ...(line ? [line] : []));
      document = [];
    }
  }
  const last = text.endsWith('\n') ? '\n' : '';
  return out.map((line) => line.text).join('\n') + last;
}

function orderDocument(lines: readonly Line[]): readonly Line[] {
  const { head, blocks } = blocksAt(lines, 0);
  const inner = blocks.map((block) => {
    const order = Object.hasOwn(belowOrder, block.name) ? belowOrder[block.name] : undefined;
    return order ? { ...block, lines: orderBelow(block.lines, order) } : block;
  });
  return [...head, ...sorted(inner, topOrder)];
}

function orderBelow(lines: readonly Line[], order: readonly string[]): readonly Line[] {
  const at = lines.findIndex(({ kind }) => kind === 'line');
  const below = lines.slice(at + 1);
  const indent = below.find(({ kind }) => kind === 'line')?.indent ?? 0;
  if (indent === 0) return lines;
  const { head, blocks } = blocksAt(below, indent);
  return [...lines.slice(0, at + 1), ...head, ...sorted(blocks, order)];
}

function sorted(blocks: readonly Block[], order: readonly string[]): readonly Line[] {
  const others = order.includes('*') ? order.indexOf('*') : order.length;
  const rank = ({ name }: Block): number =>
    order.includes(name) && name !== '*' ? order.indexOf(name) : others;
  const inOrder = [...blocks].sort((a, b) => rank(a) - rank(b));
  if (inOrder.every((block, at) => block === blocks[at])) return blocks.flatMap(({ lines }) => lines);
  // The end of the last one is the end of all of them, whichever comes last.
  const last = blocks.at(-1);
  const tail = last ? trailing(last.lines) : [];
  return [
    ...inOrder.flatMap((block) =>
      block === last ? block.lines.slice(0, block.lines.length - tail.length) : block.lines,
    ),
    ...tail,
  ];
}

/** Blank lines, and comments behind them, at the end. */
function trailing(lines: readonly Line[]): readonly Line[] {
  const saying = lines.findLastIndex(({ kind }) => kind === 'line' || kind === 'inside');
  const blank = lines.findIndex(({ kind }, at) => at > saying && kind === 'blank');
  return blank < 0 ? [] : lines.slice(blank);
}

/** Lines cut before each key at a column, and before the comments right above it. */
function blocksAt(
  lines: readonly Line[],
  indent: number,
): { head: readonly Line[]; blocks: readonly Block[] } {
  const starts: { at: number; name: string }[] = [];
  lines.forEach((line, index) => {
    const name = line.kind === 'line' && line.indent === indent ? keyOf(line.text.slice(indent)) : null;
    if (name === null) return;
    let at = index;
    while (
      lines[at - 1]?.kind === 'comment' &&
      (lines[at - 1]?.indent ?? 0) >= indent &&
      at - 1 > (starts.at(-1)?.at ?? -1)
    )
      at--;
    // Above the first key, what a blank line sets apart is about the whole; so is what has none.
    starts.push({ at: starts.length === 0 && indent === 0 ? headEnd(lines, index, at) : at, name });
  });
  const blocks = starts.map(({ at, name }, nth) => ({ name, lines: lines.slice(at, starts[nth + 1]?.at) }));
  return { head: lines.slice(0, starts[0]?.at ?? lines.length), blocks };
}

function headEnd(lines: readonly Line[], key: number, comments: number): number {
  return lines.slice(0, comments).some(({ kind }) => kind === 'blank') ? comments : key;
}

function keyOf(line: string): string | null {
  const found = /^(?:"([^"\\]*)"|'([^']*)'|([^\s'"#&*!|>%@`,[\]{}?-][^:#]*?))\s*:(?:\s|$)/.exec(line);
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null;
}
