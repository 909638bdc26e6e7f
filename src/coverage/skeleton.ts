// An event for a row of the coverage, with what the rule asks for.
import { redactionOf } from '../knowledge/aws/redacted.ts';
import type { JsonObject, JsonValue, OperationFacts, Service } from '../knowledge/aws/types.ts';
import { logsourceFacts } from '../knowledge/logsource/logsource.ts';
import { loadExampleText, match, matchItem } from '../sigma/index.ts';
import type { CompiledRule, ExampleText } from '../sigma/index.ts';
import { whyImpossible } from './cloudtrail-fields.ts';
import { isCloudTrail } from './cover-events.ts';
import { exampleFor } from './example-value.ts';
import type { ExampleValue } from './example-value.ts';
import { knowledge as everything } from './knowledge.ts';
import type { CoverageKnowledge } from './knowledge.ts';
import { alternativesOf } from './solve.ts';
import type { Alternative, Wish } from './solve.ts';
import type { CoverageRow, EventCoverage } from './types.ts';

type Setting = readonly [field: string, value: ExampleValue];

/** JSON text of an event for a row: one that fires where such an event can be found, otherwise the nearest try. */
export async function toSkeleton(
  rule: CompiledRule,
  fields: EventCoverage['fields'],
  values: CoverageRow['values'],
  knowledge: CoverageKnowledge = everything,
): Promise<string> {
  const known = new Map(fields.map((field, i) => [field, values[i] ?? '']));
  const exampleText = await loadExampleText();
  const make = isCloudTrail(rule)
    ? await recordMaker(known, knowledge, exampleText)
    : flatMaker(rule, known, exampleText);
  let first: JsonObject | null = null;
  for (const alternative of alternativesOf(rule)) {
    const event = await make(alternative);
    first ??= event;
    if (match(rule, event) === 'match') return toText(event);
  }
  return toText(first ?? (await make([])));
}

const toText = (event: JsonObject): string => JSON.stringify(event, null, 2);

type Maker = (alternative: Alternative) => JsonObject | Promise<JsonObject>;

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

function flatMaker(
  { rule }: CompiledRule,
  known: ReadonlyMap<string, string>,
  exampleText: ExampleText,
): Maker {
  const isWindows = rule.logsource.product?.toLowerCase() === 'windows';
  const implied = logsourceFacts(rule.logsource).fields;
  const base = [...known].map(([field, value]): Setting => {
    // The stars of a pattern stand for something.
    const text = implied.includes(field) ? value.replace(/\*/g, 'example') : value;
    return [field, field === 'EventID' && /^\d{1,6}$/.test(text) ? Number(text) : text];
  });
  const computer: readonly Setting[] = isWindows ? [['Computer', 'WORKSTATION.example.com']] : [];
  return (alternative) => {
    const keywords = alternative.flatMap((wish): Setting[] => {
      const isKeyword = wish.item.item.field === null && !wish.optional;
      const value = isKeyword ? exampleFor([wish], exampleText) : undefined;
      return value === undefined ? [] : [['message', value]];
    });
    return Object.fromEntries([
      ...base,
      ...computer,
      ...settingsOf(wishesByField(alternative, known), exampleText),
      ...keywords,
    ]);
  };
}

async function recordMaker(
  known: ReadonlyMap<string, string>,
  knowledge: CoverageKnowledge,
  exampleText: ExampleText,
): Promise<Maker> {
  const [eventSource = '', eventName = ''] = [known.get('eventSource'), known.get('eventName')];
  const facts =
    (await knowledge.operations()).find(eventSource, eventName) ?? unknownFacts(eventSource, eventName);
  const service = await knowledge.service(eventSource);
  return (alternative) => {
    const wishes = wishesByField(alternative, known);
    // What no record of the call has is not in this one either, whatever the rule asks for.
    const set = settingsOf(wishes, exampleText)
      .filter(([path]) =>
        (wishes.get(path) ?? []).every(({ item }) => !whyImpossible(item, eventSource, eventName, service)),
      )
      .map(([path, value]) => ({
        path,
        value: fitting(value, path, wishes.get(path) ?? [], facts, service),
      }));
    return knowledge.skeleton(facts, { set });
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
  const [first, ...below] = path.split('.');
  const part = first === 'requestParameters' ? 'request' : first === 'responseElements' ? 'response' : null;
  const shape = part && service?.valueAt(part, name, below.join('.'));
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
