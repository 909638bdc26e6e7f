// Whether other texts would be judged as the present ones are, predicate by predicate: for texts that are to say the
// same with other names.
import { explain, locateTrace, matchItem } from '../../sigma/index.ts';
import type {
  ArrayTrace,
  CompiledArray,
  CompiledItem,
  CompiledRule,
  CompiledSearch,
  ConditionTrace,
  DetectionTrace,
  ItemTrace,
  Met,
  Range,
} from '../../sigma/index.ts';
import type { Input, InputEvent } from '../../intake/read-input.ts';
import { rereadInput } from '../../intake/read-input.ts';
import type { Held } from './held.ts';
import type { TrialChange, TrialSlice, TrialTexts } from './protocol.ts';

const sliceMs = 20;
/** Changes of one predicate beyond this number are only counted, in each slice. */
const maxTold = 5;

/** What was read of the texts that are on trial, so that the next slice need not. */
interface Reading {
  /** All that is on trial, to know it again. */
  readonly key: string;
  readonly of: CompiledRule;
  readonly rule: CompiledRule | null;
  readonly input: Input;
}

export function createTrial(held: Held) {
  let last: Reading | null = null;

  async function read(of: CompiledRule, texts: TrialTexts): Promise<Reading> {
    const { ruleText, eventsText, placeholders } = texts;
    const key = JSON.stringify([ruleText, eventsText, placeholders]);
    if (last?.of === of && last.key === key) return last;
    const isHeld = ruleText === held.ruleText && !placeholders;
    const rule = isHeld ? of : await held.compile(ruleText, placeholders);
    const input = rereadInput(held.input, eventsText, held.input.memory.shapes);
    return (last = { of, key, rule, input });
  }

  return async function trial(texts: TrialTexts, from: number): Promise<TrialSlice> {
    const { rule, input } = held;
    const nothing: TrialSlice = {
      next: null,
      events: 0,
      predicates: 0,
      isAlike: true,
      changes: [],
      changed: 0,
    };
    if (!rule) return nothing;
    const other = await read(rule, texts);
    const items = itemsOf(rule);
    const others = other.rule ? itemsOf(other.rule) : [];
    const sizes = { events: input.events.length, predicates: items.length };
    const isAlike =
      items.length === others.length &&
      rule.refused === other.rule?.refused &&
      input.events.length === other.input.events.length;
    if (!isAlike) return { ...nothing, ...sizes, isAlike };
    const endsAt = performance.now() + sliceMs;
    const changes: TrialChange[] = [];
    const told = items.map(() => 0);
    let changed = 0;
    let at = from;
    for (; at < input.events.length && (at === from || performance.now() < endsAt); at++) {
      const event = input.events[at] as InputEvent;
      const otherEvent = other.input.events[at] as InputEvent;
      for (const [i, item] of items.entries()) {
        const before = matchItem(item, event.value);
        const after = matchItem(others[i] as Part, otherEvent.value);
        if (before === after) continue;
        changed++;
        if ((told[i] as number) >= maxTold) continue;
        told[i] = (told[i] as number) + 1;
        changes.push({
          range: item.range,
          event: at,
          before,
          after,
          met: metBy(rule, item, input.text, event),
        });
      }
    }
    return { next: at < input.events.length ? at : null, ...sizes, isAlike, changes, changed };
  };
}

/** An array block is asked as a whole. */
type Part = CompiledItem | CompiledArray;

function itemsOf({ searches }: CompiledRule): Part[] {
  const items: Part[] = [];
  const visit = (search: CompiledSearch): void => {
    if (search.type === 'item' || search.type === 'array') items.push(search);
    else if (search.type !== 'broken') search.children.forEach(visit);
  };
  for (const search of searches.values()) visit(search);
  return items;
}

/** Where what the item looked at stands in the text. */
function metBy(rule: CompiledRule, item: Part, text: string, event: InputEvent): Range[] {
  const trace = locateTrace(explain(rule, event.value), text, event.range, event.locate);
  const found: (ItemTrace | ArrayTrace)[] = [];
  const inDetection = (node: DetectionTrace): void => {
    if (node.type === 'item' || node.type === 'array') found.push(node);
    else if (node.type !== 'broken') node.children.forEach(inDetection);
  };
  const inCondition = (node: ConditionTrace): void => {
    if (node.type === 'not') inCondition(node.child);
    else if (node.type === 'identifier') {
      if (node.detection) inDetection(node.detection);
    } else if (node.type !== 'broken') node.children.forEach(inCondition);
  };
  for (const { root } of trace.conditions) inCondition(root);
  return found
    .filter(({ range }) => range.start === item.range.start && range.end === item.range.end)
    .flatMap((part) => metIn(part).flatMap(({ range }) => range ?? []));
}

function metIn(part: ItemTrace | ArrayTrace): Met[] {
  return part.type === 'array' ? part.elements.map(({ met }) => met) : part.values.flatMap(({ met }) => met);
}
