import type { ActiveFlags, PatternReader } from './pattern-reader.ts';
import { maxRegexDepth } from './pattern-reader.ts';
import { nameReference } from './read-escape.ts';
import type { RegexNode } from './regex-node.ts';

type Build = (body: RegexNode, start: number) => RegexNode;

/** A group's node; `null` for one that only sets flags. */
export type GroupResult = { readonly node: RegexNode } | null;

/** Reads what begins with `(`, the reader standing on it. `readBody` reads up to the closing parenthesis. */
export function readGroup(reader: PatternReader, readBody: () => RegexNode): GroupResult {
  const start = reader.at;
  reader.at++;
  if (reader.peek() === '*') throw refuseVerb(reader, start);
  if (!reader.accept('?')) return { node: finish(reader, start, readBody, capture(reader)) };
  const name = reader.acceptMatch(/(?:P?<|')(?=[\w>'-])/y);
  if (name) {
    const build = capture(reader, readName(reader, start, name[0].endsWith("'") ? "'" : '>'));
    return { node: finish(reader, start, readBody, build) };
  }
  const referred = reader.acceptMatch(/P=(\w+)\)/y);
  if (referred) return { node: nameReference(reader, start, referred[1]!) };
  const kind = reader.acceptMatch(/:|>|=|!|<=|<!/y)?.[0];
  if (kind) return { node: finish(reader, start, readBody, builders[kind]!(reader, start)) };
  const flags = readFlags(reader, start);
  if (reader.accept(')')) {
    reader.flags = flags;
    return null;
  }
  const outer = reader.flags;
  reader.at++;
  reader.flags = flags;
  const node = finish(reader, start, readBody, (body) => body);
  reader.flags = outer;
  return { node };
}

const look =
  (behind: boolean, negative: boolean) =>
  (reader: PatternReader, start: number): Build => {
    reader.noteOutside(start, behind ? 'looking behind' : 'looking ahead');
    return (body, from) => ({ type: 'look', behind, negative, body, range: reader.rangeFrom(from) });
  };

const builders: Readonly<Record<string, (reader: PatternReader, start: number) => Build>> = {
  ':': () => (body) => body,
  '>': (reader, start) => {
    reader.noteOutside(start, 'atomic groups');
    return (body, from) => ({ type: 'atomic', body, range: reader.rangeFrom(from) });
  },
  '=': look(false, false),
  '!': look(false, true),
  '<=': look(true, false),
  '<!': look(true, true),
};

function capture(reader: PatternReader, name?: string): Build {
  const index = ++reader.groupCount;
  if (name !== undefined) reader.groupNames.set(name, index);
  return (body, start) => ({ type: 'group', index, body, range: reader.rangeFrom(start) });
}

function finish(reader: PatternReader, start: number, readBody: () => RegexNode, build: Build): RegexNode {
  if (++reader.depth > maxRegexDepth) {
    throw reader.unsupported(start, `Groups are nested more than ${maxRegexDepth} deep.`);
  }
  const { flags } = reader;
  const body = readBody();
  if (!reader.accept(')')) {
    reader.at = start + 1;
    throw reader.syntax(start, 'The group is never closed: a `)` is missing. To match `(`, write `\\(`.');
  }
  reader.flags = flags;
  reader.depth--;
  return build(body, start);
}

function readName(reader: PatternReader, start: number, close: string): string {
  const name = reader.acceptMatch(/\w*/y)![0];
  if (!/^[A-Za-z_]\w{0,31}$/.test(name) || !reader.accept(close)) {
    const rule = 'letters, digits and underscores, not beginning with a digit, at most 32 characters';
    throw reader.syntax(start, `The name of a group is made of ${rule}, and ends with \`${close}\`.`);
  }
  if (reader.groupNames.has(name)) throw reader.syntax(start, `There are two groups named \`${name}\`.`);
  reader.noteOutside(start, 'named groups');
  return name;
}

/** Reads `ims-x` up to, not including, the `)` or `:` behind it. */
function readFlags(reader: PatternReader, start: number): ActiveFlags {
  const letters = reader.acceptMatch(/[A-Za-z^-]*/y)![0];
  if (reader.isAtEnd) throw reader.syntax(start, 'The group is never closed: a `)` is missing.');
  if (!/[):]/.test(reader.peek()) || !/^\^?[A-Za-z]*-?[A-Za-z]*$/.test(letters))
    throw refuseGroup(reader, start);
  const other = /[^imsx-]|xx/.exec(letters);
  if (other) throw refuseFlag(reader, start, letters, other[0]);
  const flags = { ...reader.flags };
  const [on = '', off = ''] = letters.split('-');
  for (const [text, value] of [
    [on, true],
    [off, false],
  ] as const) {
    if (text.includes('i')) flags.ignoreCase = value;
    if (text.includes('m')) flags.multiline = value;
    if (text.includes('s')) flags.dotAll = value;
    if (text.includes('x')) flags.extended = value;
  }
  const modifiers = [...new Set(on.replace('x', ''))].map((flag) => `|${flag}`).join('');
  const advice = modifiers === '' ? '' : ` Write the modifier \`|re${modifiers}\` after the field instead.`;
  reader.notes.push({
    code: 'regex_inline_flags',
    message: `Flags inside the pattern are deprecated.${advice}`,
    range: { start, end: reader.at + 1 },
  });
  return flags;
}

function refuseFlag(reader: PatternReader, start: number, letters: string, flag: string): Error {
  if (/[^imsxnJU^-]/.test(letters)) return refuseGroup(reader, start);
  return reader.unsupported(
    start,
    `The flag \`${flag}\` is not supported: use \`i\`, \`m\`, \`s\` or \`x\`.`,
  );
}

/** Constructs PCRE has and a browser cannot run exactly, by how they begin. */
const refusedGroups: readonly (readonly [RegExp, string])[] = [
  [/^\(\?\|/, 'A branch reset group `(?|…)` is not supported: number the groups by writing `(?:…)`.'],
  [/^\(\?(?:R|0|[+-]?\d|&|P>)/, 'Recursion and subroutine calls are not supported: write the text again.'],
  [/^\(\?\(/, 'A conditional group is not supported: write the cases as alternatives, `(?:…|…)`.'],
  [/^\(\?C/, 'Callouts are not supported: leave it out.'],
  [/^\(\?<?\*/, 'Lookarounds that give back are not supported: write `(?=…)` or `(?<=…)`.'],
];

function refuseGroup(reader: PatternReader, start: number): Error {
  const begin = reader.text.slice(start, start + 4);
  reader.at = Math.min(start + 3, reader.text.length);
  for (const [pattern, message] of refusedGroups) {
    if (pattern.test(begin)) return reader.unsupported(start, message);
  }
  return reader.syntax(start, `\`${begin.slice(0, 3)}\` begins no group. To match \`(\`, write \`\\(\`.`);
}

function refuseVerb(reader: PatternReader, start: number): Error {
  const verb = reader.acceptMatch(/\*[A-Za-z][\w:=-]*\)?/y);
  if (verb) return reader.unsupported(start, 'Verbs such as `(*FAIL)` are not supported: leave it out.');
  reader.at++;
  return reader.syntax(
    start,
    '`*` repeats what stands before it, and nothing does. To match it, write `\\*`.',
  );
}
