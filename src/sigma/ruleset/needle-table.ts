// Which of many needles a text holds. Each needle is known by three units in a row that few other needles have. One walk
// over the text keeps a hash of the last three units; only where that of some needle is met is the needle looked for. No
// jumps: where to go next would wait for what was read last, which takes longer than reading every unit. No automaton:
// its tables grow with the alphabet, and rules speak of emoji.
import { fold } from '../value/fold.ts';
import { bytesOf } from './rule-list.ts';
import type { RuleList, Sink, TextTable, Wanted } from './rule-list.ts';
import { mayHold } from './unit.ts';

const gramLength = 3;
/** For so few needles, looking for each is quicker. */
const fewNeedles = 2;

export function compileNeedles(wanted: Wanted): TextTable[] {
  if (wanted.size === 0) return [];
  if (wanted.size <= fewNeedles) return [new EachNeedle(wanted)];
  const short = new Map([...wanted].filter(([needle]) => needle.length < gramLength));
  const rest = new Map([...wanted].filter(([needle]) => needle.length >= gramLength));
  return [
    ...(short.size > 0 ? [new EachNeedle(short)] : []),
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
  private readonly gramBits: number;
  private readonly mask: number;
  /** By hash of three units: the number of the group of needles that have it; 0 for none. */
  private readonly groupOf: Uint16Array;
  /** By group, one more than there are: its first needle. */
  private readonly firstOf: Int32Array;
  private readonly needles: readonly string[];
  private readonly rules: readonly RuleList[];
  /** From the start of a needle to the end of its three units. */
  private readonly offsets: Int32Array;

  constructor(wanted: Wanted) {
    this.gramBits = wanted.size <= smallTable ? 4 : 5;
    this.mask = 2 ** (gramLength * this.gramBits) - 1;
    const places = this.choosePlaces([...wanted.keys()]).sort((a, b) => a.gram - b.gram);
    this.needles = places.map(({ needle }) => needle);
    this.rules = places.map(({ needle }) => wanted.get(needle) as RuleList);
    this.offsets = Int32Array.from(places, ({ offset }) => offset);
    this.groupOf = new Uint16Array(this.mask + 1);
    const firstOf = [0];
    for (const [i, { gram }] of places.entries()) {
      if (i > 0 && places[i - 1]?.gram === gram) continue;
      this.groupOf[gram] = firstOf.length;
      firstOf.push(i);
    }
    this.firstOf = Int32Array.from([...firstOf, places.length]);
    this.bytes = bytesOf(wanted, this.groupOf, this.firstOf, this.offsets);
  }

  search(text: string, isFolded: boolean, sink: Sink): void {
    const { groupOf, gramBits, mask } = this;
    const { length } = text;
    const { charCodeAt } = String.prototype;
    let gram = 0;
    let units = 0;
    for (let at = 0; at < length; at++) {
      const code = charCodeAt.call(text, at);
      units |= code;
      gram = ((gram << gramBits) ^ (code | caseBit)) & mask;
      const group = groupOf[gram] as number;
      if (group !== 0) this.verify(text, at + 1, group, sink);
    }
    if (units > 127 && !isFolded) this.search(fold(text), true, sink);
  }

  private verify(text: string, end: number, group: number, sink: Sink): void {
    const last = this.firstOf[group + 1] as number;
    for (let i = this.firstOf[group] as number; i < last; i++) {
      const start = end - (this.offsets[i] as number);
      if (start >= 0 && mayHold(text, start, this.needles[i] as string)) sink.mark(this.rules[i] as RuleList);
    }
  }

  /** For each needle the three units that the fewest needles have. */
  private choosePlaces(needles: readonly string[]): Place[] {
    const pairs = new Map<number, number>();
    const grams = new Uint32Array(this.mask + 1);
    for (const needle of needles) {
      const last = Math.min(needle.length, maxOffset);
      for (let end = 2; end <= last; end++) {
        const pair = pairBefore(needle, end);
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
        if (end < gramLength) continue;
        const gram = this.gramBefore(needle, end);
        grams[gram] = (grams[gram] as number) + 1;
      }
    }
    const commonness = (needle: string, end: number): number =>
      4 * (grams[this.gramBefore(needle, end)] as number) +
      Math.log2(pairs.get(pairBefore(needle, end)) as number) +
      Math.log2(pairs.get(pairBefore(needle, end - 1)) as number);
    return needles.map((needle) => {
      let offset = gramLength;
      let least = Infinity;
      const last = Math.min(needle.length, maxOffset);
      for (let end = gramLength; end <= last; end++) {
        const common = commonness(needle, end);
        if (common >= least) continue;
        least = common;
        offset = end;
      }
      return { needle, gram: this.gramBefore(needle, offset), offset };
    });
  }

  private gramBefore(text: string, end: number): number {
    let gram = 0;
    for (let at = end - gramLength; at < end; at++)
      gram = ((gram << this.gramBits) ^ (text.charCodeAt(at) | caseBit)) & this.mask;
    return gram;
  }
}

/** Tells the letters of ASCII from their capitals. */
const caseBit = 32;
const smallTable = 64;
/** Hostile rules have needles of megabytes: their beginning is enough to know them by. */
const maxOffset = 128;

interface Place {
  readonly needle: string;
  readonly gram: number;
  readonly offset: number;
}

function pairBefore(text: string, end: number): number {
  return (text.charCodeAt(end - 2) << 16) | text.charCodeAt(end - 1);
}
