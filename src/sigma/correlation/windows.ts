// The window that slides over the items of one group. An item at exactly the timespan from another counts with it.
import type { Group } from './items.ts';
import type { Measure, Question } from './measure.ts';

/** Windows beyond this number in a group are counted only. */
export const maxWindowsOfGroup = 200;

/** Items in a row at which the condition held; places in the group. */
export interface Run {
  /** The first item in the window when it fired. */
  readonly first: number;
  readonly fired: number;
  last: number;
  /** The first item in the window when it held last. */
  lastFirst: number;
  hits: number;
  readonly value: string;
}

export interface Nearest {
  readonly first: number;
  readonly last: number;
  readonly distance: number;
  /** How long after the window had closed the next item came; infinite without one. */
  readonly lateMs: number;
}

export interface Slide {
  /** The first of them only. */
  readonly runs: readonly Run[];
  readonly runCount: number;
  readonly hitCount: number;
  /** null where something fired. */
  readonly nearest: Nearest | null;
}

/**
 * With `atClose`, a window is asked once, when the next item no longer fits in without the first one falling out; else
 * at each item. `onHit` hears of every item at which the condition holds.
 */
export function slide(
  group: Group,
  timespanMs: number,
  { measure, atClose }: Question,
  onHit: (item: number) => void,
): Slide {
  const { times } = group;
  const runs: Run[] = [];
  let runCount = 0;
  let hitCount = 0;
  let run: Run | null = null;
  let nearest: Nearest | null = null;
  let first = 0;
  measure.begin(group);
  for (let item = 0; item < times.length; item++) {
    const time = times[item] as number;
    while (time - (times[first] as number) > timespanMs) measure.remove(first++);
    measure.add(item);
    const from = times[first] as number;
    const next = times[item + 1];
    const isFull = next === undefined || next - from > timespanMs;
    if (atClose && !isFull) continue;
    if (!measure.holds(from)) {
      run = null;
      if (hitCount === 0)
        nearest = nearer(nearest, measure.distance(from), first, item, next, from + timespanMs);
      continue;
    }
    hitCount++;
    onHit(item);
    if (run) {
      run.hits++;
      run.last = item;
      run.lastFirst = first;
      continue;
    }
    const value = runCount < maxWindowsOfGroup ? measure.text(from) : '';
    run = { first, fired: item, last: item, lastFirst: first, hits: 1, value };
    if (runCount++ < maxWindowsOfGroup) runs.push(run);
  }
  for (; first < times.length; first++) measure.remove(first);
  return { runs, runCount, hitCount, nearest: hitCount > 0 ? null : nearest };
}

function nearer(
  best: Nearest | null,
  distance: number,
  first: number,
  last: number,
  next: number | undefined,
  closes: number,
): Nearest | null {
  if (best && distance > best.distance) return best;
  const lateMs = next !== undefined && next > closes ? next - closes : Infinity;
  if (best && distance === best.distance) {
    // What came in between changed nothing: the larger window tells more.
    const isLarger = lateMs === best.lateMs && last - first > best.last - best.first;
    if (lateMs >= best.lateMs && !isLarger) return best;
  }
  return { first, last, distance, lateMs };
}

/** What a measure says of some of a group's items alone. */
export function measureOf(measure: Measure, group: Group, first: number, last: number): string {
  measure.begin(group);
  for (let item = first; item <= last; item++) measure.add(item);
  const text = measure.text(group.times[first] as number);
  for (let item = first; item <= last; item++) measure.remove(item);
  return text;
}
