// A correlation as lanes on a line of time: one each of its groups, with events where they happened, as many together
// as would stand on one spot, and the windows that fired or came nearest.
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { number, plural } from '../../texts/plural.ts';
import type { CorrelationAnswer } from '../../worker/protocol.ts';
import { aroundTimes, placeIn, sayClock, sayTime } from './time-view.ts';
import type { TimeView } from './time-view.ts';

type Group = CorrelationAnswer['trace']['groups'][number];
type Item = Group['items'][number];

/** One each of the rules in turn: they are told apart without colour. */
export const shapes = ['circle', 'square', 'triangle', 'diamond', 'plus', 'wedge'] as const;
export type Shape = (typeof shapes)[number];

export interface Source {
  readonly name: string;
  readonly shape: Shape;
  /** 1 to 6. */
  readonly hue: number;
  readonly matched: number;
}

/** Events that stand on one spot: mostly one. */
export interface Stop {
  /** 0 to 1 are in sight. */
  readonly at: number;
  /** Place of the first one in the items of the group. */
  readonly first: number;
  readonly count: number;
  /** Places of the rules that they match, ascending. */
  readonly sources: readonly number[];
}

export interface Span {
  readonly key: string;
  readonly state: 'fired' | 'nearest';
  /** 0 to 1 are in sight. */
  readonly from: number;
  readonly to: number;
  readonly closes: number;
  /** What would have counted and came too late. */
  readonly late: { readonly at: number; readonly event: number } | null;
  /** Count or value. */
  readonly value: string;
}

export interface Lane {
  /** Place in the groups of the trace. */
  readonly group: number;
  readonly name: string;
  readonly state: 'fired' | 'nearest';
  readonly outcome: string;
  readonly stops: readonly Stop[];
  readonly spans: readonly Span[];
  /** Events that are counted and not drawn. */
  readonly more: number;
}

/** A window in words, and what lights up with it. */
export interface WindowRow {
  readonly key: string;
  readonly group: number;
  readonly name: string;
  readonly state: 'fired' | 'nearest';
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  readonly value: string;
  readonly sentence: string;
  readonly members: readonly number[];
  /** The event at which it fired, or the last of those that counted. */
  readonly event: number;
}

/** Lanes that are shown before all are asked for. */
export const fewLanes = 6;
/** Marks closer than this stand as one. */
const spotPx = 14;

export function toSources({ trace }: CorrelationAnswer): readonly Source[] {
  return trace.sources.map(({ name, matched }, i) => ({
    name,
    shape: shapes[i % shapes.length] as Shape,
    hue: (i % 6) + 1,
    matched,
  }));
}

/** From the first event to the last; windows that stay open after it are not waited for. */
export function toWhole({ trace }: CorrelationAnswer): TimeView {
  const times = trace.groups.flatMap(({ items, windows, nearest }) => [
    ...items.map(({ time }) => time),
    ...windows.map(({ to }) => to),
    ...(nearest?.next ? [nearest.closes, nearest.next.time] : []),
  ]);
  return aroundTimes(times, trace.timespanMs);
}

export function toLanes(
  { trace, groups }: CorrelationAnswer,
  view: TimeView,
  width: number,
  all: boolean,
): readonly Lane[] {
  const shown = all ? trace.groups : trace.groups.slice(0, fewLanes);
  return shown.map((group, i) => ({
    group: i,
    name: groups[i]?.name ?? '',
    state: group.hitCount > 0 ? 'fired' : 'nearest',
    outcome:
      group.hitCount > 0
        ? plural(group.hitCount, texts.timelineFiredOne, texts.timelineFiredMany)
        : texts.timelineNotFired,
    stops: toStops(group.items, view, width),
    spans: toSpans(group, i, view),
    more: group.itemCount - group.items.length,
  }));
}

/** Where they are divided depends on the scale alone: moving the view moves them and changes nothing. */
function toStops(items: readonly Item[], view: TimeView, width: number): readonly Stop[] {
  const spotMs = ((view.end - view.start) * spotPx) / Math.max(width, 1);
  const stops: Stop[] = [];
  for (let first = 0; first < items.length;) {
    const begin = (items[first] as Item).time;
    let end = first + 1;
    while (end < items.length && (items[end] as Item).time - begin < spotMs) end++;
    const sources = new Set(items.slice(first, end).flatMap((item) => item.sources));
    const middle = (begin + (items[end - 1] as Item).time) / 2;
    stops.push({
      at: placeIn(view, middle),
      first,
      count: end - first,
      sources: [...sources].sort((a, b) => a - b),
    });
    first = end;
  }
  return stops;
}

