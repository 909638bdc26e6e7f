// The fast half of a detection item: short-circuits, folds each text once, looks exact values up in a set.
import { visitField, visitLeaves } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import { fold } from '../value/fold.ts';
import type { DecidingPredicate, TextPredicate } from '../value/predicate.ts';
import { eachText } from '../value/texts.ts';

/** From this many exact values on, a set beats looking at each. */
const setWorthwhile = 8;

export function itemTest(
  path: FieldPath | null,
  join: 'any' | 'all',
  predicates: readonly DecidingPredicate[],
): (event: EventValue) => boolean {
  if (join === 'all' && predicates.length > 1) {
    const tests = predicates.map((predicate) => anyTest([predicate]));
    return (event) => {
      const field = valuesOf(event, path);
      return tests.every((test) => test(field, event));
    };
  }
  const test = anyTest(predicates);
  return (event) => test(valuesOf(event, path), event);
}

/** Reused between calls: nothing keeps it. */
interface Field {
  readonly values: readonly EventValue[];
  readonly present: boolean;
}

function valuesOf(event: EventValue, path: FieldPath | null): Field {
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

type FieldTest = (field: Field, event: EventValue) => boolean;

function anyTest(predicates: readonly DecidingPredicate[]): FieldTest {
  const textual = predicates.filter((predicate) => predicate.type === 'text');
  const others = predicates.filter((predicate) => predicate.type !== 'text');
  const text = textual.length > 0 ? textsTest(textual) : null;
  return (field, event) =>
    (text !== null && field.values.some(text)) ||
    others.some((predicate) => otherTest(predicate, field, event));
}

function otherTest(
  predicate: Exclude<DecidingPredicate, TextPredicate>,
  field: Field,
  event: EventValue,
): boolean {
  switch (predicate.type) {
    case 'field':
      return predicate.test(field.values, field.present);
    case 'value':
      return field.values.some((value) => predicate.test(value));
    case 'reference':
      return field.values.some((value) => predicate.test(value, event));
  }
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
