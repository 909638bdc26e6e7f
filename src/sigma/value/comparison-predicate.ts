// Predicates that ask for the order of numbers, and of the parts of a date.
import { scalarText } from '../event/text.ts';
import { ExactNumber } from '../event/value.ts';
import type { EventValue } from '../event/value.ts';
import { compareDecimals, readDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { plainDecimal } from './number-predicate.ts';
import { hit, miss } from './predicate.ts';
import type { Finding, ValuePredicate } from './predicate.ts';
import { timePartOf, readTime } from './time.ts';
import type { TimePart } from './time-part.ts';

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
