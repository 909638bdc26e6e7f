// A rule and the events it is tried on.
import { itemsOf } from '../../coverage/field-values.ts';
import { isEventObject, matchItem, readPlan, visitField } from '../../sigma/index.ts';
import type { CompiledItem, CompiledRule, EventValue, ItemPlan, Trail, Verdict } from '../../sigma/index.ts';

/** Events looked at, those whose fields are named, and names remembered: more would tell nothing new. */
export const maxEvents = 1000;
const maxNamed = 500;
/** Comparisons of values with events; with more values there are fewer events. */
const maxCompared = 200_000;
const leastEvents = 20;
const maxPaths = 5000;
const maxDepth = 60;

/** A detection item of a field over all events. */
export interface TriedItem {
  readonly item: CompiledItem;
  readonly field: string;
  readonly plan: ItemPlan;
  /** By the number of the event. */
  readonly verdicts: readonly Verdict[];
  /** In how many events it matches, and in how many the field is there. */
  readonly matched: number;
  readonly present: number;
}

export interface FoundValue {
  readonly value: EventValue;
  readonly trail: Trail | null;
}

export class EventsSubject {
  readonly rule: CompiledRule;
  readonly text: string;
  readonly events: readonly EventValue[];
  /** `12 events`, `first 1000 events`. */
  readonly name: string;
  readonly items: readonly TriedItem[];
  #paths: ReadonlySet<string> | null = null;

  private constructor(
    rule: CompiledRule,
    events: readonly EventValue[],
    areAll: boolean,
    items: readonly TriedItem[],
  ) {
    this.rule = rule;
    this.text = rule.rule.text;
    this.events = events;
    this.name = `${areAll ? '' : 'first '}${events.length} events`;
    this.items = items;
  }

  /** `total`: how many events there are, of which these are the first. Pauses after each item and some events. */
  static *read(
    rule: CompiledRule,
    events: readonly EventValue[],
    total: number,
  ): Generator<void, EventsSubject> {
    const items: TriedItem[] = [];
    const all = itemsOf(rule);
    const values = all.reduce((sum, item) => sum + item.values.length, 0);
    const most = Math.max(leastEvents, Math.floor(maxCompared / Math.max(1, values)));
    const tried = events.slice(0, Math.min(maxEvents, most));
    for (const item of all) {
      const { field } = item.item;
      const { plan } = readPlan(item.item);
      if (field === null || !plan) continue;
      const verdicts: Verdict[] = [];
      let present = 0;
      for (const event of tried) {
        verdicts.push(matchItem(item, event));
        if (item.path && visitField(event, item.path, false, () => {})) present++;
        if (verdicts.length % 50 === 0) yield;
      }
      const matched = verdicts.filter((verdict) => verdict === 'match').length;
      items.push({ item, field, plan, verdicts, matched, present });
      yield;
    }
    return new EventsSubject(rule, tried, tried.length === total, items);
  }

  /** Dotted paths of all fields of the events. */
  get paths(): ReadonlySet<string> {
    return (this.#paths ??= pathsOf(this.events));
  }

  /** What the events hold in a field; without nulls. */
  valuesOf(path: CompiledItem['path']): readonly EventValue[] {
    const values: EventValue[] = [];
    if (path)
      for (const event of this.events)
        visitField(event, path, false, (value) => {
          if (value !== null) values.push(value);
        });
    return values;
  }
}

/** The values of a field of an event, and where they stand. */
export function valuesAt(event: EventValue, { path }: CompiledItem): FoundValue[] {
  const found: FoundValue[] = [];
  if (path) visitField(event, path, true, (value, trail) => found.push({ value, trail }));
  return found;
}

/** What one value of a field alone comes to. */
export function meets(item: CompiledItem, value: EventValue, event: EventValue): boolean {
  return item.testField({ values: [value], present: true }, event);
}

function pathsOf(events: readonly EventValue[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const event of events.slice(0, maxNamed)) {
    walkFields(event, (path) => paths.add(path));
    if (paths.size >= maxPaths) break;
  }
  return paths;
}

/** Every member of an object with its dotted path, elements of arrays under the path of the array. */
export function walkFields(
  value: EventValue,
  visit: (path: string, value: EventValue) => void,
  path = '',
  depth = 0,
): void {
  if (depth > maxDepth) return;
  if (Array.isArray(value)) {
    for (const element of value as readonly EventValue[]) walkFields(element, visit, path, depth + 1);
    return;
  }
  if (path !== '') visit(path, value);
  if (!isEventObject(value)) return;
  for (const [key, member] of Object.entries(value))
    walkFields(member, visit, path === '' ? key : `${path}.${key}`, depth + 1);
}
