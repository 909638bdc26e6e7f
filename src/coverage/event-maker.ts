// Makes events of one kind: with what a rule asks for, in the shape that such events have.
import { redactionOf } from '../knowledge/aws/redacted.ts';
import type { JsonObject, JsonValue, OperationFacts, Service } from '../knowledge/aws/types.ts';
import { logsourceFacts } from '../knowledge/logsource/logsource.ts';
import { loadExampleText, matchItem } from '../sigma/index.ts';
import type { CompiledItem, CompiledRule, EventObject, ExampleText } from '../sigma/index.ts';
import { partOf, whyImpossible } from './cloudtrail-fields.ts';
import { othersOf } from './cloudtrail-others.ts';
import { isCloudTrail } from './is-cloudtrail.ts';
import type { Shape } from './edit-event.ts';
import { exampleFor } from './example-value.ts';
import type { ExampleValue } from './example-value.ts';
import type { CoverageKnowledge } from './knowledge.ts';
import type { Alternative, Wish } from './solve.ts';
import type { CoverageRow, EventCoverage } from './types.ts';

type Setting = readonly [field: string, value: ExampleValue];

export interface EventMaker extends Shape {
  /** The fields that tell the kind. */
  readonly known: EventObject;
  /** The field that may hold any words. */
  readonly freeText: string;
  make(alternative: Alternative): JsonObject | Promise<JsonObject>;
  /** A value that meets what is wished of one field, in the type that stands there; undefined where none is known. */
  example(wishes: readonly Wish[], path: string): JsonValue | undefined;
  /** Whether such an event can have the item's field, with one value or another. */
  canHold(item: CompiledItem): boolean;
  /** Other values that such a field has, the likeliest first. */
  othersOf(path: string, value: string): readonly string[];
}

/** `values` as in a coverage row. */
export async function createEventMaker(
  rule: CompiledRule,
  fields: EventCoverage['fields'],
  values: CoverageRow['values'],
  knowledge: CoverageKnowledge,
): Promise<EventMaker> {
  const known = new Map(fields.map((field, i) => [field, values[i] ?? '']));
  const exampleText = await loadExampleText();
  return isCloudTrail(rule)
    ? recordMaker(known, knowledge, exampleText)
    : flatMaker(rule, known, exampleText);
}

/** Wishes by field; those of fields that the row settles are left out. */
function wishesByField(alternative: Alternative, known: ReadonlyMap<string, string>): Map<string, Wish[]> {
  const byField = new Map<string, Wish[]>();
  for (const wish of alternative) {
    const { field } = wish.item.item;
    if (field === null || known.has(field)) continue;
    byField.set(field, [...(byField.get(field) ?? []), wish]);
  }
  for (const [field, wishes] of byField) if (wishes.every(({ optional }) => optional)) byField.delete(field);
  return byField;
}

function settingsOf(wishes: ReadonlyMap<string, readonly Wish[]>, exampleText: ExampleText): Setting[] {
  return [...wishes].flatMap(([field, each]): Setting[] => {
    const value = exampleFor(each, exampleText);
    return value === undefined ? [] : [[field, value]];
  });
}

/** One text with all that may stand anywhere. */
function keywordsOf(alternative: Alternative, exampleText: ExampleText): string {
  return alternative
    .filter(({ item, optional }) => item.item.field === null && !optional)
    .flatMap((wish) =>
      wish.values.map((value) => exampleFor([{ ...wish, values: [value] }], exampleText) ?? ''),
    )
    .join(' ');
}

