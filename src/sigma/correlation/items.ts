// What a correlation counts: events that match its rules, and hits of correlations it refers to, divided into groups.
import { readPath, visitField } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import { kindOf, scalarText } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';
import type { Correlation } from './correlation.ts';
import type { EventTimes } from './event-time.ts';
import type { CompiledCorrelation, CorrelationSource, RuleMatches } from './graph.ts';
import { SampleBuilder } from './sample.ts';
import { isCountable } from './scaled.ts';
import type { Exclusion, ExclusionReason, SourceTrace } from './trace.ts';

/** A group and its items by time: at one place of each list stands one item. */
export class Group {
  readonly key: readonly string[];
  readonly events: number[] = [];
  readonly times: number[] = [];
  /** Places in `sources` of the rules that it matched, ascending. */
  readonly sources: (readonly number[])[] = [];
  /** Places in `Items.texts`. Empty where the type takes no values. */
  readonly values: (readonly number[])[] = [];
  /** Whether the last item is an event, which further rules may match, and the fields its values are from. */
  isOpen = false;
  taken = '';

  constructor(key: readonly string[]) {
    this.key = key;
  }
}

export interface Items {
  /** In the order of their first item. */
  readonly groups: readonly Group[];
  /** Distinct values, or tuples of them. */
  readonly texts: readonly string[];
  readonly sources: readonly SourceTrace[];
  readonly excluded: readonly Exclusion[];
}

/** Where a correlation fired, in no order that matters. */
export interface Hits {
  readonly events: readonly number[];
  /** Of each hit, the values that its group has. */
  readonly keys: readonly (readonly string[])[];
  /** What the values are of. */
  readonly groupBy: readonly string[];
}

/** One value that stands for several: an event with more combinations than this is left out. */
const maxCombinations = 32;
const one: readonly (readonly number[])[] = Array.from({ length: 64 }, (_, place) => [place]);

export function gatherItems(
  { correlation, sources }: CompiledCorrelation & { readonly correlation: Correlation },
  events: readonly EventValue[],
  { times, order }: EventTimes,
  matchesOf: (rule: number) => NonNullable<RuleMatches>,
  hitsOf: (rule: number) => Hits,
): Items {
  const takes =
    correlation.condition.type !== 'bounds' || correlation.condition.fields.length === 0
      ? 'nothing'
      : correlation.type === 'value_count'
        ? 'texts'
        : 'numbers';
  const fed = sources.map((source) =>
    source.type === 'correlation' ? hitsOf(source.rule).events : matchesOf(source.rule).matches,
  );
  const readers = sources.map((source) =>
    toReader(source, takes === 'numbers', source.type === 'correlation' ? hitsOf(source.rule) : null),
  );
  const groups = new Map<string, Group>();
  const texts = new Map<string, number>();
  const excluded = new Exclusions();
  const used = sources.map(() => 0);

  const { sourceOf, placeOf } = inOrder(fed, times, order, (event, source) =>
    excluded.add(source, 'no_time', '', event),
  );
  for (let i = 0; i < sourceOf.length; i++) {
    const source = sourceOf[i] as number;
    const place = placeOf[i] as number;
    const reader = readers[source] as ItemReader;
    const event = (fed[source] as ArrayLike<number>)[place] as number;
    const keys = reader.keys(events[event] as EventValue, place);
    if (!Array.isArray(keys)) {
      excluded.add(source, keys.reason, keys.field, event);
      continue;
    }
    let values: readonly number[] = [];
    if (takes !== 'nothing') {
      const read = reader.values(events[event] as EventValue);
      if (!Array.isArray(read)) {
        excluded.add(source, read.reason, read.field, event);
        continue;
      }
      values = read.map((text) => intern(texts, text));
    }
    used[source] = (used[source] as number) + 1;
    for (const key of keys) {
      const name = key.length === 1 ? (key[0] as string) : JSON.stringify(key);
      let group = groups.get(name);
      if (!group) groups.set(name, (group = new Group(key)));
      addItem(group, event, times[event] as number, source, values, reader);
    }
  }
  return {
    groups: [...groups.values()],
    texts: [...texts.keys()],
    sources: sources.map(({ rule, name, type }, place) => ({
      rule,
      name,
      type,
      matched: (fed[place] as ArrayLike<number>).length,
      used: used[place] as number,
      unknown: type === 'detection' ? matchesOf(rule).unknown : 0,
    })),
    excluded: excluded.list(),
  };
}

function intern(texts: Map<string, number>, text: string): number {
  let place = texts.get(text);
  if (place === undefined) texts.set(text, (place = texts.size));
  return place;
}

/** An event that matches several rules is one item; its hits are items of their own. */
function addItem(
  group: Group,
  event: number,
  time: number,
  source: number,
  values: readonly number[],
  { isHit, valueName }: ItemReader,
): void {
  const last = group.events.length - 1;
  if (!isHit && group.isOpen && group.events[last] === event) {
    group.sources[last] = [...(group.sources[last] as readonly number[]), source];
    // The same field was read for the rule before.
    if (group.taken !== valueName)
      group.values[last] = [...(group.values[last] as readonly number[]), ...values];
    return;
  }
  group.events.push(event);
  group.times.push(time);
  group.sources.push(one[source] ?? [source]);
  group.values.push(values);
  group.isOpen = !isHit;
  group.taken = valueName;
}

