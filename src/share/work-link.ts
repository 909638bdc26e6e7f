// The page's work ⇄ what a link carries.
import type { EventMark } from '../intake/event-marks.ts';
import { marksOf } from '../intake/marks-of.ts';
import type { Expectation, Range } from '../sigma/index.ts';
import type { Carried } from './carried.ts';
import { openCarried, toCarried } from './carried.ts';
import { decodeLink, encodeLink } from './link.ts';
import type { Payload, Plain, SharedEvent, SharedExpectation } from './payload.ts';
import { isObject, own } from './payload.ts';
import { holdsResults } from './results.ts';
import * as texts from '../texts/en.ts';

/** What the user typed. */
export interface Work {
  readonly ruleText: string;
  readonly eventsText: string;
  readonly selectedEvent?: number;
  /** What is said of the events. Where they came from stays on this machine. */
  readonly marks?: readonly EventMark[];
  /** The range of each event, where it is known: then each travels by itself, with what is said of it. */
  readonly eventRanges?: readonly Range[];
  /** What else was in the link or the file that it came from. */
  readonly carried?: Carried;
}

/** What a link or a file holds. */
export interface Shared {
  readonly work: Work;
  /** All of it, where there may be a lesson in it. */
  readonly lesson?: Payload;
}

const shared: Readonly<Record<Expectation, SharedExpectation>> = { fire: 1, silent: 0, gap: 2 };
const fromShared = ['silent', 'fire', 'gap'] as const satisfies readonly Expectation[];

export function fromWork(work: Work): Payload {
  const { ruleText, eventsText, selectedEvent = 0, marks = [], eventRanges, carried } = work;
  const other = openCarried(carried);
  const said = marks.filter(({ expectation, name }) => expectation !== undefined || name !== undefined);
  const divided = said.length > 0 && eventRanges ? divide(eventsText, said, eventRanges) : null;
  const view: Record<string, Plain> = {
    ...(isObject(other.u) ? (other.u as Record<string, Plain>) : {}),
    ...(selectedEvent > 0 ? { s: selectedEvent } : {}),
    ...(divided?.between ? { b: divided.between } : {}),
    ...(said.length > 0 && !divided ? { m: said.map(toRow) } : {}),
  };
  return {
    ...other,
    r: ruleText,
    e: divided?.events ?? (eventsText === '' ? [] : [{ t: eventsText }]),
    ...(Object.keys(view).length > 0 ? { u: view } : {}),
  };
}

/** One entry for each event; null where the events do not stand side by side as JSON objects. */
function divide(text: string, marks: readonly EventMark[], ranges: readonly Range[]) {
  const between: string[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    if (start < at || text[start] !== '{') return null;
    between.push(text.slice(at, start));
    at = end;
  }
  between.push(text.slice(at));
  const found = marksOf(marks, ranges);
  const events = ranges.map(({ start, end }, i): SharedEvent => {
    const { name: n, expectation } = found[i] ?? {};
    return {
      ...(n === undefined ? {} : { n }),
      ...(expectation === undefined ? {} : { x: shared[expectation] }),
      t: text.slice(start, end),
    };
  });
  const isUsual = between.every((each, i) => each === (i === 0 || i === ranges.length ? '' : '\n'));
  return { events, between: isUsual ? null : between };
}

/** Start, end, expectation, name. */
function toRow({ range, expectation, name }: EventMark): Plain {
  return [range.start, range.end, expectation ? shared[expectation] : null, name ?? null];
}

/** Several events come one after the other in one text. */
export function toWork(payload: Payload): Work {
  const { r, e, u } = payload;
  const selected = isObject(u) ? own(u, 's') : undefined;
  const carried = toCarried(payload);
  const between = readBetween(isObject(u) ? own(u, 'b') : undefined, e.length);
  let eventsText = between(0);
  const marks: EventMark[] = [];
  for (const [i, { n: name, x, t }] of e.entries()) {
    const range = { start: eventsText.length, end: eventsText.length + t.length };
    const expectation = x === undefined ? undefined : fromShared[x];
    if (t !== '' && (name !== undefined || expectation)) marks.push(toMark(range, expectation, name));
    eventsText += t + between(i + 1);
  }
  const rows = isObject(u) ? own(u, 'm') : undefined;
  if (Array.isArray(rows)) marks.push(...rows.flatMap((row) => fromRow(row, eventsText.length)));
  return {
    ruleText: r,
    eventsText,
    selectedEvent: Number.isSafeInteger(selected) && (selected as number) > 0 ? (selected as number) : 0,
    ...(marks.length > 0 ? { marks: marks.toSorted((a, b) => a.range.start - b.range.start) } : {}),
    ...(carried ? { carried } : {}),
  };
}

function toMark(range: Range, expectation?: Expectation, name?: string): EventMark {
  return { range, ...(expectation ? { expectation } : {}), ...(name === undefined ? {} : { name }) };
}

/** What stands before the event of a number, and behind the last one. */
function readBetween(value: unknown, events: number): (number: number) => string {
  const isWhole =
    Array.isArray(value) && value.length === events + 1 && value.every((each) => typeof each === 'string');
  if (isWhole) return (number) => value[number] as string;
  return (number) => (number === 0 || number === events ? '' : '\n');
}

function fromRow(row: unknown, length: number): EventMark[] {
  if (!Array.isArray(row)) return [];
  const [start, end, x, name] = row as readonly unknown[];
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return [];
  const range = { start: start as number, end: end as number };
  if (range.start < 0 || range.end <= range.start || range.end > length) return [];
  const expectation = x === 0 || x === 1 || x === 2 ? fromShared[x] : undefined;
  const known = typeof name === 'string' ? name : undefined;
  return expectation || known !== undefined ? [toMark(range, expectation, known)] : [];
}

export function toShared(payload: Payload): Shared {
  return { work: toWork(payload), ...(isObject(payload.l) ? { lesson: payload } : {}) };
}

export const linkCodec = {
  /** The fragment with its `#`; empty when the work is too large for a link. */
  async encode(work: Work): Promise<string> {
    // Without this, a large text would be encoded in full to find that it is too large.
    if (work.ruleText.length + work.eventsText.length > maxTextLength) return '';
    const code = await encodeLink(fromWork(work));
    return code === '' ? '' : `#${code}`;
  },

  async decode(fragment: string): Promise<Shared | { readonly problem: string }> {
    const opened = await decodeLink(fragment);
    if (!opened.ok) return { problem: opened.message };
    return holdsResults(opened.payload) ? { problem: resultsAreNoWork } : toShared(opened.payload);
  },
};

const resultsAreNoWork = texts.linkIsResults;

/** No shorter JSON holds a longer text: see `maxPayloadBytes`. */
const maxTextLength = 5 * 1024 * 1024;
