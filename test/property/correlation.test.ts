// Every type of correlation against a plain reading of what it means: quadratic, and with nothing of the engine in it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCorrelations, correlate, readRules } from '../../src/sigma/matcher.ts';
import type { Correlation, CorrelationTrace } from '../../src/sigma/matcher.ts';
import { termsOf } from '../../src/sigma/correlation/expression.ts';

interface TestEvent {
  readonly time: number;
  readonly rules: readonly string[];
  readonly group: string | readonly string[] | null;
  readonly value: number;
}

interface Item {
  readonly event: number;
  readonly time: number;
  readonly rules: readonly string[];
  readonly value: number;
}

const names = ['a', 'b', 'c'];
const spanMs = 10_000;

const detection = (name: string): string =>
  `title: ${name}\nname: ${name}\nlogsource: {product: x}\ndetection: {s: {rules: ${name}}, condition: s}\n`;

const randomEvents: fc.Arbitrary<TestEvent[]> = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 40 }).map((tick) => tick * 1000),
    rules: fc.subarray(names, { minLength: 1 }),
    group: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('x', 'y') },
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constant(['x', 'y']) },
    ),
    value: fc.integer({ min: -30, max: 60 }).map((tenths) => tenths / 10),
  }),
  { minLength: 0, maxLength: 30 },
);

const operators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'];
const bounds = (numbers: fc.Arbitrary<number>): fc.Arbitrary<Record<string, number>> =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...operators), numbers).map(([operator, number]) => ({ [operator]: number })),
    fc
      .tuple(numbers, numbers)
      .map(([one, other]) => ({ gte: Math.min(one, other), lt: Math.max(one, other) + 1 })),
  );
const count = fc.integer({ min: 0, max: 6 });
const tenths = fc.integer({ min: -60, max: 120 }).map((number) => number / 10);

const randomExpression: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...names),
    fc.tuple(tie('tree'), fc.constantFrom('and', 'or'), tie('tree')).map(([l, op, r]) => `(${l} ${op} ${r})`),
    tie('tree').map((tree) => `not ${tree}`),
    fc.constantFrom('1 of them', 'all of them', '2 of them'),
  ),
})).tree;

const randomCorrelation = fc
  .oneof(
    bounds(count).map((condition) => ({ type: 'event_count', condition })),
    bounds(count).map((condition) => ({ type: 'value_count', condition: { ...condition, field: 'value' } })),
    bounds(count).map((condition) => ({ type: 'temporal', condition })),
    bounds(count).map((condition) => ({ type: 'temporal_ordered', condition })),
    fc.constantFrom('temporal', 'temporal_ordered').map((type) => ({ type })),
    fc
      .tuple(fc.constantFrom('temporal', 'temporal_ordered'), randomExpression)
      .map(([type, condition]) => ({ type, condition })),
    fc
      .tuple(fc.constantFrom('value_sum', 'value_avg', 'value_median'), bounds(tenths))
      .map(([type, condition]) => ({ type, condition: { ...condition, field: 'value' } })),
    fc.tuple(fc.constantFrom(0, 10, 33.3, 50, 95, 100), bounds(tenths)).map(([percentile, condition]) => ({
      type: 'value_percentile',
      condition: { ...condition, percentile, field: 'value' },
    })),
  )
  .chain((correlation) =>
    fc
      .tuple(fc.shuffledSubarray(names, { minLength: 1 }), fc.boolean())
      .map(([rules, grouped]) => ({ ...correlation, rules, ...(grouped && { 'group-by': ['group'] }) })),
  );

/** The events at which it fires, each group on its own. */
function naive(correlation: Correlation, events: readonly TestEvent[]): number[] {
  const rules = correlation.rules.map(({ text }) => text);
  const groups = new Map<string, Item[]>();
  const order = [...events.keys()].sort((a, b) => (events[a]?.time ?? 0) - (events[b]?.time ?? 0) || a - b);
  for (const index of order) {
    const event = events[index] as TestEvent;
    const matched = event.rules.filter((name) => rules.includes(name));
    if (matched.length === 0) continue;
    const keys = correlation.groupBy.length === 0 ? [''] : ([event.group ?? []].flat() as string[]);
    for (const key of keys)
      groups.set(key, [
        ...(groups.get(key) ?? []),
        { event: index, time: event.time, rules: matched, value: event.value },
      ]);
  }
  const fired = new Set<number>();
  for (const items of groups.values())
    items.forEach((item, j) => {
      const window = items.slice(0, j + 1).filter(({ time }) => item.time - time <= spanMs);
      const next = items[j + 1];
      const isFull = !next || next.time - (window[0] as Item).time > spanMs;
      if (isAtClose(correlation) && !isFull) return;
      if (holds(correlation, rules, window)) fired.add(item.event);
    });
  return [...fired].sort((a, b) => a - b);
}

