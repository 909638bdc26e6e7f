// The values that a rule names for a field, and whether it is limited to them.
import { hasWildcard, literalText, matchPartly, readPlan, readTokens } from '../sigma/index.ts';
import type {
  CompiledItem,
  CompiledRule,
  CompiledSearch,
  CompiledValue,
  EventObject,
} from '../sigma/index.ts';

/** No rule looks for it: what it says of a field with this value, it says of every value that it does not name. */
export const otherValue = '\u{10fffd}';

export function itemsOf(rule: CompiledRule): CompiledItem[] {
  const items = (search: CompiledSearch): readonly CompiledItem[] =>
    search.type === 'item' ? [search] : 'children' in search ? search.children.flatMap(items) : [];
  return [...rule.searches.values()].flatMap(items);
}

export function itemsOfField(rule: CompiledRule, field: string): CompiledItem[] {
  return itemsOf(rule).filter(({ item }) => item.field === field);
}

/** What a rule says of an event of which nothing but some fields is known. */
export function verdictWith(rule: CompiledRule, event: EventObject) {
  return matchPartly(rule, { event, knows: (field) => field !== null && Object.hasOwn(event, field) });
}

/** The only text that a value stands for; null for patterns, expressions and whatever is not text. */
export function literalOf(item: CompiledItem, { value }: CompiledValue): string | null {
  const { plan } = readPlan(item.item);
  if (!plan || plan.state !== 'text' || plan.anchor || plan.windash || plan.expand) return null;
  if (value.kind === 'null') return null;
  if (value.kind !== 'string') return value.text;
  const tokens = readTokens(value.text);
  return hasWildcard(tokens) ? null : literalText(tokens);
}

export interface NamedValue {
  readonly text: string;
  readonly value: CompiledValue;
}

/** The literal values, as written, each once. */
export function literalsOf(items: readonly CompiledItem[]): NamedValue[] {
  const byText = new Map<string, NamedValue>();
  for (const item of items)
    for (const value of item.values) {
      const text = literalOf(item, value);
      if (text !== null && !byText.has(text.toLowerCase())) byText.set(text.toLowerCase(), { text, value });
    }
  return [...byText.values()];
}
