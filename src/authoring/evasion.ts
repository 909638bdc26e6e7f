// How a rule that fires on an event could be kept silent by one value: the matcher is asked about the same event with
// that value changed, taken away, or set to what the rule excludes. Values that say what was done are left out: another
// operation is another deed and no evasion.
import { exampleFor } from '../coverage/example-value.ts';
import { itemsOf, otherValue } from '../coverage/field-values.ts';
import { logsourceOf } from '../knowledge/logsource/event-logsource.ts';
import { codeSpan, explain, match, matchItem, readPlan, visitField } from '../sigma/index.ts';
import type {
  CompiledItem,
  CompiledRule,
  ConditionTrace,
  DetectionTrace,
  EventObject,
  EventValue,
  ExampleText,
  ItemTrace,
  Range,
} from '../sigma/index.ts';
import { changedAt, withField } from './changed-event.ts';
import type { Control, ControlFacts } from './control.ts';
import { controlOf } from './control.ts';
import { otherSpelling, otherValues } from './other-values.ts';
import { pointerOf, readPointer, shown } from './pick-value.ts';

export interface EvasionWay {
  /** `set`: to what the rule excludes. */
  readonly kind: 'set' | 'change' | 'remove';
  readonly control: Exclude<Control, 'deed' | 'fixed'>;
  readonly path: string;
  /** The detection item or value that then says something else. */
  readonly ruleRange: Range;
  /** Where the value stands in the event; null where it is not there yet. */
  readonly pointer: string | null;
  readonly before: string | null;
  /** An example; null for none, and where the value is taken away. */
  readonly after: string | null;
  readonly sentence: string;
}

export interface SoftItem {
  readonly path: string;
  readonly ruleRange: Range;
  readonly pointer: string;
}

export interface Evasion {
  /** What follows is only asked of an event that the rule fires on. */
  readonly fires: boolean;
  /** The strongest first. */
  readonly ways: readonly EvasionWay[];
  /** Predicates that rest only on values that are written freely. */
  readonly soft: readonly SoftItem[];
  /** How many predicates helped the rule to fire. */
  readonly matched: number;
}

const maxWays = 20;
const maxItems = 200;
/** Values tried of one item. */
const maxValues = 8;

export function findEvasions(rule: CompiledRule, event: EventObject, exampleText: ExampleText): Evasion {
  const trace = explain(rule, event);
  if (trace.verdict !== 'match') return { fires: false, ways: [], soft: [], matched: 0 };
  const controlAt = controlFor(rule, event);
  const matched = trace.conditions.flatMap(({ root }) => helpfulItems(root, true));
  const items = [...new Map(matched.map((item) => [item.range.start, item])).values()].slice(0, maxItems);
  const ways = [...settings(rule, event, exampleText, controlAt), ...changes(rule, event, items, controlAt)];
  const rank = (way: EvasionWay): number => controls.indexOf(way.control) * 3 + kinds.indexOf(way.kind);
  const soft = items.flatMap((item): SoftItem[] => {
    const pointers = metPointers(item);
    const paths = pointers.map((pointer) => readPointer(event, pointer)?.path ?? '');
    const [pointer] = pointers;
    const isSoft = paths.length > 0 && paths.every((path) => controlAt(path).control === 'free');
    return isSoft && pointer !== undefined ? [{ path: paths[0] ?? '', ruleRange: item.range, pointer }] : [];
  });
  return {
    fires: true,
    ways: ways.sort((a, b) => rank(a) - rank(b)).slice(0, maxWays),
    soft,
    matched: items.length,
  };
}

const controls: readonly EvasionWay['control'][] = ['free', 'elsewhere', 'unclear'];
const kinds: readonly EvasionWay['kind'][] = ['set', 'change', 'remove'];

type ControlAt = (path: string) => ControlFacts;

function controlFor({ rule }: CompiledRule, event: EventObject): ControlAt {
  const { product } = logsourceOf(event);
  const named = product === 'unknown' ? rule.logsource.product?.toLowerCase() : product;
  const table = named === 'aws' ? 'cloudtrail' : named === 'windows' ? 'windows' : 'none';
  const { eventName } = event;
  return (path) => controlOf(path, table, typeof eventName === 'string' ? eventName : '');
}

/** Items that match where a match helps the rule to fire. */
export function helpfulItems(node: ConditionTrace | DetectionTrace, helps: boolean): readonly ItemTrace[] {
  if (node.type === 'broken') return [];
  switch (node.type) {
    case 'not':
      return helpfulItems(node.child, !helps);
    case 'identifier':
      return node.detection ? helpfulItems(node.detection, helps) : [];
    case 'item':
      return helps && node.verdict === 'match' ? [node] : [];
    case 'array':
      return node.elements.flatMap(({ body }) => helpfulItems(body, helps === (node.quantifier !== 'none')));
    default:
      return node.children.flatMap((child) => helpfulItems(child, helps));
  }
}

const metPointers = (item: ItemTrace): readonly string[] => [
  ...new Set(
    item.values.flatMap(({ met }) =>
      met.filter(({ verdict }) => verdict === 'match').map(({ pointer }) => pointer),
    ),
  ),
];

