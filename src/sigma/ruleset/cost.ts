// How often an atom is met: guessed from its length and from how many rules look for it, or counted in a sample.
import { fold } from '../value/fold.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledSearch } from '../compile/search.ts';
import { ExactNumber } from '../event/value.ts';
import type { EventValue } from '../event/value.ts';
import { eachText } from '../value/texts.ts';
import { atomsOf } from './atom.ts';
import type { Atom } from './atom.ts';
import type { Cost, PlacedAtom } from './clause.ts';
import type { EventReader } from './event-reader.ts';

/** Names an atom and its place, for maps. */
export function atomKey({ path, atom }: PlacedAtom): string {
  const what = atom.type === 'present' ? '' : atom.type === 'number' ? String(atom.number) : atom.text;
  return `${path === null ? '' : `.${path.text}`}\0${atom.type}\0${what}`;
}

/** What many rules look for is common, and makes many rules candidates at once. */
const perRule = 0.0005;

/** Before any event was seen. */
export function guessCost(rules: readonly CompiledRule[]): Cost {
  const wanted = new Map<string, number>();
  const count = (search: CompiledSearch): void => {
    if (search.type === 'broken' || search.type === 'array') return;
    if (search.type !== 'item') return search.children.forEach(count);
    for (const { predicate } of search.values)
      for (const atom of atomsOf(predicate) ?? []) {
        const key = atomKey({ path: search.path, atom });
        wanted.set(key, (wanted.get(key) ?? 0) + 1);
      }
  };
  for (const { searches } of rules) for (const search of searches.values()) count(search);
  return (placed) => baseCost(placed.atom) + Math.min(0.3, perRule * (wanted.get(atomKey(placed)) ?? 0));
}

function baseCost(atom: Atom): number {
  if (atom.type === 'present') return 0.5;
  if (atom.type === 'number') return 0.01;
  const common = atom.type === 'anywhere' ? 0.4 : 0.1;
  return common * 0.6 ** Math.min(atom.text.length, 12);
}

/** What a sample of events holds. */
export class Observed {
  private events = 0;
  private readonly fields: readonly Seen[];
  private readonly leaves: Seen = newSeen();
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly known = new Map<string, number>();

  constructor(reader: EventReader) {
    this.fields = reader.paths.map(newSeen);
    this.numbers = new Map(reader.paths.map(({ text }, field) => [text, field]));
  }

  /** Adds the event that was read last. */
  add(reader: EventReader): void {
    this.events++;
    for (const [field, seen] of this.fields.entries()) {
      const { values, present } = reader.field(field);
      if (!present) continue;
      seen.present++;
      for (const value of values) see(seen, value);
    }
    for (const value of reader.leaves.values) see(this.leaves, value);
  }

  /** `guess` decides between what was not met at all. */
  cost(guess: Cost): Cost {
    return (placed) => this.share(placed) + guess(placed) / 100;
  }

  private share(placed: PlacedAtom): number {
    const key = atomKey(placed);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const { path, atom } = placed;
    const field = path === null ? null : this.numbers.get(path.text);
    const seen = field === null ? this.leaves : this.fields[field ?? -1];
    const share = seen ? countOf(seen, atom) / Math.max(this.events, 1) : 0;
    this.known.set(key, share);
    return share;
  }
}

/** How many values were this text, or this number; one event may have several. */
interface Seen {
  present: number;
  readonly texts: Map<string, number>;
  readonly numbers: Map<number, number>;
}

function newSeen(): Seen {
  return { present: 0, texts: new Map(), numbers: new Map() };
}

function see({ texts, numbers }: Seen, value: EventValue): void {
  if (typeof value === 'number') add(numbers, value);
  else if (value instanceof ExactNumber) add(numbers, Number(value.text));
  eachText(value, (text) => add(texts, fold(text)));
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countOf({ present, texts, numbers }: Seen, atom: Atom): number {
  if (atom.type === 'present') return present;
  if (atom.type === 'number') return numbers.get(atom.number) ?? 0;
  if (atom.type === 'whole') return texts.get(atom.text) ?? 0;
  let count = 0;
  for (const [text, times] of texts) if (holds(text, atom.type, atom.text)) count += times;
  return count;
}

function holds(text: string, type: 'start' | 'end' | 'anywhere', part: string): boolean {
  if (type === 'anywhere') return text.includes(part);
  return type === 'start' ? text.startsWith(part) : text.endsWith(part);
}
