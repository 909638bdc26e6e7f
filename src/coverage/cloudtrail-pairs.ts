// The pairs of event source and event name that a rule may fire on, by what it says of those two fields alone.
import type { Operations } from '../knowledge/aws/types.ts';
import type { CompiledItem, CompiledRule, Range } from '../sigma/index.ts';
import { itemsOfField, literalsOf, otherValue } from './field-values.ts';
import type { NamedValue } from './field-values.ts';
import { ValueClasses } from './value-classes.ts';

export interface Pair {
  readonly eventSource: string;
  /** Empty for any event of a source that is not known. */
  readonly eventName: string;
  /** Where the rule names the event, or else its source; null where it does not. */
  readonly range: Range | null;
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly unbounded: boolean;
}

export function pairsOf(rule: CompiledRule, operations: Operations): Pairs {
  const sourceItems = itemsOfField(rule, 'eventSource');
  const nameItems = itemsOfField(rule, 'eventName');
  const namedSources = literalsOf(sourceItems);
  const namedNames = literalsOf(nameItems);
  const classes = new ValueClasses(rule, ['eventSource', 'eventName']);
  const allows = (event: { eventSource?: string; eventName?: string }): boolean =>
    classes.verdict(event) !== 'miss';
  const sources = unionOf(
    namedSources,
    operations.sources.filter((source) => classes.isToldApart('eventSource', source)),
  ).filter((eventSource) => allows({ eventSource }));
  const found = new Map<string, Pair>();
  const rangeOf = (eventSource: string, eventName: string): Range | null =>
    rangeIn(namedNames, eventName) ?? rangeIn(namedSources, eventSource);
  const add = (eventSource: string, eventName: string): void => {
    const key = `${eventSource}\n${eventName}`.toLowerCase();
    if (found.has(key) || !allows({ eventSource, eventName: eventName || otherValue })) return;
    found.set(key, { eventSource, eventName, range: rangeOf(eventSource, eventName) });
  };
  const spelt = (eventSource: string, eventName: string): string =>
    operations.find(eventSource, eventName)?.name ?? eventName;

  const names =
    nameItems.length === 0
      ? []
      : namesToldApart(
          nameItems,
          classes,
          allows({ eventSource: otherValue }) ? null : sources,
          operations,
        ).filter((name) => allows({ eventName: name }));
  // Of a list of names and a list of sources, each name is meant for the sources that have it.
  const hasName = (source: string, name: string): boolean => operations.find(source, name) !== null;
  for (const name of names)
    if (allows({ eventSource: otherValue, eventName: name })) {
      const owners = operations.sourcesOf(name);
      const known = owners.length > 0 ? owners : operations.sources.filter((source) => hasName(source, name));
      for (const source of known) add(source, spelt(source, name));
      if (known.length === 0 && !sources.some((source) => allows({ eventSource: source, eventName: name })))
        add('', name);
    }
  for (const source of sources) {
    for (const name of names) {
      if (hasName(source, name)) {
        const { recordedAs } = operations.find(source, name) ?? {};
        if (!recordedAs || isNamed(namedNames, name)) add(source, spelt(source, name));
      } else if (!isNamed(namedNames, name)) continue;
      else if (!sources.some((each) => hasName(each, name) && allows({ eventSource: each, eventName: name })))
        add(source, name);
    }
    if (!allows({ eventSource: source, eventName: otherValue })) continue;
    const all = operations.namesOf(source);
    if (!all) add(source, '');
    for (const name of all ?? []) if (!operations.find(source, name)?.recordedAs) add(source, name);
  }
  const order = (pair: Pair): number => pair.range?.start ?? Infinity;
  const pairs = [...found.values()].sort((a, b) =>
    order(a) === order(b) ? 0 : order(a) < order(b) ? -1 : 1,
  );
  return { pairs, unbounded: allows({ eventSource: otherValue, eventName: otherValue }) };
}

function namesToldApart(
  items: readonly CompiledItem[],
  classes: ValueClasses,
  /** Null for every source. */
  sources: readonly string[] | null,
  operations: Operations,
): string[] {
  const named = literalsOf(items);
  const isPattern = named.length < items.reduce((count, { values }) => count + values.length, 0);
  const all = !isPattern
    ? []
    : sources
      ? new Set(sources.flatMap((source) => operations.namesOf(source) ?? []))
      : operations.allNames();
  return unionOf(
    named,
    [...all].filter((name) => classes.isToldApart('eventName', name)),
  );
}

function unionOf(named: readonly NamedValue[], others: readonly string[]): string[] {
  const byLower = new Map(named.map(({ text }) => [text.toLowerCase(), text]));
  for (const other of others) byLower.set(other.toLowerCase(), other);
  return [...byLower.values()];
}

const isNamed = (named: readonly NamedValue[], text: string): boolean => rangeIn(named, text) !== null;

function rangeIn(named: readonly NamedValue[], text: string): Range | null {
  return named.find((each) => each.text.toLowerCase() === text.toLowerCase())?.value.value.range ?? null;
}
