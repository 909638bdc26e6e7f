// A rule and the events it is tried on.
import { itemsOf } from '../../coverage/field-values.ts';
import { isEventObject, matchItem, readPath, readPlan, visitField } from '../../sigma/index.ts';
import type { CompiledItem, CompiledRule, EventValue, ItemPlan, Trail } from '../../sigma/index.ts';

/** Events looked at, and names of fields remembered: more would tell nothing new. */
const maxEvents = 1000;
const maxPaths = 5000;
const maxDepth = 60;

/** A detection item of a field over all events. */
export interface TriedItem {
  readonly item: CompiledItem;
  readonly field: string;
  readonly plan: ItemPlan;
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
  readonly items: readonly TriedItem[];
  #paths: ReadonlySet<string> | null = null;

  constructor(rule: CompiledRule, events: readonly EventValue[]) {
    this.rule = rule;
    this.text = rule.rule.text;
    this.events = events.slice(0, maxEvents);
    this.items = itemsOf(rule).flatMap((item): TriedItem[] => {
      const { field } = item.item;
      const { plan } = readPlan(item.item);
      return field === null || !plan ? [] : [{ item, field, plan, ...this.#try(item) }];
    });
  }

  /** Dotted paths of all fields of the events. */
  get paths(): ReadonlySet<string> {
    return (this.#paths ??= pathsOf(this.events));
  }

  #try(item: CompiledItem): { readonly matched: number; readonly present: number } {
    let [matched, present] = [0, 0];
    for (const event of this.events) {
      if (matchItem(item, event) === 'match') matched++;
      if (item.path && visitField(event, item.path, false, () => {})) present++;
    }
    return { matched, present };
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

export function hasField(event: EventValue, field: string): boolean {
  return visitField(event, readPath(field), false, () => {});
}

function pathsOf(events: readonly EventValue[]): ReadonlySet<string> {
  const paths = new Set<string>();
  const walk = (value: EventValue, path: string, depth: number): void => {
    if (paths.size >= maxPaths || depth > maxDepth) return;
    if (Array.isArray(value)) {
      for (const element of value as readonly EventValue[]) walk(element, path, depth + 1);
      return;
    }
    if (path !== '') paths.add(path);
    if (!isEventObject(value)) return;
    for (const [key, member] of Object.entries(value))
      walk(member, path === '' ? key : `${path}.${key}`, depth + 1);
  };
  for (const event of events) walk(event, '', 0);
  return paths;
}