/** Values that the rule rests on, each changed alone: all elements of an array that it met are one. */
function changes(
  rule: CompiledRule,
  event: EventObject,
  items: readonly ItemTrace[],
  controlAt: ControlAt,
): EvasionWay[] {
  const byPath = new Map<string, { pointers: Set<string>; items: ItemTrace[] }>();
  for (const item of items)
    for (const pointer of metPointers(item)) {
      const path = readPointer(event, pointer)?.path;
      if (path === undefined || path === '') continue;
      const known = byPath.get(path) ?? { pointers: new Set(), items: [] };
      known.pointers.add(pointer);
      if (!known.items.includes(item)) known.items.push(item);
      byPath.set(path, known);
    }
  return [...byPath].flatMap(([path, { pointers, items: resting }]): EvasionWay[] => {
    const { control, reason } = controlAt(path);
    const [pointer] = pointers;
    const [item] = resting;
    if (control === 'deed' || control === 'fixed' || pointer === undefined || !item) return [];
    const value = readPointer(event, pointer)?.value ?? null;
    const isSilent = (by: EventValue | undefined): boolean =>
      match(rule, changedAt(event, [...pointers], by)) === 'miss';
    const base = { control, path, ruleRange: item.range, pointer, before: shown(value) };
    const spelling = pointers.size === 1 ? otherSpelling(path, value, item) : null;
    if (spelling && isSilent(spelling.whole))
      return [
        {
          ...base,
          kind: 'change',
          before: spelling.before,
          after: spelling.after,
          sentence: 'What is done stays the same, and the rule no longer finds what it looks for.',
        },
      ];
    const other = otherValues(path, value).find(isSilent);
    if (other !== undefined)
      return [
        {
          ...base,
          kind: 'change',
          after: other === otherValue ? null : shown(other),
          sentence: `Any other ${field(path)} silences the rule: ${reason}.`,
        },
      ];
    if (!isSilent(undefined)) return [];
    const sentence = `Without ${field(path)} the rule stays silent: ${reason}.`;
    return [{ ...base, kind: 'remove', after: null, sentence }];
  });
}

/** Values that the rule excludes. */
function settings(
  rule: CompiledRule,
  event: EventObject,
  exampleText: ExampleText,
  controlAt: ControlAt,
): EvasionWay[] {
  const found = new Map<string, EvasionWay>();
  for (const item of itemsOf(rule).slice(0, maxItems)) {
    const { field: path } = item.item;
    if (path === null || found.has(path)) continue;
    const { control, reason } = controlAt(path);
    if (control === 'deed' || control === 'fixed') continue;
    const now = matchItem(item, event);
    if (now === (item.negated ? 'miss' : 'match')) continue;
    const way = settingOf(rule, item, event, exampleText);
    if (!way) continue;
    const { value, pointer, before, range } = way;
    const sentence =
      value === undefined
        ? `Without ${field(path)} an exclusion of the rule holds: ${reason}.`
        : `With ${codeSpan(shown(value))} in ${field(path)} an exclusion of the rule holds: ${reason}.`;
    const after = value === undefined ? null : shown(value);
    found.set(path, { kind: 'set', control, path, ruleRange: range, pointer, before, after, sentence });
  }
  return [...found.values()];
}

function settingOf(rule: CompiledRule, item: CompiledItem, event: EventObject, exampleText: ExampleText) {
  const { path } = item;
  if (!path) return null;
  const pointers: string[] = [];
  let current: EventValue | undefined;
  visitField(event, path, true, (value, trail) => {
    current ??= value;
    pointers.push(pointerOf(trail));
  });
  const [pointer = null] = pointers;
  const put = (value: EventValue | undefined): EventObject | null => {
    if (value === undefined) return changedAt(event, pointers, undefined);
    return pointer === null ? withField(event, path.text, value) : changedAt(event, [pointer], value);
  };
  const before = current === undefined ? null : shown(current);
  const groups =
    item.join === 'all' ? [item.values] : item.values.slice(0, maxValues).map((value) => [value]);
  for (const values of groups) {
    const range = values.length === 1 ? (values[0]?.value.range ?? item.range) : item.range;
    for (const value of candidates(item, values, current, exampleText)) {
      const changed = put(value);
      if (changed && match(rule, changed) === 'miss')
        return { value, pointer, before, range: range.end > range.start ? range : item.range };
    }
  }
  return null;
}

/** What may stand in a field so that an item matches; `undefined` for nothing at all. */
function candidates(
  item: CompiledItem,
  values: readonly CompiledItem['values'][number][],
  current: EventValue | undefined,
  exampleText: ExampleText,
): readonly (EventValue | undefined)[] {
  const [first] = values;
  const { plan } = readPlan(item.item);
  if (!first || !plan) return [];
  const asksAbsence =
    first.value.kind === 'null' || (plan.state === 'exists' && /^false$/i.test(first.value.text));
  if (asksAbsence) return [undefined];
  const example = exampleFor([{ item, verdict: 'match', values, optional: false }], exampleText);
  if (example === undefined) return [];
  // What was there can stay where a part is enough.
  const isPart = plan.anchor === 'anywhere' && typeof current === 'string' && typeof example === 'string';
  return isPart ? [`${current} ${example}`, example] : [example];
}

const field = (path: string): string => codeSpan(path);
