// Several keys of one array → a block that asks for one element with all of them. The lines of the keys move into it as
// they are, with the comments before them; the other keys of the mapping stand behind it.
import { applyEdits, entryOf, hasArraySelectors, readRules } from '../../sigma/index.ts';
import type { DocumentNode, Fix, MappingEntry, MappingNode, Range, Rule } from '../../sigma/index.ts';
import { keysIn, versionEdit } from '../lint-arrays.ts';

/**
 * `array`: the field of the array; `keys`: where the keys stand that ask of its elements. null where the text is written
 * in a way that could lose something.
 */
export function blockFix({ document, text }: Rule, array: string, keys: readonly Range[]): Fix | null {
  const detection = document && entryOf(document, 'detection')?.value;
  const [first] = keys;
  if (!detection || !first || array === '') return null;
  const declares = hasArraySelectors(document);
  // The version would make selectors of other brackets.
  if (!declares && keysIn(detection).some(({ text: key }) => /[[\]]/.test(fieldOf(key)))) return null;
  const version = declares ? null : versionEdit(document, text);
  if (!declares && !version) return null;
  const mapping = mappingOf(detection, first);
  const name = `${array}[any]`;
  if (!mapping || mapping.entries.some(({ key }) => fieldOf(key.text) === name)) return null;
  const edit = moveIn(mapping, text, array, new Set(keys.map(({ start }) => start)));
  if (!edit) return null;
  const edits = [...(version ? [version] : []), edit];
  if (!isWhole(applyEdits(text, edits), mapping, name, keys)) return null;
  const declared = declares ? '' : ' and `sigma-version: 3`';
  const title = `Ask for one element with all of them, by \`${name}\`${declared}`;
  return { title, edits, changesMeaning: true };
}

const fieldOf = (key: string): string => key.split('|', 1)[0] ?? '';

function mappingOf(node: DocumentNode, key: Range): MappingNode | null {
  if (node.type === 'scalar' || node.range.start > key.start || node.range.end < key.end) return null;
  if (node.type === 'mapping' && node.entries.some((entry) => entry.key.range.start === key.start))
    return node;
  const below = node.type === 'mapping' ? node.entries.map(({ value }) => value) : node.items;
  return below.map((each) => mappingOf(each, key)).find((found) => found !== null) ?? null;
}

function moveIn(mapping: MappingNode, text: string, array: string, moved: ReadonlySet<number>) {
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const isMoved = ({ key }: MappingEntry): boolean => moved.has(key.range.start);
  const at = mapping.entries.findIndex(isMoved);
  const entries = mapping.entries.slice(at, mapping.entries.findLastIndex(isMoved) + 1);
  const [first] = entries;
  if (!first) return null;
  const start = first.key.range.start;
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  // The first key of a mapping in a list stands behind the sign of its entry.
  if (!(at === 0 ? /^ *(- +)*$/ : /^ *$/).test(before)) return null;
  const indent = ' '.repeat(before.length);
  const inner: string[] = [];
  const outer: string[] = [];
  let from = start;
  for (const entry of entries) {
    const head = text.slice(text.lastIndexOf('\n', entry.key.range.start - 1) + 1, entry.key.range.start);
    if (entry !== first && head !== indent) return null;
    const end = endOfLine(text, entry.range.end);
    if (end === null) return null;
    // What stands before the first key stays there.
    const whole = entry === first ? indent + text.slice(from, end) : text.slice(from, end);
    from = end < text.length ? end + 1 : end;
    const lines = whole.replace(/\r$/, '');
    if (!isMoved(entry)) outer.push(lines);
    else {
      const short = withoutArray(lines, entry, array);
      if (short === null) return null;
      inner.push(short.replace(/^(?=[^\r\n])/gm, '  '));
    }
  }
  const head = /^\w[\w.-]*$/.test(array) ? `${array}[any]` : `'${array.replaceAll("'", "''")}[any]'`;
  const last = entries.at(-1) as MappingEntry;
  const end = endOfLine(text, last.range.end) as number;
  const kept = text[end - 1] === '\r' ? end - 1 : end;
  return { range: { start, end: kept }, text: [`${head}:`, ...inner, ...outer].join(newLine) };
}

/** Where the line ends; null where more than a comment stands behind. */
function endOfLine(text: string, at: number): number | null {
  const lineBreak = text.indexOf('\n', at);
  const end = lineBreak < 0 ? text.length : lineBreak;
  // A block scalar ends with its line.
  const isBehind = text[at - 1] === '\n';
  if (isBehind) return at - 1;
  return /^\s*(#.*)?$/.test(text.slice(at, end)) ? end : null;
}

/** The name of the array goes; the quotes of a key stay. */
function withoutArray(lines: string, { key, range }: MappingEntry, array: string): string | null {
  const written = `${array}.`;
  // The key is the first on a line of its own; only comments and blank lines are before it.
  const found = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*['"]?/.exec(lines)?.[0].length ?? 0;
  if (!key.text.startsWith(written) || !lines.startsWith(written, found) || range.end <= range.start)
    return null;
  return lines.slice(0, found) + lines.slice(found + written.length);
}

/** Whether the block says of its keys what they said before, and nothing else of the mapping is gone. */
function isWhole(text: string, before: MappingNode, name: string, keys: readonly Range[]): boolean {
  const starts = new Set(keys.map(({ start }) => start));
  const length = name.length - '[any]'.length + 1;
  const inside = before.entries.filter(({ key }) => starts.has(key.range.start));
  const outside = before.entries.filter(({ key }) => !starts.has(key.range.start));
  const wanted = [
    ...inside.map((entry) => said({ ...entry, key: { ...entry.key, text: entry.key.text.slice(length) } })),
  ];
  const { rules, diagnostics } = readRules(text);
  if (diagnostics.some(({ severity }) => severity === 'error')) return false;
  return rules.some(({ document }) => {
    const detection = document && entryOf(document, 'detection')?.value;
    return (
      !!document &&
      hasArraySelectors(document) &&
      !!detection &&
      mappingsIn(detection).some((mapping) => {
        const block = entryOf(mapping, name)?.value;
        const others = mapping.entries.filter(({ key }) => key.text !== name);
        return (
          block?.type === 'mapping' &&
          same(block.entries.map(said), wanted) &&
          same(others.map(said), outside.map(said))
        );
      })
    );
  });
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

function mappingsIn(node: DocumentNode): MappingNode[] {
  if (node.type === 'scalar') return [];
  if (node.type === 'sequence') return node.items.flatMap(mappingsIn);
  return [node, ...node.entries.flatMap(({ value }) => mappingsIn(value))];
}

/** What an entry says, wherever it stands. */
function said({ key, value }: Pick<MappingEntry, 'key' | 'value'>): string {
  return JSON.stringify([key.text, value], (name, each: unknown) => (name === 'range' ? undefined : each));
}
