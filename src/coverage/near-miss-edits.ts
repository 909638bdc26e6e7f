// Events that differ from one in a single leaf, where a detection item looks: candidates for its answering otherwise.
import type { JsonObject, JsonValue } from '../knowledge/aws/types.ts';
import { readPath, visitField } from '../sigma/index.ts';
import type { CompiledItem, CompiledValue, Trail } from '../sigma/index.ts';
import { withField, withLeaf } from './edit-event.ts';
import type { Place } from './edit-event.ts';
import type { EventMaker } from './event-maker.ts';
import { neighboursOf } from './neighbours.ts';
import type { Target } from './near-miss-targets.ts';
import type { Wish } from './solve.ts';

export interface Edit {
  readonly event: JsonObject;
  /** Dotted. */
  readonly path: string;
  /** Undefined where the leaf was taken away. */
  readonly value: JsonValue | undefined;
}

type Aim = Pick<Target, 'item' | 'value' | 'verdict'>;

type FieldPath = ReturnType<typeof readPath>;

interface Leaf {
  readonly place: Place;
  readonly value: JsonValue;
}

/** Leaves of one field that are looked at. */
const maxLeaves = 4;
/** Values of one item that are tried. */
const maxValues = 6;

/** `target.verdict`: what the item says of the event. */
export function* editsFor(target: Aim, event: JsonObject, maker: EventMaker): Generator<Edit> {
  const { item, verdict } = target;
  const saysYes = (verdict === 'match') !== item.negated;
  const leaves = leavesOf(item, event);
  if (saysYes) {
    const values = target.value ? [target.value] : item.values;
    for (const leaf of leaves) {
      const path = pathOf(leaf.place);
      if (!maker.canHold(item) && item.path !== null) continue;
      const others = maker.othersOf(path, String(leaf.value));
      for (const value of neighboursOf(leaf.value, item, values, others))
        yield { event: withLeaf(event, leaf.place, value), path, value };
    }
    // It says so of an absent field.
    if (leaves.length === 0) yield* additions(target, [{ ...item, values: [] }], event, leaves, maker);
  } else yield* additions(target, choicesOf(target), event, leaves, maker);
  for (const place of leaves.flatMap((leaf) => [leaf.place, fieldPlace(leaf.place)]))
    yield { event: withLeaf(event, place, undefined), path: pathOf(place), value: undefined };
  const [only] = leaves;
  if (only) yield { event: withLeaf(event, only.place, null), path: pathOf(only.place), value: null };
}

/** The item with the values that are to be met, in one way or another. */
function choicesOf({ item, value }: Aim): CompiledItem[] {
  const choose = (values: readonly CompiledValue[]): CompiledItem => ({ ...item, values });
  if (value) return [choose([value])];
  if (item.join === 'all') return [item];
  return item.values.slice(0, maxValues).map((each) => choose([each]));
}

/** With values that meet what is looked for: in the place of what is there, beside it, or where nothing is. */
function* additions(
  { item }: Aim,
  choices: readonly CompiledItem[],
  event: JsonObject,
  leaves: readonly Leaf[],
  maker: EventMaker,
): Generator<Edit> {
  const { field } = item.item;
  if (field !== null && !maker.canHold(item)) return;
  const path = field ?? maker.freeText;
  const before = field === null ? leavesAt(readPath(path), event) : leaves;
  for (const { values } of choices) {
    const wish: Wish = { item, verdict: item.negated ? 'miss' : 'match', values, optional: false };
    const example =
      values.length === 0
        ? (maker.othersOf(path, '')[0] ?? maker.example([], path))
        : (maker.example([wish], path) ?? referred(values, event));
    if (example === undefined) continue;
    for (const { place, value } of before) {
      const isText = typeof example === 'string' && typeof value === 'string' && value !== '';
      const texts = isText ? [example, ...together(value, example)] : [example];
      for (const text of texts) yield { event: withLeaf(event, place, text), path, value: text };
    }
    if (before.length > 0) continue;
    const added = withField(event, path, example, maker);
    if (added) yield { event: added, path, value: example };
  }
}

/** What may meet what both of two texts meet. */
function together(a: string, b: string): string[] {
  const [dirA, nameA, dirB, nameB] = [...divided(a), ...divided(b)];
  const paths = dirA + dirB === '' ? [] : [dirB + nameA, dirA + nameB];
  return [...paths, `${a} ${b}`, `${b} ${a}`, a + b, b + a];
}

/** The folder of a path, and the file in it. */
function divided(path: string): [string, string] {
  const at = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1;
  return [path.slice(0, at), path.slice(at)];
}

/** For what is compared with another field. */
function referred(values: readonly CompiledValue[], event: JsonObject): JsonValue | undefined {
  let found: JsonValue | undefined;
  for (const { value, predicate } of values)
    if (predicate.type === 'reference')
      visitField(event, readPath(value.text), false, (each) => (found ??= each as JsonValue));
  return found;
}

function leavesOf(item: CompiledItem, event: JsonObject): Leaf[] {
  if (item.path) return leavesAt(item.path, event);
  return Object.entries(event).flatMap(([key, value]): Leaf[] =>
    typeof value === 'string' && item.test({ [key]: value }) ? [{ place: [key], value }] : [],
  );
}

function leavesAt(path: FieldPath, event: JsonObject): Leaf[] {
  const leaves: Leaf[] = [];
  visitField(event, path, true, (value, trail) => {
    if (leaves.length < maxLeaves) leaves.push({ place: placeOf(trail), value: value as JsonValue });
  });
  return leaves;
}

function placeOf(trail: Trail | null): Place {
  const place: (string | number)[] = [];
  for (let at = trail; at; at = at.up) place.unshift(at.key);
  return place;
}

/** Of the array, where the place is in one. */
function fieldPlace(place: Place): Place {
  return place.slice(0, place.findLastIndex((key) => typeof key === 'string') + 1);
}

const pathOf = (place: Place): string => place.filter((key) => typeof key === 'string').join('.');
