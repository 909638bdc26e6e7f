// The fast half of a detection item: short-circuits, folds each text once, looks exact values up in a set.
import { visitField, visitLeaves } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import { fold } from '../value/fold.ts';
import type { DecidingPredicate, TextPredicate } from '../value/predicate.ts';
import { eachText } from '../value/texts.ts';

/** From this many exact values on, a set beats looking at each. */
const setWorthwhile = 8;

export function fieldTest(join: 'any' | 'all', predicates: readonly DecidingPredicate[]): FieldTest {
  if (join === 'any' || predicates.length < 2) return anyTest(predicates);
  const tests = predicates.map((predicate) => anyTest([predicate]));
  return (field, event) => tests.every((test) => test(field, event));
}

/** What an event has under a name, or all its leaves. */
export interface Field {
  readonly values: readonly EventValue[];
  readonly present: boolean;
}

/** Decides a field. `event` is for predicates that look at another one. */
export type FieldTest = (field: Field, event: EventValue) => boolean;

/** Keywords, which have no path, look at all leaves. */
export function readField(event: EventValue, path: FieldPath | null): Field {
  const values: EventValue[] = [];
  const push = (value: EventValue): void => {
    values.push(value);
  };
  if (path === null) {
    visitLeaves(event, null, false, push);
    return { values, present: true };
  }
  const present = visitField(event, path, false, push);
  return { values, present };
}

function anyTest(predicates: readonly DecidingPredicate[]): FieldTest {
  const textual = predicates.filter((predicate) => predicate.type === 'text');
  const whole = predicates.filter((predicate) => predicate.type === 'field');
  const others = predicates.filter(
    (predicate) => predicate.type === 'value' || predicate.type === 'reference',
  );
  const text = textual.length > 0 ? textsTest(textual) : null;
  return ({ values, present }, event) =>
    (values.length > 0 &&
      ((text !== null && values.some(text)) ||
        others.some((predicate) => values.some((value) => predicate.test(value, event))))) ||
    whole.some((predicate) => predicate.test(values, present));
}

function textsTest(predicates: readonly TextPredicate[]): (value: EventValue) => boolean {
  const exact = predicates.flatMap((predicate) => (predicate.exact === null ? [] : [predicate.exact]));
  const set = exact.length >= setWorthwhile ? new Set(exact) : null;
  const rest = set ? predicates.filter((predicate) => predicate.exact === null) : predicates;
  const testText = (text: string): boolean => {
    const folded = fold(text);
    if (set?.has(folded)) return true;
    for (const predicate of rest) {
      predicate.before?.();
      if (predicate.test(text, folded)) return true;
    }
    return false;
  };
  return (value) => {
    if (typeof value === 'string') return testText(value);
    let matched = false;
    eachText(value, (text) => {
      matched ||= testText(text);
    });
    return matched;
  };
}
