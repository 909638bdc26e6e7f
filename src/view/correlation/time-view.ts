// The stretch of time that a timeline shows: zoomed, moved, and divided by ticks. Times are milliseconds since 1970, UTC.
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

export interface TimeView {
  readonly start: number;
  readonly end: number;
}

export interface Tick {
  /** 0 at the left edge, 1 at the right one. */
  readonly at: number;
  readonly label: string;
}

const minSpanMs = 50;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 30, 90, 365, 1000, 3650, 10_000, 36_500].map((n) => n * day),
];

/** All of these times, with some room at both sides. */
export function aroundTimes(times: Iterable<number>, roomMs: number): TimeView {
  let [start, end] = [Infinity, -Infinity];
  for (const time of times) {
    start = Math.min(start, time);
    end = Math.max(end, time);
  }
  if (start > end) [start, end] = [0, 0];
  const room = Math.max((end - start) * 0.05, end === start ? Math.max(roomMs, second) : 0, minSpanMs / 2);
  return { start: start - room, end: end + room };
}

export function placeIn({ start, end }: TimeView, time: number): number {
  return (time - start) / (end - start);
}

/** `factor` below 1 shows less; what is at `at`, 0 to 1, stays where it is. Never more than `whole`. */
export function zoomView(view: TimeView, whole: TimeView, factor: number, at = 0.5): TimeView {
  const most = whole.end - whole.start;
  const span = Math.min(Math.max((view.end - view.start) * factor, Math.min(minSpanMs, most)), most);
  const start = view.start + (view.end - view.start) * at - span * at;
  return within({ start, end: start + span }, whole);
}

/** `by`: in widths of the view. */
export function moveView(view: TimeView, whole: TimeView, by: number): TimeView {
  const shift = (view.end - view.start) * by;
  return within({ start: view.start + shift, end: view.end + shift }, whole);
}

/** Moved no further than needed for that time to be in sight, not at the very edge. */
export function viewWith(view: TimeView, whole: TimeView, time: number): TimeView {
  const at = placeIn(view, time);
  if (at >= 0.02 && at <= 0.98) return view;
  return moveView(view, whole, at < 0.5 ? at - 0.1 : at - 0.9);
}

function within({ start, end }: TimeView, whole: TimeView): TimeView {
  const shift = Math.max(0, whole.start - start) - Math.max(0, end - whole.end);
  return { start: start + shift, end: end + shift };
}

/** At round times, not closer than labels are wide. */
export function toTicks(view: TimeView, width: number): readonly Tick[] {
  const span = view.end - view.start;
  const most = Math.max(1, Math.floor(width / 84));
  const step = steps.find((each) => span / each <= most) ?? span;
  const ticks: Tick[] = [];
  for (let time = Math.ceil(view.start / step) * step; time <= view.end; time += step) {
    const [date, clock] = partsOf(time);
    const isDay = step >= day || clock.startsWith('00:00:00.000');
    const label = isDay ? date : step >= minute ? clock.slice(0, 5) : clock.slice(0, step >= second ? 8 : 12);
    ticks.push({ at: placeIn(view, time), label });
  }
  return ticks;
}

/** `2026-03-02, 10:00:00 to 10:14:00 UTC`. */
export function sayView({ start, end }: TimeView): string {
  const [[date, from], [endDate, to]] = [partsOf(start), partsOf(end)];
  const short = (clock: string) => (end - start < 2 * second ? clock : clock.slice(0, 8));
  return fill(date === endDate ? texts.timelineOneDay : texts.timelineDays, {
    date,
    from: short(from),
    endDate,
    to: short(to),
  });
}

/** `10:00:00`; with milliseconds where there are some. */
export function sayClock(time: number): string {
  const [, clock] = partsOf(time);
  return clock.replace(/\.000$/, '');
}

/** `2026-03-02 10:00:00`. */
export function sayTime(time: number): string {
  return `${partsOf(time)[0]} ${sayClock(time)}`;
}

function partsOf(time: number): readonly [date: string, clock: string] {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return [String(time), ''];
  const [day = '', clock = ''] = date.toISOString().split('T');
  return [day, clock.replace('Z', '')];
}
