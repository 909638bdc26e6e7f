// Arrays: Sigma asks of a field whether any of its values matches, so several questions may be answered by several
// elements. Who asked them together may have meant one element.
import { codeSpan, matchItem } from '../../sigma/index.ts';
import type { EventValue, Trail } from '../../sigma/index.ts';
import { finding } from '../check.ts';
import type { Finding } from '../check.ts';
import { groupsOf } from '../groups.ts';
import { blockFix } from './array-block.ts';
import { meets, valuesAt } from './subject.ts';
import type { EventsSubject, TriedItem } from './subject.ts';

export function spreadAlls(subject: EventsSubject): Finding[] {
  return subject.items.flatMap(({ item, field, matched }) => {
    if (item.join !== 'all' || item.values.length < 2 || item.negated || matched === 0) return [];
    const spread = subject.events.findIndex((event) => {
      if (matchItem(item, event) !== 'match') return false;
      const values = valuesAt(event, item);
      return values.length > 1 && !values.some(({ value }) => meets(item, value, event));
    });
    if (spread < 0) return [];
    return [
      finding(
        item.range,
        `In event ${spread + 1} different elements of ${codeSpan(field)} have the values of \`all\`, and none has them together. If one element is meant, ask for a text that holds both.`,
      ),
    ];
  });
}

/** Pairs of items looked at in one mapping, and events for all of them together. */
const maxPairs = 200;
const maxLooks = 4000;

export function spreadKeys(subject: EventsSubject): Finding[] {
  return groupsOf([...subject.rule.searches.values()]).flatMap((group) => {
    if (group.type !== 'all_of') return [];
    const items = subject.items.filter(
      ({ item, field, matched }) =>
        group.children.includes(item) && !item.negated && matched > 0 && field.includes('.'),
    );
    const pairs = items
      .flatMap((a, i) => items.slice(i + 1).map((b) => [a, b] as const))
      .filter(([a, b]) => sharedSegments(a.field, b.field) > 0)
      .slice(0, maxPairs);
    const events = subject.events.slice(0, Math.floor(maxLooks / Math.max(1, pairs.length)));
    return pairs.flatMap(([a, b]): Finding[] => {
      const shared = sharedSegments(a.field, b.field);
      const spread = events.findIndex((event) => isSpread(event, a, b, shared));
      const event = events[spread];
      if (event === undefined) return [];
      const array = arrayOf(event, a, shared);
      const keys = items.filter(({ field }) => field.startsWith(`${array}.`));
      return [
        finding(
          b.item.range,
          `In event ${spread + 1} this and ${codeSpan(a.field)} are met in different elements of ${codeSpan(array)}: they do not ask for one element with both. Add a predicate that only the element in question has, or, from \`sigma-version: 3\` on, write a block for one element.`,
          [
            blockFix(
              subject.rule.rule,
              array,
              keys.map(({ item }) => item.item.keyRange),
            ),
          ],
        ),
      ];
    });
  });
}

/** The field of the innermost array that so many segments lead through. */
function arrayOf(event: EventValue, { item, field }: TriedItem, segments: number): string {
  const depths = valuesAt(event, item).map(({ trail }) => {
    const keys = keysOf(trail).slice(0, elementEnd(keysOf(trail), segments));
    return keys.reduce<number>(
      (sum, key) => (typeof key === 'number' ? sum : sum + key.split('.').length),
      0,
    );
  });
  return field
    .split('.')
    .slice(0, Math.max(...depths))
    .join('.');
}

/** How many segments two fields begin with alike; the last segment of a field is its own. */
function sharedSegments(a: string, b: string): number {
  const [from, to] = [a.split('.'), b.split('.')];
  let shared = 0;
  while (shared < Math.min(from.length, to.length) - 1 && from[shared] === to[shared]) shared++;
  return shared;
}

function isSpread(event: EventValue, a: TriedItem, b: TriedItem, shared: number): boolean {
  const [first, second] = [elementsOf(event, a, shared), elementsOf(event, b, shared)];
  if (first.size === 0 || second.size === 0) return false;
  return ![...first].some((element) => second.has(element));
}

/** The elements of an array, reached by so many segments, in which the item is met; none where there is no array. */
function elementsOf(event: EventValue, { item }: TriedItem, segments: number): ReadonlySet<string> {
  const elements = new Set<string>();
  for (const { value, trail } of valuesAt(event, item)) {
    const element = elementOf(trail, segments);
    if (element !== null && meets(item, value, event)) elements.add(element);
  }
  return elements;
}

function elementOf(trail: Trail | null, segments: number): string | null {
  const keys = keysOf(trail);
  const end = elementEnd(keys, segments);
  return end === 0 ? null : JSON.stringify(keys.slice(0, end));
}

function keysOf(trail: Trail | null): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = trail; at; at = at.up) keys.unshift(at.key);
  return keys;
}

/** Behind the last number that so many segments lead to; 0 without one. */
function elementEnd(keys: readonly (string | number)[], segments: number): number {
  let taken = 0;
  let end = 0;
  for (const [i, key] of keys.entries()) {
    if (typeof key === 'number') end = i + 1;
    else if (taken >= segments) break;
    // A key may hold dots itself.
    else taken += key.split('.').length;
  }
  return end;
}