function toSpans({ windows, nearest }: Group, group: number, view: TimeView): readonly Span[] {
  const fired = windows.map((window, i): Span => ({
    key: `${group}:${i}`,
    state: 'fired',
    from: placeIn(view, window.from),
    to: placeIn(view, window.to),
    closes: placeIn(view, Math.max(window.closes, window.to)),
    late: null,
    value: window.value,
  }));
  if (!nearest) return fired;
  const { from, to, closes, next, value } = nearest;
  const late = next && { at: placeIn(view, next.time), event: next.event };
  const span = {
    from: placeIn(view, from),
    to: placeIn(view, to),
    closes: placeIn(view, closes),
    late,
    value,
  };
  return [...fired, { key: `${group}:nearest`, state: 'nearest', ...span }];
}

export function toWindowRows({ trace, groups }: CorrelationAnswer): readonly WindowRow[] {
  return trace.groups.flatMap(({ windows, nearest }, group) => {
    const said = groups[group];
    const rows = windows.map((window, i): WindowRow => ({
      key: `${group}:${i}`,
      group,
      name: said?.name ?? '',
      state: 'fired',
      start: window.from,
      end: window.to,
      from: sayTime(window.from),
      to: sayTime(window.to),
      value: window.value,
      sentence: said?.windows[i] ?? '',
      members: window.members.map(({ event }) => event),
      event: window.fired.event,
    }));
    if (!nearest) return rows;
    const last: WindowRow = {
      key: `${group}:nearest`,
      group,
      name: said?.name ?? '',
      state: 'nearest',
      start: nearest.from,
      end: nearest.closes,
      from: sayTime(nearest.from),
      to: sayTime(nearest.closes),
      value: nearest.value,
      sentence: said?.nearest ?? '',
      members: nearest.members.map(({ event }) => event),
      event: nearest.members.at(-1)?.event ?? 0,
    };
    return [...rows, last];
  });
}

/** `Event 3, 10:02:15: failed, success`; of several on one spot, how many and from when to when. */
export function sayStop(
  { first, count, sources }: Stop,
  items: readonly Item[],
  of: readonly Source[],
  labels: readonly string[],
): string {
  const rules = sources.map((place) => `\`${of[place]?.name ?? ''}\``).join(', ');
  const [begin, end] = [items[first], items[first + count - 1]];
  if (!begin || !end) return '';
  if (count > 1)
    return fill(texts.timelineStopMany, {
      n: number(count),
      from: sayClock(begin.time),
      to: sayClock(end.time),
      rules,
    });
  const label = labels[begin.event] ?? '';
  return fill(label === '' ? texts.timelineStop : texts.timelineStopLabel, {
    n: number(begin.event + 1),
    label: label === '' ? '' : `\`${label.replaceAll('`', "'")}\``,
    time: sayClock(begin.time),
    rules,
  });
}

/** The stop that holds the item at that place; the nearest by place where none does. */
export function findStop(stops: readonly Stop[], item: number): number {
  const found = stops.findIndex(({ first, count }) => item < first + count);
  return found < 0 ? stops.length - 1 : found;
}

/** Of the stops, the one nearest to a place from 0 to 1; -1 for none. */
export function nearestStop(stops: readonly Stop[], at: number): number {
  let best = -1;
  stops.forEach((stop, i) => {
    const before = stops[best];
    if (!before || Math.abs(stop.at - at) < Math.abs(before.at - at)) best = i;
  });
  return best;
}

/** In the text of a correlation, the lines that say in what time and how many: a window answers them. */
export function measureRanges(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): readonly { readonly start: number; readonly end: number }[] {
  const part = text.slice(start, end);
  const lines = /^([ \t]+)(?:timespan|condition)[ \t]*:[^\n]*(?:\n\1[ \t]+[^\n]*)*/gm;
  return [...part.matchAll(lines)].map(({ 0: found, 1: indent = '', index }) => ({
    start: start + index + indent.length,
    end: start + index + found.trimEnd().length,
  }));
}
