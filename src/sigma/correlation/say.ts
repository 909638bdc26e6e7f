// What came of a correlation, in sentences.
import { codeSpan } from '../source/code-span.ts';
import type { Bound, Correlation } from './correlation.ts';
import type { CorrelationGroup, CorrelationTrace, Exclusion, NearestWindow, WindowTrace } from './trace.ts';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** 90,000 ms → `1 m 30 s`: the two largest units that it has; what is below a second in milliseconds. */
export function sayDuration(ms: number): string {
  const rest = Math.abs(ms);
  if (rest < 1000) return `${Number(rest.toFixed(3))} ms`;
  const at = units.findIndex(([, size]) => rest >= size);
  const [name, size] = units[at] as (typeof units)[number];
  const smaller = units[at + 1];
  if (!smaller) return `${Number((rest / size).toFixed(3))} s`;
  const whole = Math.floor(rest / size);
  const part = Math.floor((rest - whole * size) / smaller[1]);
  return part > 0 ? `${whole} ${name} ${part} ${smaller[0]}` : `${whole} ${name}`;
}

/** `at least 5 events`, `more than 100 and at most 200 different values of User`. */
export function sayWanted(correlation: Correlation): string {
  const { condition, rules } = correlation;
  if (condition.type === 'all') return `all ${rules.length} rules${ordered(correlation)}`;
  if (condition.type === 'expression') return `${codeSpan(condition.text.trim())}${ordered(correlation)}`;
  const numbers = condition.bounds.map(sayBound).join(' and ');
  const fields = condition.fields.map(({ text }) => codeSpan(text)).join(', ');
  switch (correlation.type) {
    case 'event_count':
      return `${numbers} events`;
    case 'value_count':
      return `${numbers} different values of ${fields}`;
    case 'temporal':
    case 'temporal_ordered':
      return `${numbers} of ${rules.length} rules${ordered(correlation)}`;
    case 'value_sum':
      return `a sum of ${fields} of ${numbers}`;
    case 'value_avg':
      return `an average of ${fields} of ${numbers}`;
    case 'value_median':
      return `a median of ${fields} of ${numbers}`;
    case 'value_percentile':
      return `a percentile ${condition.percentile ?? '?'} of ${fields} of ${numbers}`;
  }
}

function ordered({ type }: Correlation): string {
  return type === 'temporal_ordered' ? ' in this order' : '';
}

function sayBound({ operator, text }: Bound): string {
  const words = {
    gt: 'more than',
    gte: 'at least',
    lt: 'less than',
    lte: 'at most',
    eq: 'exactly',
    neq: 'not exactly',
  };
  return `${words[operator]} ${text}`;
}

/** `5 events within 4 m 10 s; at least 5 events in 10m are wanted.` */
export function sayWindow(correlation: Correlation, window: WindowTrace): string {
  const { fired, from, to, hits } = window;
  const decided = fired.decided === 'at_close' ? ', counted when the window closed' : '';
  const more = hits > 1 ? ` It held at ${hits} events, until ${sayDuration(to - fired.time)} later.` : '';
  return `${amount(correlation, window.value)} within ${sayDuration(fired.time - from)}${decided}: it wants ${sayWanted(correlation)} in ${correlation.timespan.text}.${more}`;
}

/** `4 of 5 in 10m; the next came 12 s too late.` */
export function sayNearest(correlation: Correlation, nearest: NearestWindow): string {
  const { condition, timespan, rules } = correlation;
  const [bound] = condition.type === 'bounds' ? condition.bounds : [];
  const alone =
    condition.type === 'bounds' &&
    condition.bounds.length === 1 &&
    bound?.operator === 'gte' &&
    !isOne(correlation);
  const got =
    condition.type === 'all'
      ? `${nearest.value} of ${rules.length} rules`
      : alone
        ? `${nearest.value} of ${bound.text}`
        : `${amount(correlation, nearest.value)} where ${sayWanted(correlation)} ${isOne(correlation) ? 'is' : 'are'} wanted,`;
  const missing = nearest.missing.map((place) => codeSpan(rules[place]?.text ?? ''));
  const reasons = [
    ...(condition.type === 'all' && missing.length > 0 ? [`${missing.join(', ')} did not occur`] : []),
    ...(nearest.outOfOrder ? ['all rules occurred, but not in this order'] : []),
    ...(nearest.next ? [`the next came ${sayDuration(nearest.next.lateMs)} too late`] : []),
  ];
  return `${got} in ${timespan.text}${reasons.map((reason) => `; ${reason}`).join('')}.`;
}

function isOne({ type, condition }: Correlation): boolean {
  return condition.type === 'expression' || /^value_(sum|avg|median|percentile)$/.test(type);
}

function amount({ type, condition }: Correlation, value: string): string {
  const many = (one: string): string => `${value} ${value === '1' ? one : `${one}s`}`;
  switch (type) {
    case 'event_count':
      return many('event');
    case 'value_count':
      return many('different value');
    case 'temporal':
    case 'temporal_ordered':
      return many('rule');
    case 'value_sum':
      return `a sum of ${value}`;
    case 'value_avg':
      return `an average of ${value}`;
    case 'value_median':
      return `a median of ${value}`;
    case 'value_percentile':
      return `a percentile ${condition.type === 'bounds' ? condition.percentile : ''} of ${value}`;
  }
}

/** `User = alice, Host = a`; of the one group without `group-by`, `all events`. */
export function sayGroup({ key }: Pick<CorrelationGroup, 'key'>): string {
  if (key.length === 0) return 'all events';
  return key
    .map(({ field, value }) => `${codeSpan(field)} = ${value === '' ? 'an empty text' : codeSpan(value)}`)
    .join(', ');
}

/** Why events that match are not counted. */
export function sayExclusion({ reason, field, count }: Exclusion): string {
  const events = count === 1 ? 'One event is' : `${count} events are`;
  const name = codeSpan(field);
  switch (reason) {
    case 'no_time':
      return `${events} left out: without a time ${count === 1 ? 'it stands' : 'they stand'} in no window.`;
    case 'group_value_absent':
      return `${events} left out: ${name}, by which events are grouped, is absent.`;
    case 'group_value_object':
      return `${events} left out: ${name}, by which events are grouped, holds an object.`;
    case 'value_absent':
      return `${events} left out: there is no value of ${name} to count.`;
    case 'value_not_number':
      return `${events} left out: ${name} holds no number.`;
    case 'too_many_values':
      return `${events} left out: with the values of ${name} there are too many groups of one event.`;
  }
}

/** Why the verdict is unknown; null where it is not. */
export function sayUndecided({ undecided }: Pick<CorrelationTrace, 'undecided'>): string | null {
  switch (undecided) {
    case null:
      return null;
    case 'refused':
      return 'The correlation cannot be evaluated: see its problems.';
    case 'rule_refused':
      return 'A rule that the correlation refers to cannot be evaluated.';
    case 'no_time':
      return 'No event has a time: choose the field that says when an event happened.';
    case 'rule_undecided':
      return 'It did not fire, but for some events it is not decided whether a rule matches them.';
  }
}
