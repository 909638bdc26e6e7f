import { scalarText } from '../event/text.ts';
import { ExactNumber } from '../event/value.ts';
import type { EventValue } from '../event/value.ts';
import { compareDecimals, readDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { fold } from './fold.ts';
import { hit, miss } from './predicate.ts';
import type { Finding, TextPredicate, ValuePredicate } from './predicate.ts';
import { eachText } from './texts.ts';
import { timePartOf, readTime } from './time.ts';
import type { TimePart } from './time.ts';

/** Numbers in text that count as numbers: plain decimals, as log sources write them. */
const plainDecimal = /^[-+]?\d+(\.\d+)?$/;

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

export type Comparison = 'lt' | 'lte' | 'gt' | 'gte' | 'eq';

const holds: Record<Comparison, (order: number) => boolean> = {
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  eq: (order) => order === 0,
};

/** `field|gt: value`. Texts that are plain decimal numbers take part. */
export function comparisonPredicate(comparison: Comparison, decimal: Decimal): ValuePredicate {
  return decide((value) => {
    const other = decimalOf(value);
    return other ? { order: compareDecimals(other, decimal) } : { reason: 'not_numeric' };
  }, comparison);
}

function decimalOf(value: EventValue): Decimal | null {
  if (typeof value === 'number') return readDecimal(String(value));
  if (value instanceof ExactNumber) return readDecimal(value.text);
  return typeof value === 'string' && plainDecimal.test(value) ? readDecimal(value) : null;
}

/** `field|hour: 5`, `field|hour|gte: 22`. */
export function timePredicate(part: TimePart, comparison: Comparison, decimal: Decimal): ValuePredicate {
  return decide((value) => {
    const text = typeof value === 'boolean' ? null : scalarText(value);
    const time = text === null ? null : readTime(text);
    if (time === null) return { reason: 'not_a_date' };
    const own = timePartOf(time, part);
    return {
      order: compareDecimals(readDecimal(String(own)) as Decimal, decimal),
      note: `Its ${part} is ${own}.`,
    };
  }, comparison);
}

type Ordered = { order: number; note?: string } | { reason: 'not_numeric' | 'not_a_date' };

function decide(order: (value: EventValue) => Ordered, comparison: Comparison): ValuePredicate {
  const inspect = (value: EventValue): Finding => {
    const ordered = order(value);
    if ('reason' in ordered) return miss(ordered.reason);
    return holds[comparison](ordered.order)
      ? hit(undefined, ordered.note)
      : miss('value_differs', ordered.note);
  };
  return { type: 'value', inspect, test: (value) => inspect(value).matched };
}