function flatMaker(
  { rule }: CompiledRule,
  named: ReadonlyMap<string, string>,
  exampleText: ExampleText,
): EventMaker {
  const isWindows = rule.logsource.product?.toLowerCase() === 'windows';
  const implied = logsourceFacts(rule.logsource).fields;
  const known = Object.fromEntries(
    [...named].map(([field, value]): Setting => {
      // The stars of a pattern stand for something.
      const text = implied.includes(field) ? value.replace(/\*/g, 'example') : value;
      return [field, field === 'EventID' && /^\d{1,6}$/.test(text) ? Number(text) : text];
    }),
  );
  const computer: readonly Setting[] = isWindows ? [['Computer', 'WORKSTATION.example.com']] : [];
  const freeText = 'message';
  const make = (alternative: Alternative): JsonObject => {
    const keywords = keywordsOf(alternative, exampleText);
    return Object.fromEntries([
      ...Object.entries(known),
      ...computer,
      ...settingsOf(wishesByField(alternative, named), exampleText),
      ...(keywords === '' ? [] : [[freeText, keywords] as const]),
    ]);
  };
  return {
    known,
    freeText,
    make,
    example: (wishes) => exampleFor(wishes, exampleText),
    canHold: () => true,
    isFlat: true,
    isList: () => false,
    othersOf: () => [],
  };
}

async function recordMaker(
  named: ReadonlyMap<string, string>,
  knowledge: CoverageKnowledge,
  exampleText: ExampleText,
): Promise<EventMaker> {
  const [eventSource = '', eventName = ''] = [named.get('eventSource'), named.get('eventName')];
  const operations = await knowledge.operations();
  const facts = operations.find(eventSource, eventName) ?? unknownFacts(eventSource, eventName);
  const service = await knowledge.service(eventSource);
  const shapeAt = (path: string) => {
    const asked = partOf(path);
    return asked && (service?.valueAt(asked.part, facts.name, asked.path) ?? null);
  };
  const canHold = (item: CompiledItem) => !whyImpossible(item, eventSource, eventName, service);
  const freeText = 'userAgent';
  return {
    known: { eventSource, eventName },
    freeText,
    make: (alternative) => {
      const wishes = wishesByField(alternative, named);
      // What no record of the call has is not in this one either, whatever the rule asks for.
      const set = settingsOf(wishes, exampleText)
        .filter(([path]) => (wishes.get(path) ?? []).every(({ item }) => canHold(item)))
        .map(([path, value]) => ({
          path,
          value: fitting(value, path, wishes.get(path) ?? [], facts, service),
        }));
      const keywords = keywordsOf(alternative, exampleText);
      const words = keywords === '' ? [] : [{ path: freeText, value: keywords }];
      return knowledge.skeleton(facts, { set: [...words, ...set] });
    },
    example: (wishes, path) => {
      const value = exampleFor(wishes, exampleText);
      return value === undefined ? undefined : fitting(value, path, wishes, facts, service);
    },
    canHold: (item) => {
      const { field } = item.item;
      return field !== null && !redactionOf(eventSource, facts.name, field) && canHold(item);
    },
    isFlat: false,
    isList: (path) => path === 'resources' || shapeAt(path)?.type === 'list',
    othersOf: (path, value) => [
      ...(shapeAt(path)?.values ?? []),
      ...othersOf(path, value, facts, operations),
    ],
  };
}

/** The value in the type that stands there: rules quote numbers and truth values, and ask for parts of known words. */
function fitting(
  value: ExampleValue,
  path: string,
  wishes: readonly Wish[],
  { eventSource, name }: OperationFacts,
  service: Service | null,
): JsonValue {
  const { mask } = redactionOf(eventSource, name, path) ?? {};
  if (mask !== undefined) return mask;
  const asked = partOf(path);
  const shape = asked && service?.valueAt(asked.part, name, asked.path);
  if (!shape) return value;
  const isMet = (word: string): boolean =>
    wishes.every(({ item, verdict }) => matchItem(item, { [path]: word }) === verdict);
  const word = shape.values.find(isMet);
  if (word !== undefined) return word;
  const text = String(value).toLowerCase();
  if (shape.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (shape.type === 'number' && /^-?\d{1,15}$/.test(text)) return Number(text);
  return value;
}

function unknownFacts(eventSource: string, name: string): OperationFacts {
  return { eventSource, name, apiName: name, access: null, dataEvent: false, modelled: false, kind: 'api' };
}
