// What is told of the groups of a correlation: bounded, the most telling first.
import type { Correlation } from './correlation.ts';
import type { Group, Items } from './items.ts';
import type { Question } from './measure.ts';
import type { CorrelationGroup, ItemInGroup, NearestWindow, WindowTrace } from './trace.ts';
import { measureOf } from './windows.ts';
import type { Nearest, Run, Slide } from './windows.ts';

/** Groups beyond this number are counted only. */
export const maxGroups = 200;
/** Of all groups together. */
export const maxItems = 20_000;
export const maxItemsOfGroup = 2_000;
export const maxWindows = 1_000;
export const maxMembers = 50;
/** So many items are counted once more to say what a window held last. */
const maxCountedAgain = 500_000;
/** So many items behind a window are looked through for what would have counted. */
const maxLookAhead = 10_000;

export interface SlidGroup extends Slide {
  readonly group: Group;
}

export class GroupDescriber {
  private readonly correlation: Correlation;
  private readonly question: Question;
  private readonly items: Items;
  private itemsLeft = maxItems;
  private windowsLeft = maxWindows;
  private countedLeft = maxCountedAgain;

  constructor(correlation: Correlation, question: Question, items: Items) {
    this.correlation = correlation;
    this.question = question;
    this.items = items;
  }

  describe(slid: readonly SlidGroup[]): CorrelationGroup[] {
    return [...slid]
      .sort(byTelling)
      .slice(0, maxGroups)
      .map((each) => this.describeGroup(each));
  }

  private describeGroup({ group, runs, runCount, hitCount, nearest }: SlidGroup): CorrelationGroup {
    const items = itemsOf(group, 0, Math.min(group.times.length, this.itemsLeft, maxItemsOfGroup));
    this.itemsLeft -= items.length;
    const shown = runs.slice(0, this.windowsLeft);
    this.windowsLeft -= shown.length;
    return {
      key: this.correlation.groupBy.map(({ text }, i) => ({ field: text, value: group.key[i] as string })),
      itemCount: group.times.length,
      items,
      hitCount,
      windowCount: runCount,
      windows: shown.map((run) => this.toWindow(group, run)),
      nearest: nearest && this.toNearest(group, nearest),
    };
  }

  private toWindow(group: Group, run: Run): WindowTrace {
    const { times, events } = group;
    const from = times[run.first] as number;
    const memberCount = run.fired - run.first + 1;
    return {
      fired: {
        event: events[run.fired] as number,
        time: times[run.fired] as number,
        decided: this.question.atClose ? 'at_close' : 'at_event',
      },
      from,
      to: times[run.last] as number,
      closes: from + this.correlation.timespan.ms,
      value: run.value,
      lastValue: run.last === run.fired ? run.value : this.lastValueOf(group, run),
      hits: run.hits,
      members: itemsOf(group, Math.max(run.first, run.fired + 1 - maxMembers), run.fired + 1),
      memberCount,
    };
  }

  private lastValueOf(group: Group, { lastFirst, last }: Run): string | null {
    this.countedLeft -= last - lastFirst + 1;
    return this.countedLeft < 0 ? null : measureOf(this.question.measure, group, lastFirst, last);
  }

  private toNearest(group: Group, { first, last }: Nearest): NearestWindow {
    const { times, sources } = group;
    const from = times[first] as number;
    const closes = from + this.correlation.timespan.ms;
    const there = new Set<number>();
    for (let item = first; item <= last; item++) for (const source of sources[item] ?? []) there.add(source);
    const missing = this.isTemporal()
      ? [...this.items.sources.keys()].filter((place) => !there.has(place))
      : [];
    return {
      from,
      to: times[last] as number,
      closes,
      value: measureOf(this.question.measure, group, first, last),
      memberCount: last - first + 1,
      members: itemsOf(group, Math.max(first, last + 1 - maxMembers), last + 1),
      missing,
      outOfOrder:
        this.correlation.type === 'temporal_ordered' &&
        this.correlation.condition.type === 'all' &&
        missing.length === 0,
      next: this.nextOf(group, first, last, closes, new Set(missing)),
    };
  }

  private isTemporal(): boolean {
    return this.correlation.type === 'temporal' || this.correlation.type === 'temporal_ordered';
  }

  /** The first item behind the window that would have brought it nearer. */
  private nextOf(
    group: Group,
    first: number,
    last: number,
    closes: number,
    missing: ReadonlySet<number>,
  ): NearestWindow['next'] {
    const { condition, type } = this.correlation;
    if (condition.type === 'bounds' && condition.bounds.some(({ operator }) => !/^(gte?|eq)$/.test(operator)))
      return null;
    if (type !== 'event_count' && type !== 'value_count' && !this.isTemporal()) return null;
    const values = new Set<number>();
    if (type === 'value_count')
      for (let item = first; item <= last; item++)
        for (const value of group.values[item] as readonly number[]) values.add(value);
    const end = Math.min(group.times.length, last + 1 + maxLookAhead);
    for (let item = last + 1; item < end; item++) {
      const time = group.times[item] as number;
      const counts =
        type === 'event_count' ||
        (type === 'value_count'
          ? (group.values[item] as readonly number[]).some((value) => !values.has(value))
          : (group.sources[item] as readonly number[]).some((source) => missing.has(source)));
      if (counts && time > closes)
        return { event: group.events[item] as number, time, lateMs: time - closes };
    }
    return null;
  }
}

/** Those that fired by the time of their first window; then those that came nearest. */
function byTelling(a: SlidGroup, b: SlidGroup): number {
  const [first, other] = [a.runs[0], b.runs[0]];
  if (first && other) return (a.group.times[first.fired] as number) - (b.group.times[other.fired] as number);
  if (first || other) return first ? -1 : 1;
  if (!a.nearest || !b.nearest) return 0;
  return a.nearest.distance - b.nearest.distance || compare(a.nearest.lateMs, b.nearest.lateMs);
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function itemsOf({ events, times, sources }: Group, start: number, end: number): ItemInGroup[] {
  const items: ItemInGroup[] = [];
  for (let item = start; item < end; item++)
    items.push({
      event: events[item] as number,
      time: times[item] as number,
      sources: sources[item] as readonly number[],
    });
  return items;
}