function isAtClose({ condition, rules }: Correlation): boolean {
  if (condition.type === 'all') return false;
  if (condition.type === 'bounds') return condition.bounds.some(({ operator }) => !operator.startsWith('g'));
  const sources = rules.map(({ text }, rule) => ({
    rule,
    type: 'detection' as const,
    name: text,
    names: [text],
    groupFields: [],
    valueFields: [],
  }));
  return (termsOf(condition.root, sources) ?? []).some(({ absent }) => absent.length > 0);
}

function holds({ type, condition }: Correlation, rules: readonly string[], window: readonly Item[]): boolean {
  const ordered = type === 'temporal_ordered';
  if (condition.type === 'expression') {
    const occurring = rules.filter((name) => window.some((item) => item.rules.includes(name)));
    const chosen = ordered ? subsets(occurring).filter((subset) => isInOrder(subset, window)) : [occurring];
    return chosen.some((subset) => evaluate(condition.text, rules, subset, occurring));
  }
  const number = ((): number => {
    const values = window.map(({ value }) => Math.round(value * 10)).sort((a, b) => a - b);
    const sum = values.reduce((total, value) => total + value, 0);
    switch (type) {
      case 'event_count':
        return window.length * 1e6;
      case 'value_count':
        return new Set(values).size * 1e6;
      case 'temporal':
        return new Set(window.flatMap((item) => item.rules)).size * 1e6;
      case 'temporal_ordered':
        return (
          Math.max(...subsets(rules).map((subset) => (isInOrder(subset, window) ? subset.length : 0))) * 1e6
        );
      case 'value_sum':
        return sum * 1e5;
      case 'value_avg':
        return (sum * 1e5) / values.length;
      case 'value_median':
      case 'value_percentile': {
        const share = condition.type === 'bounds' ? Number(condition.percentile) : 0;
        // In thousandths of a place, so that nothing is rounded.
        const place = Math.round(share * 10) * (values.length - 1);
        const below = Math.floor(place / 1000);
        const part = place - below * 1000;
        const low = values[below] ?? 0;
        return (low * 1000 + ((values[below + 1] ?? low) - low) * part) * 100;
      }
    }
  })();
  const wanted =
    condition.type === 'all'
      ? [{ operator: 'gte', text: String(rules.length) }]
      : condition.bounds.map(({ operator, text }) => ({ operator, text }));
  return wanted.every(({ operator, text }) => {
    const limit = Math.round(Number(text) * 10) * 1e5;
    // An average compares by its sum.
    const [left, right] =
      type === 'value_avg' ? [Math.round(number * window.length), limit * window.length] : [number, limit];
    switch (operator) {
      case 'gt':
        return left > right;
      case 'gte':
        return left >= right;
      case 'lt':
        return left < right;
      case 'lte':
        return left <= right;
      case 'eq':
        return left === right;
      default:
        return left !== right;
    }
  });
}

function subsets(rules: readonly string[]): string[][] {
  return rules.reduce<string[][]>((all, rule) => [...all, ...all.map((subset) => [...subset, rule])], [[]]);
}

/** Whether each of them occurs no earlier than the one before. */
function isInOrder(rules: readonly string[], window: readonly Item[]): boolean {
  let time = -Infinity;
  return rules.every((rule) => {
    const found = window.filter((item) => item.rules.includes(rule) && item.time >= time);
    time = Math.min(...found.map((item) => item.time));
    return found.length > 0;
  });
}

/** What is asked for must be chosen; what is ruled out must not occur. */
function evaluate(
  text: string,
  rules: readonly string[],
  chosen: readonly string[],
  occurring: readonly string[],
): boolean {
  const words = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const or = (negated: boolean): boolean => {
    let value = and(negated);
    while (words[at] === 'or') {
      at++;
      const right = and(negated);
      value = negated ? value && right : value || right;
    }
    return value;
  };
  const and = (negated: boolean): boolean => {
    let value = not(negated);
    while (words[at] === 'and') {
      at++;
      const right = not(negated);
      value = negated ? value || right : value && right;
    }
    return value;
  };
  // Under `not`, values are those of the negation.
  const not = (negated: boolean): boolean => {
    const word = words[at++] as string;
    if (word === 'not') return not(!negated);
    if (word === '(') {
      const value = or(negated);
      at++;
      return value;
    }
    if (words[at] === 'of') {
      at += 2;
      const need = word === 'all' ? rules.length : Number(word);
      return negated ? occurring.length < need : chosen.length >= need;
    }
    return negated ? !occurring.includes(word) : chosen.includes(word);
  };
  return or(false);
}

