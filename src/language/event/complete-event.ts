// What can be written at a place of an event: keys and values that the API's model has.
import type { FieldWord, Operation } from '../fields.ts';
import type { Completion, Suggestion } from '../rule/completion/completion.ts';
import { rank } from '../rule/completion/rank.ts';
import { jsonPlaceAt } from './json-place.ts';

export interface EventFacts {
  /** Of the operation of the event that is written. */
  readonly words: readonly FieldWord[];
}

export const noEventFacts: EventFacts = { words: [] };

/** The operation of the event at a place, as far as it is written. */
export function operationAt(text: string, offset: number): Operation {
  const top = jsonPlaceAt(text, offset)?.top;
  return { eventSource: top?.get('eventSource') ?? '', eventName: top?.get('eventName') ?? '' };
}

/** null where nothing can be suggested. */
export function completeEvent(text: string, offset: number, { words }: EventFacts): Completion | null {
  const place = jsonPlaceAt(text, offset);
  if (!place || words.length === 0) return null;
  const { kind, start, typed, isQuoted, path, beside } = place;
  const rest = /^[^\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const closing = isQuoted
    ? (/^(?:[^"\\\n:,{}[\]]|\\.)*"/.exec(rest)?.[0] ?? /^\w*/.exec(rest)?.[0] ?? '')
    : (/^\w*/.exec(rest)?.[0] ?? '');
  const end = offset + closing.length;
  const all = kind === 'key' ? keysBelow(words, path, beside, text.slice(end)) : valuesOf(words, path);
  const standing = typed + closing.replace(/"$/, '');
  const suggestions = rank(
    all.filter(({ label }) => label !== standing),
    typed,
  );
  return {
    start,
    end,
    typed,
    suggestions,
    isWhole: all.some(({ label }) => label === standing),
    isFree: kind === 'value',
  };
}

function keysBelow(
  words: readonly FieldWord[],
  path: readonly string[],
  beside: ReadonlySet<string>,
  after: string,
): Suggestion[] {
  const prefix = path.length === 0 ? '' : `${path.join('.')}.`;
  const isFollowed = /^\s*:/.test(after);
  const keys = new Map<string, { about: string; hasBelow: boolean }>();
  for (const { path: field, about } of words) {
    if (!field.startsWith(prefix)) continue;
    const [key = '', ...below] = field.slice(prefix.length).split('.');
    const known = keys.get(key);
    keys.set(key, {
      about: known?.about || (below.length === 0 ? about : ''),
      hasBelow: (known?.hasBelow ?? false) || below.length > 0,
    });
  }
  return [...keys]
    .filter(([key]) => key !== '' && !beside.has(key))
    .map(([key, { about }]) => ({
      label: key,
      insert: `${JSON.stringify(key)}${isFollowed ? '' : ': '}`,
      detail: about,
    }));
}

function valuesOf(words: readonly FieldWord[], path: readonly string[]): Suggestion[] {
  const name = path.join('.');
  const word = words.find((each) => each.path === name);
  return (word?.values ?? []).map((value) => ({ label: value, insert: JSON.stringify(value), detail: '' }));
}
