// Which of many needles a text holds (Wu and Manber's search). Each needle is known by a window of its units that few
// other needles share. Two units of the text say how far the next window may be away; only where a window may end are the
// needles looked for that have it. No automaton: its tables grow with the alphabet, and rules speak of emoji.
import { fold } from '../value/fold.ts';
import { bytesOf } from './rule-list.ts';
import type { RuleList, Sink, TextTable, Wanted } from './rule-list.ts';
import { foldedUnit, mayHold, packUnit, unitBits } from './unit.ts';

/** Longer windows move on further, and are met more often by chance. */
const longestWindow = 8;
const longestGram = 4;
/** For so few needles, looking for each is quicker. */
const fewNeedles = 2;

/** `length` of the shortest needle at least 2, or few needles. */
export function compileNeedles(wanted: Wanted): TextTable[] {
  if (wanted.size === 0) return [];
  if (wanted.size <= fewNeedles) return [new EachNeedle(wanted)];
  const single = new Map([...wanted].filter(([needle]) => needle.length < 2));
  const rest = new Map([...wanted].filter(([needle]) => needle.length >= 2));
  return [
    ...(single.size > 0 ? [new EachNeedle(single)] : []),
    ...(rest.size > 0 ? [new NeedleTable(rest)] : []),
  ];
}

class EachNeedle implements TextTable {
  readonly bytes: number;
  private readonly wanted: readonly (readonly [string, RuleList])[];

  constructor(wanted: Wanted) {
    this.wanted = [...wanted];
    this.bytes = bytesOf(wanted);
  }

  search(text: string, isFolded: boolean, sink: Sink): void {
    const folded = isFolded ? text : fold(text);
    for (const [needle, rules] of this.wanted) if (folded.includes(needle)) sink.mark(rules);
  }
}

class NeedleTable implements TextTable {
  readonly bytes: number;
  private readonly window: number;
  private readonly gramLength: number;
  /** By two units: how far the end of the next window is away at least. */
  private readonly shifts: Uint8Array;
  /** Open addressing: the last units of a window, and the first of its needles, which stand together. */
  private readonly slotGram: Int32Array;
  private readonly slotFirst: Int32Array;
  private readonly slotShift: number;
  private readonly slotMask: number;
  private readonly grams: Int32Array;
  private readonly needles: readonly string[];
  private readonly rules: readonly RuleList[];
  /** From the start of a needle to the end of its window. */
  private readonly offsets: Int32Array;

  constructor(wanted: Wanted) {
    const all = [...wanted.keys()];
    const shortest = all.reduce((least, { length }) => Math.min(least, length), longestWindow);
    this.window = shortest;
    this.gramLength = Math.min(shortest, longestGram);
    this.shifts = new Uint8Array(2 ** (2 * unitBits)).fill(shortest - 1);
    const places = chooseWindows(all, shortest, this.gramLength).sort((a, b) => a.gram - b.gram);
    const slotBits = Math.ceil(Math.log2(places.length * 2 + 1));
    this.slotShift = 32 - slotBits;
    this.slotMask = 2 ** slotBits - 1;
    this.slotGram = new Int32Array(this.slotMask + 1).fill(-1);
    this.slotFirst = new Int32Array(this.slotMask + 1);
    this.needles = places.map(({ needle }) => needle);
    this.rules = places.map(({ needle }) => wanted.get(needle) as RuleList);
    this.grams = Int32Array.from(places, ({ gram }) => gram);
    this.offsets = Int32Array.from(places, ({ offset }) => offset);
    for (const [i, place] of places.entries()) {
      if (i === 0 || this.grams[i - 1] !== place.gram) this.addSlot(place.gram, i);
      this.addShifts(place);
    }
    this.bytes = bytesOf(wanted, this.shifts, this.slotGram, this.slotFirst, this.grams, this.offsets);
  }

  private addSlot(gram: number, first: number): void {
    let slot = Math.imul(gram, golden) >>> this.slotShift;
    while (this.slotGram[slot] !== -1) slot = (slot + 1) & this.slotMask;
    this.slotGram[slot] = gram;
    this.slotFirst[slot] = first;
  }

  private addShifts({ needle, offset }: Place): void {
    for (let away = 0; away < this.window - 1; away++) {
      const pair = pairAt(needle, offset - 1 - away);
      this.shifts[pair] = Math.min(this.shifts[pair] as number, away);
    }
  }

  search(text: string, isFolded: boolean, sink: Sink): void {
    const { shifts } = this;
    const { length } = text;
    for (let at = this.window - 1; at < length;) {
      const before = text.charCodeAt(at - 1);
      const code = text.charCodeAt(at);
      if ((before | code) > 127 && !isFolded) return this.search(fold(text), true, sink);
      const shift = shifts[
        (before | code) > 127
          ? (packUnit(before) << unitBits) | packUnit(code)
          : ((foldedUnit[before] as number) << unitBits) | (foldedUnit[code] as number)
      ] as number;
      if (shift === 0) this.verify(text, at + 1, sink);
      at += shift === 0 ? 1 : shift;
    }
  }

  private verify(text: string, end: number, sink: Sink): void {
    const gram = gramBefore(text, end, this.gramLength);
    let slot = Math.imul(gram, golden) >>> this.slotShift;
    for (; this.slotGram[slot] !== gram; slot = (slot + 1) & this.slotMask)
      if (this.slotGram[slot] === -1) return;
    for (let i = this.slotFirst[slot] as number; this.grams[i] === gram; i++) {
      const start = end - (this.offsets[i] as number);
      if (start >= 0 && mayHold(text, start, this.needles[i] as string)) sink.mark(this.rules[i] as RuleList);
    }
  }
}

const golden = 0x9e3779b1;

function pairAt(text: string, at: number): number {
  return (packUnit(text.charCodeAt(at - 1)) << unitBits) | packUnit(text.charCodeAt(at));
}

function gramBefore(text: string, end: number, length: number): number {
  let gram = 0;
  for (let at = end - length; at < end; at++) gram = (gram << unitBits) | packUnit(text.charCodeAt(at));
  return gram;
}

interface Place {
  readonly needle: string;
  readonly gram: number;
  readonly offset: number;
}

/** Hostile rules have needles of megabytes: their beginning is enough to know them by. */
const maxOffset = 128;

/** For each needle the window that the fewest needles hold, by its pairs and its last units. */
function chooseWindows(needles: readonly string[], window: number, gramLength: number): Place[] {
  const pairs = new Uint32Array(2 ** (2 * unitBits));
  const grams = new Map<number, number>();
  const lastOf = (needle: string): number => Math.min(needle.length, maxOffset);
  for (const needle of needles) {
    for (let at = 1; at < lastOf(needle); at++) {
      const pair = pairAt(needle, at);
      pairs[pair] = (pairs[pair] as number) + 1;
    }
    for (let end = window; end <= lastOf(needle); end++) {
      const gram = gramBefore(needle, end, gramLength);
      grams.set(gram, (grams.get(gram) ?? 0) + 1);
    }
  }
  return needles.map((needle) => {
    let best: Place = { needle, gram: 0, offset: 0 };
    let least = Infinity;
    for (let end = window; end <= lastOf(needle); end++) {
      const gram = gramBefore(needle, end, gramLength);
      let cost = 4 * (grams.get(gram) as number);
      for (let at = end - window + 1; at < end; at++) cost += Math.log2(pairs[pairAt(needle, at)] as number);
      if (cost >= least) continue;
      least = cost;
      best = { needle, gram, offset: end };
    }
    return best;
  });
}
