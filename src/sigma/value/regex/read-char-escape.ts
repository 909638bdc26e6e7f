import { maxCodePoint } from './char-set.ts';
import type { PatternReader } from './pattern-reader.ts';

const controlLetters: Readonly<Record<string, number>> = { a: 7, e: 0x1b, f: 0x0c, n: 0x0a, r: 0x0d, t: 9 };

/**
 * Reads an escape that stands for one character, the reader standing after the backslash. `null` when it is something
 * else; nothing is taken then. Decimal references are the caller's.
 */
export function readCharEscape(reader: PatternReader, start: number): number | null {
  const letter = reader.peek();
  const control = controlLetters[letter];
  if (control !== undefined) {
    reader.at++;
    if (letter === 'a' || letter === 'e') reader.noteOutside(start, `\`\\${letter}\``);
    return control;
  }
  switch (letter) {
    case '':
      throw reader.syntax(start, 'Nothing follows the backslash. To match a backslash, write `\\\\`.');
    case '0':
      return parseInt(reader.acceptMatch(/[0-7]{1,3}/y)![0], 8);
    case 'x':
      return readHex(reader, start);
    case 'o':
      reader.at++;
      reader.noteOutside(start, '`\\o{…}`');
      return readBraced(reader, start, 8, '`\\o`');
    case 'c':
      return readControl(reader, start);
    case 'N':
      if (!reader.accept('N{U+')) return null;
      reader.at -= 2;
      reader.noteOutside(start, '`\\N{U+…}`');
      return readBraced(reader, start, 16, '`\\N{U+`');
    default:
      if (/[A-Za-z0-9]/.test(letter)) return null;
      return reader.take().codePointAt(0)!;
  }
}

function readHex(reader: PatternReader, start: number): number {
  reader.at++;
  if (reader.peek() === '{') return readBraced(reader, start, 16, '`\\x`');
  // PCRE: up to two digits, and none at all is the character 0.
  return parseInt(`0${reader.acceptMatch(/[0-9a-fA-F]{0,2}/y)![0]}`, 16);
}

/** Reads `{digits}` or, after `\N`, `U+digits}`. */
function readBraced(reader: PatternReader, start: number, base: 8 | 16, name: string): number {
  const digits = reader.acceptMatch(base === 8 ? /\{([0-7]+)\}/y : /(?:\{|U\+)([0-9a-fA-F]+)\}/y);
  if (!digits) {
    throw reader.syntax(
      start,
      `After ${name} stands ${base === 8 ? 'an octal' : 'a hexadecimal'} number in braces, such as \`{41}\`.`,
    );
  }
  const codePoint = parseInt(digits[1]!, base);
  if (codePoint > maxCodePoint)
    throw reader.syntax(start, 'There is no such character: the number is too large.');
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
    throw reader.syntax(start, 'Half of a surrogate pair is no character. Write the whole character.');
  }
  return codePoint;
}

function readControl(reader: PatternReader, start: number): number {
  reader.at++;
  const control = reader.acceptMatch(/[ -~]/y);
  if (!control) throw reader.syntax(start, 'After `\\c` stands a printable ASCII character, such as `\\cA`.');
  reader.noteOutside(start, '`\\c…`');
  return control[0].toUpperCase().charCodeAt(0) ^ 0x40;
}