function textOf(correlation: object, title = 'c'): string {
  return `title: ${title}\nname: ${title}\ncorrelation: ${JSON.stringify({ timespan: '10s', ...correlation })}\n`;
}

function traceOf(text: string, events: readonly object[]): readonly CorrelationTrace[] {
  return correlate(text, events).correlations;
}

const toEvent = ({ time, rules, group, value }: TestEvent): object => ({
  time: new Date(1_700_000_000_000 + time).toISOString(),
  rules,
  value,
  ...(group !== null && { group }),
});

test('every type fires where a plain reading says', { timeout: 120_000 }, () => {
  const fires: Record<string, number> = {};
  fc.assert(
    fc.property(randomCorrelation, randomEvents, (wanted, events) => {
      const text = [...names.map(detection), textOf(wanted)].join('---\n');
      const compiled = compileCorrelations(readRules(text).rules).correlations[0];
      fc.pre(compiled?.refused === false);
      const [trace] = traceOf(text, events.map(toEvent));
      const expected = naive(compiled?.correlation as Correlation, events);
      expect([...(trace?.firedAt ?? [])]).toEqual(expected);
      expect(trace?.verdict).toBe(expected.length > 0 ? 'match' : 'miss');
      const hits = trace?.groups.reduce((sum, { hitCount }) => sum + hitCount, 0);
      expect(trace?.hitCount).toBe(hits);
      for (const { windows, nearest, hitCount } of trace?.groups ?? []) {
        expect(windows.reduce((sum, window) => sum + window.hits, 0)).toBe(hitCount);
        expect(nearest === null).toBe(hitCount > 0);
      }
      if (expected.length > 0) fires[wanted.type] = (fires[wanted.type] ?? 0) + 1;
    }),
    { numRuns: 2000 },
  );
  // Each type has fired, and more than by chance.
  expect(Object.keys(fires)).toHaveLength(8);
  expect(Math.min(...Object.values(fires))).toBeGreaterThan(20);
});

test('the order of the text decides nothing where times differ', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(randomCorrelation, randomEvents, fc.infiniteStream(fc.nat()), (wanted, events, seeds) => {
      const apart = [...new Map(events.map((event) => [event.time, event])).values()];
      const shuffled = apart
        .map((event) => ({ event, seed: seeds.next().value as number }))
        .sort((a, b) => a.seed - b.seed)
        .map(({ event }) => event);
      const text = [textOf(wanted), ...names.map(detection)].join('---\n');
      const timesOf = (list: readonly TestEvent[]): number[] =>
        [...(traceOf(text, list.map(toEvent))[0]?.firedAt ?? [])]
          .map((index) => (list[index] as TestEvent).time)
          .sort((a, b) => a - b);
      expect(timesOf(shuffled)).toEqual(timesOf(apart));
    }),
    { numRuns: 500 },
  );
});

test('a correlation of hits is one of events that match where it fired', { timeout: 60_000 }, () => {
  const inner = fc.constantFrom(
    { type: 'event_count', rules: ['a'], 'group-by': ['group'], condition: { gte: 2 } },
    { type: 'temporal', rules: ['a', 'b'], 'group-by': ['group'] },
  );
  const outer = fc.constantFrom(
    { type: 'event_count', rules: ['inner'], 'group-by': ['group'], condition: { gte: 3 } },
    { type: 'temporal_ordered', rules: ['inner', 'c'], 'group-by': ['group'] },
    { type: 'temporal', rules: ['inner', 'c'], 'group-by': ['group'], condition: 'inner and not c' },
  );
  fc.assert(
    fc.property(inner, outer, randomEvents, (one, other, all) => {
      const events = all.filter(({ group }) => !Array.isArray(group));
      const text = [textOf(other, 'outer'), textOf(one, 'inner'), ...names.map(detection)].join('---\n');
      const [trace, first] = traceOf(text, events.map(toEvent));
      const firedAt = new Set(first?.firedAt);
      // The same, where what the inner one fired at has a name of its own. Hits stand behind the matches of their event.
      const marked = events.flatMap((event, index) => [
        event,
        ...(firedAt.has(index) ? [{ ...event, rules: ['inner'] }] : []),
      ]);
      const places = events.flatMap((_, index) => (firedAt.has(index) ? [index, index] : [index]));
      const flat = [textOf(other, 'outer'), ...[...names, 'inner'].map(detection)].join('---\n');
      const [expected] = traceOf(flat, marked.map(toEvent));
      expect([...(trace?.firedAt ?? [])]).toEqual([
        ...new Set([...(expected?.firedAt ?? [])].map((index) => places[index])),
      ]);
    }),
    { numRuns: 1000 },
  );
});
