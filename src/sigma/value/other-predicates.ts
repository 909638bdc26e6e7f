// Predicates that look neither at text patterns nor at numbers.
import { miss } from './predicate.ts';
import type { FieldPredicate, Finding, ReferencePredicate, ValuePredicate } from './predicate.ts';

/** `field: null`: the field is absent, or JSON null; neither '' nor []. */
export const nullPredicate: FieldPredicate = {
  type: 'field',
  test: (values, present) => !present || values.includes(null),
  missReason: (values) => (values.length === 0 ? 'no_value' : 'value_differs'),
};

/** `field|exists`: presence alone counts, null and empty values included. */
export function existsPredicate(wanted: boolean): FieldPredicate {
  return {
    type: 'field',
    test: (_, present) => present === wanted,
    missReason: (_, present) => (present ? 'field_exists' : 'field_absent'),
  };
}

/** What `expand` makes of one value: any of several suffices. */
export function anyOfValues(predicates: readonly ValuePredicate[]): ValuePredicate {
  return {
    type: 'value',
    test: (value) => predicates.some((each) => each.test(value)),
    inspect: (value) => firstHit(predicates.map((each) => each.inspect(value))),
  };
}

export function anyOfReferences(predicates: readonly ReferencePredicate[]): ReferencePredicate {
  return {
    type: 'reference',
    test: (value, event) => predicates.some((each) => each.test(value, event)),
    inspect: (value, event) => firstHit(predicates.map((each) => each.inspect(value, event))),
  };
}

function firstHit(findings: readonly Finding[]): Finding {
  return findings.find(({ matched }) => matched) ?? findings[0] ?? miss('value_differs');
}
