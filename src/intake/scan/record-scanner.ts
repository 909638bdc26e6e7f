// Where a JSON value with brackets ends, and whether it is one that `JSON.parse` reads as it is written. Byte after
// byte, over any number of chunks; strings are passed over, and nothing is kept.

/** Deeper ones are for the reader that says where the depth begins. */
const maxSimpleDepth = 500;
/** Of integers that a double holds, whatever they are. */
const maxSimpleDigits = 15;
const maxKnownDepth = 1024;
const [plain, quoteKind, opener, closer, digit, sign, foreign] = [0, 1, 2, 3, 4, 5, 6];
const kinds = new Uint8Array(256).fill(foreign);
const mark = (text: string, kind: number) => {
  for (let i = 0; i < text.length; i++) kinds[text.charCodeAt(i)] = kind;
};
mark(' \n\r\t,:truefalsn', plain);
mark('"', quoteKind);
mark('{[', opener);
mark('}]', closer);
mark('0123456789', digit);
mark('.+-E', sign);

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, openBracket] = [0x7b, 0x5b];

export class RecordScanner {
  /** Its numbers are short integers, and it is not very deep. */
  isSimple = true;
  pos = 0;
  #depth = 0;
  #inString = false;
  #digits = 0;
  readonly #open = new Uint8Array(maxKnownDepth);

  begin(): void {
    this.isSimple = true;
    this.#depth = 0;
    this.#inString = false;
    this.#digits = 0;
  }

  /** Within an object, behind one of its values. */
  beginInside(): void {
    this.begin();
    this.#depth = 1;
    this.#open[0] = openBrace;
  }

  /**
   * From `from` in the record that begins at `start`: the offset after it, -1 at what cannot be JSON, or 0 when more
   * bytes are needed. `pos` is where it goes on.
   */
  scan(buffer: Uint8Array, start: number, from: number, length: number): number {
    let pos = from;
    let depth = this.#depth;
    let inString = this.#inString;
    let digits = this.#digits;
    let found = 0;
    scanning: while (pos < length) {
      if (inString) {
        for (;;) {
          const c = buffer[pos] as number;
          if (c === quote) break;
          if (c === backslash) pos++;
          else if (c < 0x20) {
            found = -1;
            break scanning;
          }
          if (++pos >= length) break scanning;
        }
        inString = false;
        pos++;
        continue;
      }
      const c = buffer[pos] as number;
      const kind = kinds[c] as number;
      if (kind === digit) {
        if (++digits > maxSimpleDigits) this.isSimple = false;
        pos++;
        continue;
      }
      // `1e5`; the e of `true` follows no digit.
      if (digits > 0 && c === 0x65) this.isSimple = false;
      digits = 0;
      if (kind === plain) pos++;
      else if (kind === quoteKind) {
        inString = true;
        pos++;
      } else if (kind === opener) {
        if (depth > 0 && depth <= maxKnownDepth && !this.#mayOpen(buffer, start, pos, depth)) {
          found = -1;
          break;
        }
        if (depth < maxKnownDepth) this.#open[depth] = c;
        if (++depth > maxSimpleDepth) this.isSimple = false;
        pos++;
      } else if (kind === closer) {
        depth--;
        if (depth < maxKnownDepth && this.#open[depth] !== c - 2) {
          found = -1;
          break;
        }
        pos++;
        if (depth === 0) {
          found = pos;
          break;
        }
      } else if (kind === sign) {
        this.isSimple = false;
        pos++;
      } else {
        found = -1;
        break;
      }
    }
    this.pos = pos;
    this.#depth = depth;
    this.#inString = inString;
    this.#digits = digits;
    return found;
  }

  /** In an object a bracket follows a colon, in an array a comma or the bracket that opened it. */
  #mayOpen(buffer: Uint8Array, start: number, pos: number, depth: number): boolean {
    let before = pos - 1;
    while (before > start && isSpace(buffer[before] as number)) before--;
    const c = buffer[before] as number;
    return this.#open[depth - 1] === openBrace ? c === colon : c === comma || c === openBracket;
  }
}

export function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}
