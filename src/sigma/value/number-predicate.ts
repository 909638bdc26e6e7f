import { scalarText } from '../event/text.ts';
import { ExactNumber } from '../event/value.ts';
import type { EventValue } from '../event/value.ts';
import { compareDecimals, readDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { fold } from './fold.ts';
import { hit, miss } from './predicate.ts';
import type { Finding, TextPredicate, ValuePredicate } from './predicate.ts';
import { eachText } from './texts.ts';

/** Numbers in text that count as numbers: plain decimals, as log sources write them. */
export const plainDecimal = /^[-+]?\d+(\.\d+)?$/;

/** A number of the rule: equal to event numbers by value, to anything else by its text. */
export function numberPredicate(text: string, asText: TextPredicate): ValuePredicate {
  const decimal = readDecimal(text) as Decimal;
  const rounded = Number(text);
  const safe = Number.isSafeInteger(rounded) && equals(decimal, String(rounded)) ? rounded : null;
  const isEqual = (value: EventValue): boolean => {
    if (typeof value === 'number' && safe !== null) return value === safe;
    if (typeof value === 'number' || value instanceof ExactNumber)
      return equals(decimal, scalarText(value) ?? '');
    return false;
  };
  const inspect = (value: EventValue): Finding => {
    if (isEqual(value)) return hit();
    if (typeof value === 'number' || value instanceof ExactNumber) return miss('value_differs');
    let found: Finding = miss('type_differs');
    eachText(value, (each) => {
      if (found.matched) return;
      const finding = asText.inspect(each, fold(each));
      const sameNumber = !finding.matched && plainDecimal.test(each) && equals(decimal, each);
      found = sameNumber ? miss('value_differs', `The text is another spelling of ${text}.`) : finding;
    });
    return found;
  };
  const test = (value: EventValue): boolean => {
    if (isEqual(value)) return true;
    if (typeof value === 'number' || value instanceof ExactNumber) return false;
    let matched = false;
    eachText(value, (each) => {
      matched ||= asText.test(each, fold(each));
    });
    return matched;
  };
  return { type: 'value', test, inspect, number: { text, asText } };
}

function equals(decimal: Decimal, text: string): boolean {
  const other = readDecimal(text);
  return other !== null && compareDecimals(decimal, other) === 0;
}
