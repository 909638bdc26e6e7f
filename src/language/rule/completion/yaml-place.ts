// Where a cursor stands in the YAML of a rule that is being written, and so mostly no YAML yet: line by line, by indents.
// It guesses where a reader of YAML would refuse; a wrong guess only costs a suggestion.
import type { LineState } from '../../tokens.ts';
import { initialState, tokenizeLine } from '../../tokens.ts';

/** A longer text is not looked through between two keys. */
export const maxText = 200_000;

export interface YamlPlace {
  /** The keys that the place is under; `-` for an item of a list. */
  readonly path: readonly string[];
  /** Where a key may stand, or the value of one; an item of a list may be either. */
  readonly kind: 'key' | 'value' | 'item';
  /** The keys that stand beside it, with what stands behind them in their line. */
  readonly beside: ReadonlyMap<string, string>;
  /** The line up to the cursor, from where the key, the value or the item begins. */
  readonly before: string;
  /** Where that is. */
  readonly start: number;
  /** The rest of the line. */
  readonly after: string;
  readonly indent: number;
  /** The keys directly under a path of the document, in order. */
  keysUnder(path: readonly string[]): readonly string[];
}

interface Entry {
  readonly column: number;
  readonly key: string;
  readonly parent: Entry | null;
  /** What stands behind the colon. */
  readonly value: string;
}

const dashes = /^((?:-\s+)*)(-$)?/;
const keyed =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#&*!>%@`,[\]{}:-](?:[^:#]|:(?=\S)|(?<=\S)#)*?|-[^\s:][^:]*?)\s*:(?:\s+|$)/;

/** null in comments, in texts of several lines, and in what is too long. */
export function readYamlPlace(text: string, offset: number): YamlPlace | null {
  if (text.length > maxText) return null;
  const [from, to] = documentAround(text, offset);
  const entries: Entry[] = [];
  let open: Entry | null = null;
  let state: LineState = initialState;
  let found: Omit<YamlPlace, 'beside' | 'keysUnder'> | null = null;
  let foundParent: Entry | null = null;
  for (let lineStart = from; lineStart <= to;) {
    const next = text.indexOf('\n', lineStart);
    const lineEnd = next === -1 || next > to ? to : next;
    const line = text.slice(lineStart, lineEnd);
    const isHere = lineStart <= offset && offset <= lineEnd;
    const column = offset - lineStart;
    const inherited = state;
    const read = tokenizeLine('yaml', line, state);
    state = read.state;
    const indent = line.length - line.trimStart().length;
    const isBlank = indent === line.length;
    const isInside: boolean =
      inherited.quote !== '' ||
      (inherited.block >= 0 && (isBlank ? column > inherited.block : indent > inherited.block));
    if (isInside) {
      if (isHere && inherited.quote !== '') return null;
      if (isHere && !isBlank) return null;
      if (isHere && inherited.block >= 0 && column > inherited.block) return null;
    }
    if (isHere) {
      const comment = read.tokens.find(({ kind }) => kind === 'comment');
      if (comment && comment.start < column) return null;
      const shown = line.slice(0, column);
      // The keys of this line count as far as they stand before the cursor.
      const at = placeInLine(shown, indent, open);
      foundParent = at.parent;
      found = {
        path: pathTo(at.parent),
        kind: at.kind,
        before: at.before,
        start: lineStart + column - at.before.length,
        after: line.slice(column),
        indent: at.column,
      };
    }
    if (!isBlank && !(isInside && !isHere) && !/^\s*#/.test(line))
      open = readLine(line, indent, open, entries);
    if (lineEnd >= to) break;
    lineStart = lineEnd + 1;
  }
  if (!found) return null;
  const above = found.kind === 'value' ? (foundParent?.parent ?? null) : foundParent;
  const beside = entries.filter(({ parent, key }) => parent === above && key !== '-');
  return {
    ...found,
    beside: new Map(beside.map(({ key, value }) => [key, value])),
    keysUnder: (path) => {
      const isAt = (entry: Entry | null, length: number): boolean =>
        length === 0
          ? entry === null
          : entry?.key === path[length - 1] && isAt(entry?.parent ?? null, length - 1);
      return entries
        .filter(({ key, parent }) => key !== '-' && isAt(parent, path.length))
        .map(({ key }) => key);
    },
  };
}

/** The keys of a line, below what is open; returns what is open then. */
function readLine(line: string, indent: number, open: Entry | null, entries: Entry[]): Entry | null {
  const add = (key: string, column: number, value: string, above: Entry | null): Entry => {
    const entry = { column, key, value, parent: above };
    entries.push(entry);
    return entry;
  };
  let last = open;
  let column = indent;
  let rest = line.slice(indent);
  for (let dash = /^-(\s+|$)/.exec(rest); dash; dash = /^-(\s+|$)/.exec(rest)) {
    last = add('-', column + 0.5, '', closed(last, column + 0.5));
    column += dash[0].length;
    rest = rest.slice(dash[0].length);
  }
  const key = keyed.exec(rest);
  if (!key) return last;
  const value = rest.slice(key[0].length).replace(/(^|\s)#.*/, '');
  return add(unquote(key[1] ?? ''), column, unquote(value.trim()), closed(last, column));
}

function placeInLine(
  shown: string,
  lineIndent: number,
  open: Entry | null,
): { parent: Entry | null; kind: YamlPlace['kind']; before: string; column: number } {
  const indent = Math.min(lineIndent, shown.length);
  const rest = shown.slice(indent);
  const dash = dashes.exec(rest)?.[0] ?? '';
  const made: Entry[] = [];
  const content = rest.slice(dash.length);
  const column = indent + dash.length;
  if (dash.endsWith('-')) {
    // Behind a dash without a space nothing can be told yet.
    return { parent: open, kind: 'item', before: content, column };
  }
  const key = keyed.exec(content);
  if (key) {
    const parent = readLine(shown, indent, open, made);
    return { parent, kind: 'value', before: content.slice(key[0].length), column };
  }
  if (dash) {
    const parent = readLine(rest === '' ? '' : shown.slice(0, indent) + dash, indent, open, made);
    return { parent, kind: 'item', before: content, column };
  }
  return { parent: closed(open, column), kind: 'key', before: content, column };
}

/** What is still open where something begins at the column. */
function closed(open: Entry | null, column: number): Entry | null {
  let entry = open;
  while (entry && entry.column >= column) entry = entry.parent;
  return entry;
}

function pathTo(entry: Entry | null): string[] {
  return entry ? [...pathTo(entry.parent), entry.key] : [];
}

function documentAround(text: string, offset: number): [number, number] {
  const above = text.lastIndexOf('\n---', Math.max(0, offset - 1));
  const from = above === -1 ? 0 : above + 1;
  const below = text.indexOf('\n---', offset);
  const start = text.startsWith('---', from) ? Math.min(endOfLine(text, from) + 1, text.length) : from;
  return [Math.min(start, offset), below === -1 ? text.length : below];
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

export function unquote(text: string): string {
  const quote = text.charAt(0);
  if (text.length < 2 || !text.endsWith(quote)) return text;
  if (quote === "'") return text.slice(1, -1).replaceAll("''", "'");
  if (quote === '"') return text.slice(1, -1).replace(/\\(["\\/])/g, '$1');
  return text;
}
