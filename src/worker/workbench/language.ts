// What the editors ask of the language, with what the engine holds: the events' fields, and what the rule says of them.
import { pickValue } from '../../authoring/pick-value.ts';
import { hoverEventField } from '../../language/event/hover-event.ts';
import type { Hover } from '../../language/hover.ts';
import { hoverRule } from '../../language/rule/hover-rule.ts';
import { createHintCounter } from '../../language/rule/line-hints.ts';
import type { HintCounter, LineHint } from '../../language/rule/line-hints.ts';
import { explain } from '../../sigma/index.ts';
import type { CompiledRule } from '../../sigma/index.ts';
import type { Held } from './held.ts';
import type { EventFields, EventHover, HintsSlice } from './protocol.ts';

/** Events between two looks at the clock. */
const stride = 16;

export function hoverInRule(
  held: Held,
  fields: EventFields,
  text: string,
  offset: number,
  selected: number,
): Hover | null {
  // The rule may have been edited since: then no verdict is of it.
  const rule = held.rule?.rule.text === text ? held.rule : null;
  const event = held.input.events[selected]?.value;
  const trace = rule && event ? explain(rule, event) : null;
  return hoverRule(text, offset, { ...fields, trace });
}

/** The field at a place of the events text. */
export function hoverInEvents(held: Held, offset: number): EventHover | null {
  const { text, events } = held.input;
  const event = events.find(({ range }) => range.start <= offset && offset <= range.end);
  const picked = event && pickValue(text, event, offset, offset);
  if (!event || !picked || picked.path === '') return null;
  const range = wordAround(text, offset);
  const { eventSource, eventName } = event.value;
  const name = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    path: picked.path,
    hover: hoverEventField(picked.path, range, held.rule, event.value),
    operation: { eventSource: name(eventSource), eventName: name(eventName) },
  };
}

/** The key or value that the place is in. */
function wordAround(text: string, offset: number): { start: number; end: number } {
  const before = /[^"\n:,{}[\]]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0;
  const after = /^[^"\n,{}[\]]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}

/** To be asked again with `next` until there is none. */
export function createHints(held: Held): (selected: number, from: number, budgetMs: number) => HintsSlice {
  let counting: {
    readonly rule: CompiledRule;
    readonly input: Held['input'];
    readonly counter: HintCounter;
    done: number;
  } | null = null;
  const none: readonly LineHint[] = [];
  return (selected, from, budgetMs) => {
    const { rule, input } = held;
    const event = input.events[selected];
    if (!rule || !event) return { next: null, hints: none };
    const isSame = counting?.rule === rule && counting.input === input;
    if (!counting || !isSame || counting.done < from)
      counting = { rule, input, counter: createHintCounter(rule), done: 0 };
    const endsAt = performance.now() + budgetMs;
    const { events } = input;
    while (counting.done < events.length && performance.now() < endsAt)
      for (
        const end = Math.min(events.length, counting.done + stride);
        counting.done < end;
        counting.done++
      ) {
        const next = events[counting.done];
        if (next) counting.counter.add(next.value);
      }
    if (counting.done < events.length) return { next: counting.done, hints: none };
    return { next: null, hints: counting.counter.hints(event.value) };
  };
}
