import { visitField } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import { scalarText } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';
import { codeSpan } from '../source/code-span.ts';
import { fold } from './fold.ts';
import { compilePattern } from './pattern.ts';
import type { Anchor } from './pattern.ts';
import { hit, miss } from './predicate.ts';
import type { Finding, ReferencePredicate } from './predicate.ts';

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
