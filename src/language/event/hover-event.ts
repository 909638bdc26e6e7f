// What is told of a field of an event: what it means, and which predicates of the rule look at it.
import { itemsOf } from '../../coverage/field-values.ts';
import { matchItem } from '../../sigma/index.ts';
import type { CompiledRule, EventObject, Range } from '../../sigma/index.ts';
import { cut, say } from '../hover.ts';
import type { Hover, HoverPart } from '../hover.ts';

const maxItems = 8;

/** `path`: as a rule calls the field. */
export function hoverEventField(
  path: string,
  range: Range,
  rule: CompiledRule | null,
  event: EventObject,
): Hover {
  return { range, title: path, parts: rule ? aboutPredicates(path, rule, event) : [], topic: '' };
}

const words = { match: 'matches', miss: 'misses', unknown: 'cannot be decided' } as const;

function aboutPredicates(path: string, rule: CompiledRule, event: EventObject): HoverPart[] {
  const text = rule.rule.text;
  const asking = itemsOf(rule).filter(
    ({ item }) => item.field === path || item.field?.startsWith(`${path}.`) === true,
  );
  if (asking.length === 0) return [say('No predicate of the rule looks at it.')];
  const items = asking.slice(0, maxItems).map((compiled) => {
    const { range } = compiled.item;
    return `${cut(text.slice(range.start, range.end))} → ${words[matchItem(compiled, event)]}`;
  });
  const more = asking.length > items.length ? ['…'] : [];
  const one = asking.length === 1 ? 'One predicate looks at it:' : `${asking.length} predicates look at it:`;
  return [say(one), { type: 'list', items: [...items, ...more] }];
}
