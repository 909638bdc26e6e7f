// Why a rule does not match an event: what would have to flip, and what is nearest to it.
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompiledItem, CompiledSearch } from '../compile/search.ts';
import type { EventValue } from '../event/value.ts';
import type { Range } from '../source/range.ts';
import { flipsOf, placeOf } from './flips.ts';
import type { Flip } from './flips.ts';
import { hintsFor, leavesOf } from './hints.ts';
import type { Hint, RuleTrace, ValueTrace, WhyNot } from './trace.ts';

const maxNamed = 4;
const maxHints = 8;

/** null unless the trace's verdict is `miss`. */
export function whyNot(rule: CompiledRule, event: EventValue, trace: RuleTrace): WhyNot | null {
  if (trace.verdict !== 'miss') return null;
  const flips = flipsOf(trace);
  if (!flips || flips.length === 0)
    return { sentence: 'No event can satisfy this condition as it is written.', flips: [], hints: [] };
  const leaves = leavesOf(event);
  const hints: Hint[] = [];
  for (const flip of flips) {
    if (hints.length >= maxHints) break;
    const item = findItem([...rule.searches.values()], flip.item.range);
    if (item && flip.wanted === 'match') hints.push(...hintsFor(flip, item, event, leaves));
  }
  return { sentence: sentenceOf(flips), flips: flips.map(placeOf), hints: hints.slice(0, maxHints) };
}

function findItem(searches: readonly CompiledSearch[], range: Range): CompiledItem | null {
  for (const search of searches) {
    if (search.type === 'item' && search.range.start === range.start && search.range.end === range.end)
      return search;
    const inside =
      search.type === 'all_of' || search.type === 'any_of' ? findItem(search.children, range) : null;
    if (inside) return inside;
  }
  return null;
}

function sentenceOf(flips: readonly Flip[]): string {
  const [first] = flips;
  if (flips.length === 1 && first) return `One predicate stands in the way: ${describe(first)}.`;
  const named = flips.slice(0, maxNamed).map(describe);
  const more = flips.length - named.length;
  return `${countWord(flips.length)} predicates stand in the way: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

function countWord(count: number): string {
  return ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'][count] ?? String(count);
}

function describe(flip: Flip): string {
  const { item, identifier } = flip;
  const field = item.field === null ? 'the event' : `\`${item.field}\``;
  const value = flip.value ?? item.values.find(({ verdict }) => verdict === 'match') ?? item.values[0];
  if (!value) return field;
  if (flip.wanted === 'miss' && item.negated)
    return `${field} is none of the values of \`neq\`, and \`${identifier}\` excludes that`;
  if (flip.wanted === 'miss')
    return `\`${identifier}\` excludes the event, since ${matches(flip, field, value)}`;
  if (item.negated) return `${field} ${metWords(value)}, which \`neq\` rules out`;
  return misses(flip, field, value);
}

function matches({ item }: Flip, field: string, value: ValueTrace): string {
  if (item.field === null) return `it holds \`${shorten(value.text)}\``;
  if (item.modifiers.includes('exists')) return `${field} is ${value.text === 'false' ? 'absent' : 'there'}`;
  if (value.met.length === 0) return `${field} is absent`;
  return `${field} ${metWords(value)}`;
}

function misses({ item, value: alone }: Flip, field: string, value: ValueTrace): string {
  const wanted =
    alone || item.values.length === 1 ? `\`${shorten(value.text)}\`` : `one of ${item.values.length} values`;
  if (item.field === null) return `nothing in the event holds ${wanted}`;
  switch (value.reason) {
    case 'field_absent':
      return `${field} is absent`;
    case 'field_exists':
      return `${field} is there and should not be`;
    case 'field_null':
      return `${field} is null`;
    case 'no_value':
      return `${field} is an empty list`;
    case 'not_an_ip':
      return `${field} ${metWords(value)}, which is no IP address`;
    case 'not_numeric':
      return `${field} ${metWords(value)}, which is no number`;
    case 'not_a_date':
      return `${field} ${metWords(value)}, which is no date`;
    default:
      return `${field} ${metWords(value)} and should ${verbOf(item.modifiers)} ${wanted}`;
  }
}

function verbOf(modifiers: readonly string[]): string {
  const verbs: Record<string, string> = {
    contains: 'contain',
    startswith: 'begin with',
    endswith: 'end with',
    re: 'match',
    cidr: 'be in',
    lt: 'be less than',
    lte: 'be at most',
    gt: 'be greater than',
    gte: 'be at least',
    fieldref: 'equal the field',
  };
  return modifiers.map((name) => verbs[name]).find((verb) => verb !== undefined) ?? 'be';
}

function metWords({ met, metCount }: ValueTrace): string {
  const first = met[0];
  if (!first) return 'holds no value';
  if (first.kind === 'null') return 'is null';
  if (first.kind === 'object') return 'is an object';
  const more = metCount > 1 ? ` (and ${metCount - 1} more)` : '';
  return `is \`${shorten(first.text)}\`${more}`;
}

function shorten(text: string): string {
  const [limit, kept] = [60, 57];
  return text.length > limit ? `${text.slice(0, kept)}…` : text;
}
