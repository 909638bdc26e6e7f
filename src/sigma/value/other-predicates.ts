// Predicates that look neither at text patterns nor at numbers.
import { scalarText } from '../event/text.ts';
import { visitField } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import { codeSpan } from '../source/code-span.ts';
import { fold } from './fold.ts';
import { contains, readAddress, unmapped } from './ip.ts';
import type { Address, Network } from './ip.ts';
import { compilePattern } from './pattern.ts';
import type { Anchor } from './pattern.ts';
import { hit, miss } from './predicate.ts';
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

let last: { readonly text: string; readonly address: Address | null } = { text: '', address: null };

/** Rules list many networks: each asks for the same address in a row. */
function addressOf(text: string): Address | null {
  if (text !== last.text) last = { text, address: readAddress(text) };
  return last.address;
}

/** `field|cidr`. An IPv4 address mapped into IPv6 is not in an IPv4 network. */
export function cidrPredicate(network: Network): ValuePredicate {
  const inspect = (value: EventValue): Finding => {
    const address = typeof value === 'string' ? addressOf(value) : null;
    if (!address) return miss('not_an_ip');
    if (contains(network, address)) return hit();
    const inner = unmapped(address);
    return inner && contains(network, inner)
      ? miss(
          'value_differs',
          'The IPv4 address inside this IPv6 address is in the network; the address itself is not.',
        )
      : miss('value_differs');
  };
  return { type: 'value', inspect, test: (value) => inspect(value).matched };
}

/** `field|fieldref: other`: any value of the one against any value of the other; absent or null equals nothing. */
export function fieldrefPredicate(other: FieldPath, anchor: Anchor, cased: boolean): ReferencePredicate {
  const inspect = (value: EventValue, event: EventValue): Finding => {
    const text = scalarText(value);
    if (text === null) return miss(value === null ? 'field_null' : 'type_differs');
    const folded = fold(text);
    let found: Finding = miss('other_field_absent');
    visitField(event, other, false, (each) => {
      const otherText = scalarText(each);
      if (found.matched || otherText === null) return;
      const tokens = otherText === '' ? [] : [{ type: 'literal', text: otherText } as const];
      const span = compilePattern(tokens, anchor, cased).find(text, folded);
      found = span
        ? hit(span)
        : miss('value_differs', `${codeSpan(other.text)} is ${codeSpan(otherText, 200)}.`);
    });
    return found;
  };
  return { type: 'reference', inspect, test: (value, event) => inspect(value, event).matched };
}
