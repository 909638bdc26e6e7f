import { classEscapes, complementOf, singleChar } from './char-set.ts';
import type { PatternReader } from './pattern-reader.ts';
import { readCharEscape } from './read-char-escape.ts';
import { readProperty } from './read-property.ts';
import type { AnchorKind, RegexNode } from './regex-node.ts';

const anchors: Readonly<Record<string, AnchorKind>> = {
  A: 'text_start',
  z: 'text_end',
  Z: 'last_line_end',
  b: 'word_boundary',
  B: 'not_word_boundary',
};

/** What cannot be translated exactly, and what to write instead. */
const refused: Readonly<Record<string, string>> = {
  K: 'it moves the start of the match. Leave it out: only whether the text matches counts',
  G: 'it needs an earlier match. Write `\\A` for the start of the text',
  X: 'it takes a whole grapheme. Write `.` for one character',
  C: 'it takes one byte. Write `.` for one character',
};

/** Reads an escape outside classes, the reader standing on the backslash. */
export function readEscape(reader: PatternReader): RegexNode {
  const start = reader.at;
  reader.at++;
  const decimal = /[1-9]/.test(reader.peek()) ? readDecimal(reader, start) : null;
  if (decimal) return decimal;
  const codePoint = readCharEscape(reader, start);
  if (codePoint !== null) return reader.literal(codePoint, start);
  const letter = reader.take();
  const kind = anchors[letter];
  if (kind) {
    if (/[AzZ]/.test(letter)) reader.noteOutside(start, `\`\\${letter}\``);
    return { type: 'anchor', kind, range: reader.rangeFrom(start) };
  }
  if (letter === 'R') return readLineBreak(reader, start);
  if (letter === 'g') return readGroupReference(reader, start);
  if (letter === 'k') {
    const name = reader.acceptMatch(/<(\w+)>|'(\w+)'|\{(\w+)\}/y);
    if (!name) throw reader.syntax(start, 'After `\\k` stands the name of a group, such as `\\k<name>`.');
    return nameReference(reader, start, name[1] ?? name[2] ?? name[3]!);
  }
  if (letter === 'p' || letter === 'P') {
    return reader.class(readProperty(reader, start, letter), start);
  }
  if (refused[letter])
    throw reader.unsupported(start, `\`\\${letter}\` is not supported: ${refused[letter]}.`);
  if (letter === 'N' && /^\{(?!\d+(?:,\d*)?\})/.test(reader.text.slice(reader.at, reader.at + 16))) {
    throw reader.unsupported(start, 'Character names are not supported: write `\\x{…}` with its number.');
  }
  const set = classEscapes[letter === 'N' ? letter : letter.toLowerCase()];
  if (!set) {
    throw reader.syntax(start, `\`\\${letter}\` means nothing. To match a backslash, write \`\\\\\`.`);
  }
  if (/[hvN]/i.test(letter)) reader.noteOutside(start, `\`\\${letter}\``);
  const isComplement = letter !== 'N' && /[A-Z]/.test(letter);
  return reader.class(isComplement ? complementOf(set) : set, start);
}

/** PCRE: a reference below 10, or when it begins with 8 or 9, or when so many groups stand before; else octal. */
function readDecimal(reader: PatternReader, start: number): RegexNode {
  const digits = reader.acceptMatch(/\d+/y)![0];
  const index = Number(digits);
  if (index < 10 || index <= reader.groupCount || /^[89]/.test(digits))
    return reference(reader, start, index);
  reader.at = start + 1;
  return reader.literal(parseInt(reader.acceptMatch(/[0-7]{1,3}/y)![0], 8), start);
}

function readGroupReference(reader: PatternReader, start: number): RegexNode {
  const match = reader.acceptMatch(/\{([+-]?)(\d+)\}|([+-]?)(\d+)|\{([A-Za-z_]\w*)\}/y);
  if (!match) {
    if (/[<']/.test(reader.peek())) {
      throw reader.unsupported(
        start,
        'Calling a group as a subroutine is not supported: write its text again.',
      );
    }
    throw reader.syntax(start, 'After `\\g` stands the number or name of a group, such as `\\g{1}`.');
  }
  if (match[5] !== undefined) return nameReference(reader, start, match[5]);
  const sign = match[1] ?? match[3];
  const number = Number(match[2] ?? match[4]);
  if (sign === '') return reference(reader, start, number);
  return reference(reader, start, sign === '-' ? reader.groupCount + 1 - number : reader.groupCount + number);
}

export function nameReference(reader: PatternReader, start: number, name: string): RegexNode {
  const index = reader.groupNames.get(name);
  if (index === undefined) reader.namesAhead.push({ name, range: reader.rangeFrom(start) });
  return reference(reader, start, index ?? null);
}

function reference(reader: PatternReader, start: number, index: number | null): RegexNode {
  reader.noteOutside(start, 'references to groups');
  const node = {
    type: 'reference',
    index: index ?? 0,
    ignoreCase: reader.flags.ignoreCase,
    range: reader.rangeFrom(start),
  } as const;
  if (index !== null) reader.references.push(node);
  return node;
}

/** `\R`: any line break, and never half of CR LF. */
function readLineBreak(reader: PatternReader, start: number): RegexNode {
  reader.noteOutside(start, '`\\R`');
  const range = reader.rangeFrom(start);
  const set = (...codePoints: number[]): RegexNode => ({ type: 'set', set: codePoints, char: null, range });
  const newline = set(...singleChar(0x0a));
  const carriageReturn = set(...singleChar(0x0d));
  const notNewline: RegexNode = { type: 'look', behind: false, negative: true, body: newline, range };
  return {
    type: 'alternation',
    branches: [
      { type: 'sequence', parts: [carriageReturn, newline], range },
      { type: 'sequence', parts: [carriageReturn, notNewline], range },
      set(0x0a, 0x0c, 0x85, 0x85, 0x2028, 0x2029),
    ],
    range,
  };
}
