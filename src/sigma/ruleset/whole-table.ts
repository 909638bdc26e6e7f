// Which of many texts another one is. Most texts are told apart by their length and their first units, before they are
// folded.
import { fold } from '../value/fold.ts';
import { bytesOf } from './rule-list.ts';
import type { Sink, TextTable, Wanted } from './rule-list.ts';
import { foldedUnit } from './unit.ts';

const filterMask = 2 ** 13 - 1;

export class WholeTable implements TextTable {
  readonly bytes: number;
  private readonly wanted: Wanted;
  private readonly filter = new Uint8Array(filterMask + 1);

  constructor(wanted: Wanted) {
    this.wanted = wanted;
    for (const text of wanted.keys()) {
      const known = sketch(text);
      if (known >= 0) this.filter[known] = 1;
    }
    this.bytes = bytesOf(wanted, this.filter);
  }

  search(text: string, isFolded: boolean, sink: Sink): void {
    const known = sketch(text);
    if (known >= 0 && this.filter[known] === 0) return;
    const rules = this.wanted.get(isFolded ? text : fold(text));
    if (rules) sink.mark(rules);
  }
}

/** Of the length and four units, the same for a text and its folded text; -1: not all of them are ASCII. */
function sketch(text: string): number {
  const { length } = text;
  const { charCodeAt } = String.prototype;
  if (length === 0) return 0;
  const first = charCodeAt.call(text, 0);
  const second = charCodeAt.call(text, length >> 2);
  const third = charCodeAt.call(text, length >> 1);
  const last = charCodeAt.call(text, length - 1);
  if ((first | second | third | last) > 127) return -1;
  const high = (length * 31 + (foldedUnit[first] as number)) * 31 + (foldedUnit[second] as number);
  return ((high * 31 + (foldedUnit[third] as number)) * 31 + (foldedUnit[last] as number)) & filterMask;
}
