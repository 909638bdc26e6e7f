// A rule laid out as the specification writes it: four spaces, lists below their keys, keys in its order. Comments stay
// with what they stand at, and values are left as they are written. What comes out says the same, or nothing comes out.
import { tidyRule } from '../../intake/tidy-rule.ts';
import { readLines } from '../../lint/yaml-comments.ts';
import type { YamlLine } from '../../lint/yaml-comments.ts';
import { readDocuments } from '../../sigma/index.ts';
import type { DocumentNode } from '../../sigma/index.ts';
import { reorderKeys } from './key-order.ts';

const step = 4;
/** Between a dash on a line of its own and what stands below it. */
const behindDash = 2;

/** Each round may make the next one possible: a comment that stood in the way has moved. */
const maxRounds = 6;

/** The text as it is tidied and no more, where another layout could change its meaning. */
export function formatRule(text: string): string {
  const meaning = meaningOf(text.replaceAll('\t', '  '));
  let now = text;
  for (let round = 0; round < maxRounds; round++) {
    const before = now;
    for (const lay of [tidyRule, reorderKeys, indentAgain]) {
      const laid = lay(now);
      if (laid !== now && meaningOf(laid) === meaning) now = laid;
    }
    if (now === before) break;
  }
  return now;
}

/** Equal for texts that say the same: the order of keys makes no difference, everything else does. */
function meaningOf(text: string): string {
  return JSON.stringify(
    readDocuments(text).map(({ root, diagnostics }) => [
      root && plain(root),
      diagnostics.map(({ code }) => code).sort(),
    ]),
  );
}

function plain(node: DocumentNode): unknown {
  if (node.type === 'scalar') return [node.kind, node.style, node.text];
  if (node.type === 'sequence') return ['-', ...node.items.map(plain)];
  const entries = node.entries.map(({ key, value }) => [[key.kind, key.text], plain(value)]);
  // Search identifiers, and items too: none of them means more where it stands first.
  return ['{', ...entries.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
}

interface Open {
  readonly kind: 'key' | 'dash';
  /** Its column, and the one that it gets. */
  readonly column: number;
  readonly now: number;
  readonly line: number;
}

const dash = /^-(?:\s+|$)/;
const key =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s'"#&*!|>%@`,[\]{}?-](?:[^:#]|:(?=\S)|(?<=\S)#)*?|-[^\s:][^:]*?)\s*:(?:\s|$)/;

/** Each line with its new indentation; what goes on over several lines keeps its own shape. */
function indentAgain(text: string): string {
  const rows = readLines(text);
  const lines = rows.map(({ start, end }) => text.slice(start, end));
  let open: Open[] = [];
  let shift = 0;
  let least = 0;
  const shifts = lines.map((line, at): number | null => {
    const row = rows[at];
    if (!row || line.trim() === '') return row?.inScalar && line !== '' ? shift : null;
    if (isComment(row, line)) return null;
    if (/^(?:---|\.\.\.|%)/.test(line) && !row.inScalar) {
      open = [];
      shift = least = 0;
      return 0;
    }
    const places = row.inScalar || row.inFlow ? [] : placesIn(line);
    // A scalar that goes on: it stays deeper than what it belongs to.
    if (places.length === 0) return Math.max(shift, least - indentOf(line));
    places.forEach(({ kind, column }, nth) => {
      open = closed(open, kind, column);
      const top = open.at(-1);
      const isBeside = top?.kind === kind && top.column === column;
      const now = isBeside ? top.now : nowOf(top, column, at);
      if (nth === 0) shift = now - column;
      if (!isBeside) open = [...open, { kind, column, now, line: at }];
      else open = [...open.slice(0, -1), { ...top, line: at }];
      least = now + 1;
    });
    return shift;
  });
  const own = (at: number): number => (shifts[at] ?? 0) + indentOf(lines[at] ?? '');
  return lines
    .map((line, at) => {
      const by = shifts[at];
      if (by !== null && by !== undefined) return moved(line, by);
      return line.trim() === '' ? line : ' '.repeat(commentColumn(lines, shifts, at, own)) + line.trimStart();
    })
    .join('\n')
    .concat(text.endsWith('\n') && text !== '\n' ? '\n' : '');
}

/** What a comment stands at: the line below it where that is as far to the right, else the one above. */
function commentColumn(
  lines: readonly string[],
  shifts: readonly (number | null)[],
  at: number,
  own: (at: number) => number,
): number {
  const indent = indentOf(lines[at] ?? '');
  const isTold = (line: number): boolean => typeof shifts[line] === 'number';
  const below = lines.findIndex((_, line) => line > at && isTold(line));
  const above = lines.findLastIndex((_, line) => line < at && isTold(line));
  if (below >= 0 && indentOf(lines[below] ?? '') === indent) return own(below);
  for (let line = above; line >= 0; line--)
    if (isTold(line) && indentOf(lines[line] ?? '') === indent) return own(line);
  if (below >= 0 && indent > indentOf(lines[above] ?? '')) return own(below);
  return above >= 0 ? own(above) : 0;
}

function nowOf(top: Open | undefined, column: number, line: number): number {
  if (!top) return 0;
  if (top.line === line) return top.now + (column - top.column);
  return top.now + (top.kind === 'dash' ? behindDash : step);
}

/** What is still open where something begins: a key ends the list that stood as far to the left. */
function closed(open: readonly Open[], kind: Open['kind'], column: number): Open[] {
  const left = [...open];
  for (let top = left.at(-1); top; top = left.at(-1)) {
    const ends = top.column > column || (top.column === column && top.kind === 'dash' && kind === 'key');
    if (!ends) break;
    left.pop();
  }
  return left;
}

/** The dashes and the key that a line begins with. */
function placesIn(line: string): Pick<Open, 'kind' | 'column'>[] {
  const places: Pick<Open, 'kind' | 'column'>[] = [];
  let column = indentOf(line);
  for (let found = dash.exec(line.slice(column)); found; found = dash.exec(line.slice(column))) {
    places.push({ kind: 'dash', column });
    column += found[0].length;
  }
  if (key.test(line.slice(column))) places.push({ kind: 'key', column });
  return places;
}

function isComment({ start, comment, inScalar }: YamlLine, line: string): boolean {
  return !inScalar && comment === start + indentOf(line);
}

function moved(line: string, by: number): string {
  return by >= 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, indentOf(line)));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
