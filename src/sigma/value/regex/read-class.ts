import type { CharSet } from './char-set.ts';
import { classEscapes, complementOf, posixClasses, singleChar, unionOf } from './char-set.ts';
import { closeOverCase } from './case-closure.ts';
import type { PatternReader } from './pattern-reader.ts';
import { readCharEscape } from './read-char-escape.ts';
import { readProperty } from './read-property.ts';
import type { SetNode } from './regex-node.ts';

type ClassToken =
  | { readonly type: 'char'; readonly codePoint: number; readonly start: number }
  | { readonly type: 'set'; readonly set: CharSet; readonly start: number }
  | { readonly type: 'hyphen'; readonly start: number }
  | { readonly type: 'close'; readonly start: number };

/** Reads a character class, the reader standing on `[`. */
export function readClass(reader: PatternReader): SetNode {
  const start = reader.at;
  const posix = findPosix(reader);
  if (posix !== null) {
    reader.at = posix + 2;
    const inside = reader.text.slice(start, reader.at);
    throw reader.syntax(start, `A POSIX class stands inside a class: write \`[${inside}]\`.`);
  }
  reader.at++;
  const isNegated = reader.accept('^');
  const chars: CharSet[] = [];
  const sets: CharSet[] = [];
  // What a hyphen would continue: a character begins a range, a set must not, the start and a range's end let it be.
  let before: ClassToken | null = null;
  let token = readToken(reader, start, true);
  while (token.type !== 'close') {
    let next = readToken(reader, start, false);
    if (token.type === 'set') {
      sets.push(token.set);
      before = token;
    } else if (token.type === 'hyphen' && before !== null) {
      if (next.type === 'close') {
        chars.push(singleChar(0x2d));
      } else {
        chars.push(readRange(reader, before, next));
        before = null;
        next = readToken(reader, start, false);
      }
    } else {
      const char: ClassToken = { type: 'char', codePoint: codePointOf(token), start: token.start };
      chars.push(singleChar(char.codePoint));
      before = char;
    }
    token = next;
  }
  const written = unionOf(...chars);
  const folded = reader.flags.ignoreCase ? closeOverCase(written) : written;
  const all = unionOf(folded, ...sets);
  return reader.class(isNegated ? complementOf(all) : all, start);
}

function codePointOf(token: ClassToken): number {
  return token.type === 'char' ? token.codePoint : 0x2d;
}

function readRange(reader: PatternReader, first: ClassToken, last: ClassToken): CharSet {
  if (first.type === 'set' || last.type === 'set') {
    const mend = 'To match a hyphen, put it first, last, or write `\\-`.';
    throw reader.syntax(first.start, `A range goes from one character to another, not to a class. ${mend}`);
  }
  const from = codePointOf(first);
  const to = codePointOf(last);
  if (from > to) {
    throw reader.syntax(first.start, 'The range is reversed: its first character comes after its last.');
  }
  return [from, to];
}

function readToken(reader: PatternReader, classStart: number, isFirst: boolean): ClassToken {
  for (;;) {
    if (reader.accept('\\E')) {
      reader.isQuoting = false;
    } else if (!reader.isQuoting && reader.accept('\\Q')) {
      reader.isQuoting = true;
      reader.noteOutside(reader.at - 2, '`\\Q…\\E`');
    } else {
      break;
    }
  }
  const start = reader.at;
  if (reader.isAtEnd) {
    throw reader.syntax(
      classStart,
      'The class is never closed: a `]` is missing. To match `[`, write `\\[`.',
    );
  }
  if (!reader.isQuoting) {
    if (!isFirst && reader.accept(']')) return { type: 'close', start };
    if (reader.accept('-')) return { type: 'hyphen', start };
    const posixEnd = findPosix(reader);
    if (posixEnd !== null) return { type: 'set', set: readPosix(reader, posixEnd), start };
    if (reader.accept('\\')) return readClassEscape(reader, start);
  }
  return { type: 'char', codePoint: reader.take().codePointAt(0)!, start };
}

function readClassEscape(reader: PatternReader, start: number): ClassToken {
  const octal = reader.acceptMatch(/[0-7]{1,3}/y);
  if (octal) return { type: 'char', codePoint: parseInt(octal[0], 8), start };
  const codePoint = readCharEscape(reader, start);
  if (codePoint !== null) return { type: 'char', codePoint, start };
  const letter = reader.take();
  if (letter === 'b') return { type: 'char', codePoint: 8, start };
  if (/[89]/.test(letter)) return { type: 'char', codePoint: letter.charCodeAt(0), start };
  if (letter === 'p' || letter === 'P')
    return { type: 'set', set: readProperty(reader, start, letter), start };
  const set = letter === 'N' ? undefined : classEscapes[letter.toLowerCase()];
  if (!set) throw reader.syntax(start, `\`\\${letter}\` means nothing inside a class.`);
  if (/[hv]/i.test(letter)) reader.noteOutside(start, `\`\\${letter}\``);
  return { type: 'set', set: /[A-Z]/.test(letter) ? complementOf(set) : set, start };
}

/** The offset of the `:]` that ends a POSIX class beginning here, or `null`; PCRE's own rule of what looks like one. */
function findPosix(reader: PatternReader): number | null {
  const mark = reader.peek(1);
  if (reader.peek() !== '[' || !/^[:.=]$/.test(mark)) return null;
  const { text } = reader;
  for (let i = reader.at + 2; i + 1 < text.length; i++) {
    const next = text[i + 1]!;
    if (text[i] === '\\' && (next === ']' || next === '\\')) i++;
    else if (text[i] === ']' || (text[i] === '[' && next === mark)) return null;
    else if (text[i] === mark && next === ']') return i;
  }
  return null;
}

function readPosix(reader: PatternReader, end: number): CharSet {
  const start = reader.at;
  const mark = reader.peek(1);
  const isNegated = reader.peek(2) === '^';
  const name = reader.text.slice(start + (isNegated ? 3 : 2), end);
  reader.at = end + 2;
  if (mark !== ':') throw reader.syntax(start, 'PCRE does not support POSIX collating elements.');
  if (name === '<' || name === '>') {
    throw reader.unsupported(
      start,
      `\`[[:${name}:]]\` is not supported: write \`\\b\` for the edge of a word.`,
    );
  }
  // Case-insensitive `[[:upper:]]` and `[[:lower:]]` are any letter.
  const isCase = reader.flags.ignoreCase && (name === 'upper' || name === 'lower');
  const set = Object.hasOwn(posixClasses, name) ? posixClasses[isCase ? 'alpha' : name] : undefined;
  if (!set) throw reader.syntax(start, `There is no POSIX class \`${name}\`. One of them is \`[:alpha:]\`.`);
  reader.noteOutside(start, 'POSIX classes');
  return isNegated ? complementOf(set) : set;
}
