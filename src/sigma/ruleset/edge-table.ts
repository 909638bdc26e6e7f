// Which of many beginnings (or endings) a text has: one walk in from its edge, hashing as it goes, looking up at each
// length that some of them have.
import { fold } from '../value/fold.ts';
import { bytesOf } from './rule-list.ts';
import type { RuleList, Sink, TextTable, Wanted } from './rule-list.ts';
import { foldedUnit, mayHold, packUnit } from './unit.ts';

/** Hostile rules have edges of megabytes, and each text would be walked as far: those are known by their first units. */
const maxWalk = 64;
const filterMask = 2 ** 13 - 1;

/** So few are looked at each: most differ in their first unit. */
const fewEdges = 8;

export function compileEdges(wanted: Wanted, atEnd: boolean): TextTable[] {
  if (wanted.size === 0) return [];
  return [wanted.size <= fewEdges ? new EachEdge(wanted, atEnd) : new EdgeTable(wanted, atEnd)];
}

class EachEdge implements TextTable {
  readonly bytes: number;
  private readonly edges: readonly string[];
  private readonly rules: readonly RuleList[];
  private readonly atEnd: boolean;

  constructor(wanted: Wanted, atEnd: boolean) {
    this.edges = [...wanted.keys()];
    this.rules = [...wanted.values()];
    this.atEnd = atEnd;
    this.bytes = bytesOf(wanted);
  }

  search(text: string, _isFolded: boolean, sink: Sink): void {
    const { edges } = this;
    for (let i = 0; i < edges.length; i++) {
      const edge = edges[i] as string;
      const start = this.atEnd ? text.length - edge.length : 0;
      if (start >= 0 && mayHold(text, start, edge)) sink.mark(this.rules[i] as RuleList);
    }
  }
}

class EdgeTable implements TextTable {
  readonly bytes: number;
  private readonly atEnd: boolean;
  private readonly longest: number;
  /** By length: whether some edge is known at it. */
  private readonly has: Uint8Array;
  private readonly filter = new Uint8Array(filterMask + 1);
  private readonly byHash = new Map<number, string[]>();
  private readonly wanted: Wanted;

  constructor(wanted: Wanted, atEnd: boolean) {
    this.wanted = wanted;
    this.atEnd = atEnd;
    this.has = new Uint8Array(maxWalk + 1);
    let longest = 0;
    for (const edge of wanted.keys()) {
      const length = Math.min(edge.length, maxWalk);
      let hash = 0;
      for (let n = 0; n < length; n++)
        hash = step(hash, packUnit(edge.charCodeAt(atEnd ? edge.length - 1 - n : n)));
      longest = Math.max(longest, length);
      this.has[length] = 1;
      this.filter[hash & filterMask] = 1;
      this.byHash.set(hash, [...(this.byHash.get(hash) ?? []), edge]);
    }
    this.longest = longest;
    this.bytes = bytesOf(wanted, this.has, this.filter);
  }

  search(text: string, isFolded: boolean, sink: Sink): void {
    const { atEnd, has, filter } = this;
    const { length } = text;
    const { charCodeAt } = String.prototype;
    const most = Math.min(length, this.longest);
    let hash = 0;
    for (let n = 0; n < most; n++) {
      const code = charCodeAt.call(text, atEnd ? length - 1 - n : n);
      if (code < 128) hash = step(hash, foldedUnit[code] as number);
      else if (isFolded) hash = step(hash, packUnit(code));
      else return this.search(fold(text), true, sink);
      if (has[n + 1] !== 0 && filter[hash & filterMask] !== 0) this.verify(text, hash, sink);
    }
  }

  private verify(text: string, hash: number, sink: Sink): void {
    for (const edge of this.byHash.get(hash) ?? []) {
      const start = this.atEnd ? text.length - edge.length : 0;
      if (start >= 0 && mayHold(text, start, edge)) sink.mark(this.wanted.get(edge) as RuleList);
    }
  }
}

function step(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}
