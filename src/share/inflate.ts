// zlib (RFC 1950, 1951) → bytes. Our own, although browsers have `DecompressionStream`: that tells neither a
// cut text from a changed one, nor does it stop at a size before a whole chunk is unpacked.

export type Inflated =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: 'cut_off' | 'broken' | 'too_large' };

/** Unpacks a zlib stream that is all of `data`. Stops as soon as the answer is longer than `maxLength`. */
export function inflate(data: Uint8Array, maxLength: number): Inflated {
  try {
    return { ok: true, bytes: readZlib(new BitReader(data), new Output(maxLength)) };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, why: error.why };
    throw error;
  }
}

/** Thrown and caught in this file only. */
class Stop {
  readonly why: 'cut_off' | 'broken' | 'too_large';
  constructor(why: 'cut_off' | 'broken' | 'too_large') {
    this.why = why;
  }
}

class BitReader {
  readonly #data: Uint8Array;
  #pos = 0;
  #hold = 0;
  #held = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  get isAtEnd(): boolean {
    return this.#pos === this.#data.length;
  }

  byte(): number {
    const byte = this.#data[this.#pos++];
    if (byte === undefined) throw new Stop('cut_off');
    return byte;
  }

  /** At most 16 bits, the first the lowest. */
  bits(count: number): number {
    while (this.#held < count) {
      this.#hold |= this.byte() << this.#held;
      this.#held += 8;
    }
    const bits = this.#hold & ((1 << count) - 1);
    this.#hold >>>= count;
    this.#held -= count;
    return bits;
  }

  /** Drops the rest of the byte. At most 7 bits are held between calls. */
  align(): void {
    this.#hold = 0;
    this.#held = 0;
  }
}

class Output {
  readonly #maxLength: number;
  #bytes = new Uint8Array(1024);
  #length = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  push(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  repeat(distance: number, length: number): void {
    if (distance > this.#length) throw new Stop('broken');
    this.#reserve(length);
    for (let i = 0; i < length; i++, this.#length++)
      this.#bytes[this.#length] = this.#bytes[this.#length - distance] as number;
  }

  #reserve(count: number): void {
    const length = this.#length + count;
    if (length > this.#maxLength) throw new Stop('too_large');
    if (length <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * this.#bytes.length);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

function readZlib(input: BitReader, output: Output): Uint8Array<ArrayBuffer> {
  const method = input.byte();
  const flags = input.byte();
  const isDeflate = (method & 0x0f) === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0;
  if (!isDeflate || (flags & 0x20) !== 0) throw new Stop('broken');
  let isLast = false;
  while (!isLast) {
    isLast = input.bits(1) === 1;
    const type = input.bits(2);
    if (type === 0) readStored(input, output);
    else if (type === 1) readCodes(input, output, fixedLengths, fixedDistances);
    else if (type === 2) readCodes(input, output, ...readTables(input));
    else throw new Stop('broken');
  }
  input.align();
  let sum = 0;
  for (let i = 0; i < 4; i++) sum = sum * 256 + input.byte();
  if (sum !== adler32(output.bytes) || !input.isAtEnd) throw new Stop('broken');
  return output.bytes;
}

function readStored(input: BitReader, output: Output): void {
  input.align();
  const length = input.bits(16);
  if (input.bits(16) !== (~length & 0xffff)) throw new Stop('broken');
  for (let i = 0; i < length; i++) output.push(input.byte());
}

/** A Huffman code in canonical form: how many codes of each length, and their symbols in order. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function toCode(lengths: ArrayLike<number>): Code {
  const counts = new Uint16Array(16);
  for (let i = 0; i < lengths.length; i++) counts[lengths[i] as number]!++;
  let left = 1;
  for (let length = 1; length < 16; length++) {
    left = 2 * left - counts[length]!;
    if (left < 0) throw new Stop('broken');
  }
  // An incomplete code is lawful only when it has one symbol, or none.
  if (left > 0 && lengths.length - counts[0]! > 1) throw new Stop('broken');
  const starts = new Uint16Array(16);
  for (let length = 1; length < 15; length++) starts[length + 1] = starts[length]! + counts[length]!;
  const symbols = new Uint16Array(lengths.length);
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i] as number;
    if (length !== 0) symbols[starts[length]!++] = i;
  }
  return { counts, symbols };
}

function readSymbol(input: BitReader, { counts, symbols }: Code): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length < 16; length++) {
    code |= input.bits(1);
    const count = counts[length]!;
    if (code - count < first) return symbols[index + code - first]!;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Stop('broken');
}

// RFC 1951, 3.2.5: base and extra bits of each length and distance symbol.
const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const lengthExtras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const distanceExtras = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];

// 3.2.6
const fixedLengths = toCode(
  Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
);
// All 32, so that the code is complete; 30 and 31 are refused when they are met.
const fixedDistances = toCode(Array.from({ length: 32 }, () => 5));

function readCodes(input: BitReader, output: Output, lengths: Code, distances: Code): void {
  for (;;) {
    const symbol = readSymbol(input, lengths);
    if (symbol < 256) output.push(symbol);
    else if (symbol === 256) return;
    else {
      const base = lengthBases[symbol - 257];
      if (base === undefined) throw new Stop('broken');
      const length = base + input.bits(lengthExtras[symbol - 257]!);
      const far = readSymbol(input, distances);
      const distance = distanceBases[far];
      if (distance === undefined) throw new Stop('broken');
      output.repeat(distance + input.bits(distanceExtras[far]!), length);
    }
  }
}

// 3.2.7: the order in which the lengths of the code of code lengths are written.
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function readTables(input: BitReader): [lengths: Code, distances: Code] {
  const lengthCount = input.bits(5) + 257;
  const distanceCount = input.bits(5) + 1;
  const codeCount = input.bits(4) + 4;
  if (lengthCount > 286 || distanceCount > 30) throw new Stop('broken');
  const codeLengths = new Uint8Array(19);
  for (let i = 0; i < codeCount; i++) codeLengths[codeOrder[i]!] = input.bits(3);
  const code = toCode(codeLengths);
  const lengths = new Uint8Array(lengthCount + distanceCount);
  for (let i = 0; i < lengths.length;) {
    const symbol = readSymbol(input, code);
    if (symbol < 16) {
      lengths[i++] = symbol;
      continue;
    }
    if (symbol === 16 && i === 0) throw new Stop('broken');
    const value = symbol === 16 ? lengths[i - 1]! : 0;
    const times = symbol === 16 ? 3 + input.bits(2) : symbol === 17 ? 3 + input.bits(3) : 11 + input.bits(7);
    if (i + times > lengths.length) throw new Stop('broken');
    lengths.fill(value, i, i + times);
    i += times;
  }
  if (lengths[256] === 0) throw new Stop('broken');
  return [toCode(lengths.subarray(0, lengthCount)), toCode(lengths.subarray(lengthCount))];
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length;) {
    // As many as fit before the sums need reducing.
    for (const stop = Math.min(i + 3800, bytes.length); i < stop; i++) {
      a += bytes[i]!;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return b * 65536 + a;
}
