// Which of many needles a text holds, in one pass over it. Each needle is known by four units of its own that few other
// needles have; where those units stand in the text, the needle itself is looked for. No automaton: its tables grow with
// the alphabet, and rules speak of emoji.

/** Calls `found` with the number of each needle that the text holds, some of them more than once. */
export interface TextTable {
  search(text: string, found: (needle: number) => void): void;
  readonly bytes: number;
}

/** For so few needles, looking for each is quicker. */
const fewNeedles = 3;
const gramLength = 4;
/** Each unit takes seven bits, so that four fit into one small integer; other units than ASCII may collide. */
const unitBits = 7;
const gramMask = 2 ** (unitBits * gramLength) - 1;

const unitOf = (code: number): number => (code < 128 ? code : (code ^ (code >>> 7) ^ (code >>> 14)) & 127);
const gramHash = (gram: number): number => Math.imul(gram, 0x9e3779b1);

export function compileNeedles(needles: readonly string[]): TextTable {
  if (needles.length <= fewNeedles) return eachNeedle(needles);
  const short: number[] = [];
  const long: number[] = [];
  for (const [i, needle] of needles.entries()) (needle.length < gramLength ? short : long).push(i);
  const tables: TextTable[] = [];
  if (short.length > 0) tables.push(shortNeedles(needles, short));
  if (long.length > 0) tables.push(longNeedles(needles, long));
  const [only] = tables;
  if (tables.length === 1 && only) return only;
  return {
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
    search: (text, found) => tables.forEach((table) => table.search(text, found)),
  };
}

function eachNeedle(needles: readonly string[]): TextTable {
  return {
    bytes: 0,
    search(text, found) {
      for (let i = 0; i < needles.length; i++) if (text.includes(needles[i] as string)) found(i);
    },
  };
}

/** Needles of one to three units, by all their units. */
function shortNeedles(needles: readonly string[], which: readonly number[]): TextTable {
  const byText = new Map<string, number>(which.map((i) => [needles[i] as string, i]));
  const lengths = [1, 2, 3].filter((length) => which.some((i) => needles[i]?.length === length));
  const starts = new Uint8Array(128);
  for (const i of which) starts[unitOf((needles[i] as string).charCodeAt(0))] = 1;
  return {
    bytes: starts.byteLength + 64 * byText.size,
    search(text, found) {
      for (let at = 0; at < text.length; at++) {
        if (starts[unitOf(text.charCodeAt(at))] === 0) continue;
        for (const length of lengths) {
          const needle = byText.get(text.slice(at, at + length));
          if (needle !== undefined) found(needle);
        }
      }
    },
  };
}

function longNeedles(needles: readonly string[], which: readonly number[]): TextTable {
  const places = rarestGrams(needles, which).sort((a, b) => a.gram - b.gram);
  // Sixteen bits and two slots a needle: few texts get past the bits, and the slots are seldom taken.
  const bits = Math.max(8, Math.ceil(Math.log2(places.length * 32)));
  const filterShift = 32 - bits;
  const filter = new Uint32Array(2 ** (bits - 5));
  const slotShift = 32 - (bits - 4);
  const slotMask = 2 ** (bits - 4) - 1;
  const slotGram = new Int32Array(slotMask + 1).fill(-1);
  const slotFirst = new Int32Array(slotMask + 1);
  const needle = Int32Array.from(places, (place) => place.needle);
  const offset = Int32Array.from(places, (place) => place.offset);
  const grams = Int32Array.from(places, (place) => place.gram);
  for (const [i, { gram }] of places.entries()) {
    if (i > 0 && grams[i - 1] === gram) continue;
    const hash = gramHash(gram);
    const bit = hash >>> filterShift;
    filter[bit >>> 5] = (filter[bit >>> 5] as number) | (1 << (bit & 31));
    let slot = hash >>> slotShift;
    while (slotGram[slot] !== -1) slot = (slot + 1) & slotMask;
    slotGram[slot] = gram;
    slotFirst[slot] = i;
  }
  const verify = (text: string, gram: number, end: number, found: (needle: number) => void): void => {
    let slot = gramHash(gram) >>> slotShift;
    while (slotGram[slot] !== gram) {
      if (slotGram[slot] === -1) return;
      slot = (slot + 1) & slotMask;
    }
    for (let i = slotFirst[slot] as number; grams[i] === gram; i++) {
      const which = needle[i] as number;
      if (text.startsWith(needles[which] as string, end - (offset[i] as number))) found(which);
    }
  };
  const typed = [filter, slotGram, slotFirst, needle, offset, grams];
  return {
    bytes: typed.reduce((sum, { byteLength }) => sum + byteLength, 0),
    search(text, found) {
      let gram = 0;
      const { length } = text;
      for (let at = 0; at < length; at++) {
        const code = text.charCodeAt(at);
        gram = ((gram << unitBits) | (code < 128 ? code : unitOf(code))) & gramMask;
        const bit = Math.imul(gram, 0x9e3779b1) >>> filterShift;
        if (((filter[bit >>> 5] as number) & (1 << (bit & 31))) !== 0) verify(text, gram, at + 1, found);
      }
    },
  };
}

interface Place {
  readonly needle: number;
  readonly gram: number;
  /** From the start of the needle to the end of the gram. */
  readonly offset: number;
}

/** For each needle the stretch that the fewest needles hold. */
function rarestGrams(needles: readonly string[], which: readonly number[]): Place[] {
  const counts = new Map<number, number>();
  for (const i of which)
    eachGram(needles[i] as string, (gram) => counts.set(gram, (counts.get(gram) ?? 0) + 1));
  return which.map((needle) => {
    let best: Place = { needle, gram: 0, offset: -1 };
    let least = Infinity;
    eachGram(needles[needle] as string, (gram, offset) => {
      const count = counts.get(gram) as number;
      if (count >= least) return;
      least = count;
      best = { needle, gram, offset };
    });
    return best;
  });
}

/** Hostile rules have needles of megabytes: their beginning is enough to know them by. */
const maxGrams = 256;

function eachGram(text: string, visit: (gram: number, end: number) => void): void {
  let gram = 0;
  const end = Math.min(text.length, maxGrams);
  for (let at = 0; at < end; at++) {
    gram = ((gram << unitBits) | unitOf(text.charCodeAt(at))) & gramMask;
    if (at >= gramLength - 1) visit(gram, at + 1);
  }
}