/** All that is fed, by time: of one event first its matches in the order of the rules, then hits. */
function inOrder(
  fed: readonly ArrayLike<number>[],
  times: Float64Array,
  order: Uint32Array,
  exclude: (event: number, source: number) => void,
): { sourceOf: Uint32Array; placeOf: Uint32Array } {
  const rank = new Uint32Array(times.length);
  for (let i = 0; i < order.length; i++) rank[order[i] as number] = i;
  const ends = new Uint32Array(order.length + 1);
  let total = 0;
  for (const list of fed)
    for (let i = 0; i < list.length; i++) {
      const event = list[i] as number;
      if (Number.isNaN(times[event])) continue;
      const next = (rank[event] as number) + 1;
      ends[next] = (ends[next] as number) + 1;
      total++;
    }
  for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] as number) + (ends[i - 1] as number);
  const sourceOf = new Uint32Array(total);
  const placeOf = new Uint32Array(total);
  for (const [source, list] of fed.entries())
    for (let i = 0; i < list.length; i++) {
      const event = list[i] as number;
      if (Number.isNaN(times[event])) {
        exclude(event, source);
        continue;
      }
      const at = ends[rank[event] as number] as number;
      ends[rank[event] as number] = at + 1;
      sourceOf[at] = source;
      placeOf[at] = i;
    }
  return { sourceOf, placeOf };
}

interface Problem {
  readonly reason: ExclusionReason;
  readonly field: string;
}

interface ItemReader {
  readonly isHit: boolean;
  readonly valueName: string;
  keys(event: EventValue, place: number): (readonly string[])[] | Problem;
  values(event: EventValue): string[] | Problem;
}

function toReader(source: CorrelationSource, areNumbers: boolean, hits: Hits | null): ItemReader {
  const groupPaths = source.groupFields.map(readPath);
  const valuePaths = source.valueFields.map(readPath);
  // A hit has the values of its group; of other fields, those of the event at which it fired.
  const ofHit = source.groupFields.map((field) => hits?.groupBy.indexOf(field) ?? -1);
  return {
    isHit: hits !== null,
    valueName: source.valueFields.join('\n'),
    keys: (event, place) =>
      tuples(groupPaths, (path, i) => {
        const own = ofHit[i] as number;
        if (own >= 0) return [hits?.keys[place]?.[own] as string];
        return textsAt(event, path) ?? { reason: reasonAt(event, path), field: path.text };
      }),
    values: (event) => {
      const read = areNumbers
        ? numbersAt(event, valuePaths[0] as FieldPath)
        : tuples(valuePaths, (path) => textsAt(event, path) ?? { reason: 'value_absent', field: path.text });
      if (!Array.isArray(read)) return read;
      return areNumbers
        ? (read as string[])
        : (read as string[][]).map((tuple) =>
            tuple.length === 1 ? (tuple[0] as string) : JSON.stringify(tuple),
          );
    },
  };
}

/** Every combination of the values of each field. */
function tuples(
  paths: readonly FieldPath[],
  read: (path: FieldPath, i: number) => readonly string[] | Problem,
): (readonly string[])[] | Problem {
  let all: (readonly string[])[] = [[]];
  for (const [i, path] of paths.entries()) {
    const texts = read(path, i);
    if (!isTexts(texts)) return texts;
    if (all.length * texts.length > maxCombinations) return { reason: 'too_many_values', field: path.text };
    all =
      texts.length === 1
        ? all.map((tuple) => [...tuple, texts[0] as string])
        : all.flatMap((tuple) => texts.map((text) => [...tuple, text]));
  }
  return all;
}

function isTexts(texts: readonly string[] | Problem): texts is readonly string[] {
  return Array.isArray(texts);
}

/** The values of a field as text, each once; null without one. An element of an array is a value of the field. */
function textsAt(event: EventValue, path: FieldPath): readonly string[] | null {
  let first: string | null = null;
  let more: Set<string> | null = null;
  visitField(event, path, false, (value) => {
    const text = scalarText(value);
    if (text === null || text === first) return;
    if (first === null) first = text;
    else more = (more ?? new Set<string>().add(first)).add(text);
  });
  if (first === null) return null;
  return more === null ? [first] : [...(more as Set<string>)];
}

function reasonAt(event: EventValue, path: FieldPath): ExclusionReason {
  let reason: ExclusionReason = 'group_value_absent';
  visitField(event, path, false, (value) => {
    if (kindOf(value) === 'object') reason = 'group_value_object';
  });
  return reason;
}

function numbersAt(event: EventValue, path: FieldPath): string[] | Problem {
  const numbers: string[] = [];
  let isThere = false;
  visitField(event, path, false, (value) => {
    if (value === null) return;
    isThere = true;
    const kind = kindOf(value);
    const text = scalarText(value);
    if (text !== null && (kind === 'number' || kind === 'string') && isCountable(text, kind === 'number'))
      numbers.push(text);
  });
  if (numbers.length > 0) return numbers;
  return { reason: isThere ? 'value_not_number' : 'value_absent', field: path.text };
}

class Exclusions {
  private readonly samples = new Map<
    string,
    Omit<Exclusion, 'count' | 'events'> & { sample: SampleBuilder }
  >();

  add(source: number, reason: ExclusionReason, field: string, event: number): void {
    const name = `${source} ${reason} ${field}`;
    let row = this.samples.get(name);
    if (!row) this.samples.set(name, (row = { source, reason, field, sample: new SampleBuilder() }));
    row.sample.add(event);
  }

  list(): Exclusion[] {
    return [...this.samples.values()].map(({ sample, ...row }) => ({ ...row, ...sample.sample() }));
  }
}
