import { describe, expect, test } from 'vitest';
import {
  sayDuration,
  sayGroup,
  sayNearest,
  sayUndecided,
  sayWanted,
  sayWindow,
} from '../../../src/sigma/matcher.ts';
import { correlationOf, documents, firstCorrelation, named, traced } from '../../_helpers/correlation.ts';
import type { Row } from '../../_helpers/correlation.ts';

const rules = ['a', 'b'].map(named);
const of = (lines: string): string => documents(correlationOf(lines), ...rules);
const a = (...seconds: number[]): Row[] => seconds.map((second) => [second, 'a', { u: 'x', n: second }]);

test.each([
  [0, '0 ms'],
  [12, '12 ms'],
  [12_000, '12 s'],
  [1500, '1.5 s'],
  [90_000, '1 m 30 s'],
  [3_600_000, '1 h'],
  [90_061_000, '1 d 1 h'],
])('%d ms is %s', (ms, text) => {
  expect(sayDuration(ms)).toBe(text);
});

describe('what is wanted', () => {
  const wanted = (type: string, more: string): string =>
    sayWanted(firstCorrelation(of(`type: ${type}\nrules: [a, b]\ngroup-by: [u]\ntimespan: 10m\n${more}`)));

  test.each([
    ['event_count', 'condition: {gte: 5}', 'at least 5 events'],
    ['event_count', 'condition: {gt: 100, lte: 200}', 'more than 100 and at most 200 events'],
    ['value_count', 'condition: {field: [n, u], eq: 3}', 'exactly 3 different values of `n`, `u`'],
    ['temporal', '', 'all 2 rules'],
    ['temporal_ordered', '', 'all 2 rules in this order'],
    ['temporal', 'condition: {lt: 2}', 'less than 2 of 2 rules'],
    ['temporal_ordered', 'condition: a and not b', '`a and not b` in this order'],
    ['value_sum', 'condition: {field: n, neq: 1.5}', 'a sum of `n` of not exactly 1.5'],
    [
      'value_percentile',
      'condition: {field: n, percentile: 95, gt: 1}',
      'a percentile 95 of `n` of more than 1',
    ],
  ])('%s %s', (type, more, text) => {
    expect(wanted(type, more)).toBe(text);
  });
});

describe('how far it was', () => {
  const nearest = (lines: string, rows: readonly Row[]): string => {
    const text = of(lines);
    const found = traced(text, rows).groups[0]?.nearest;
    if (!found) throw new Error('It fired.');
    return sayNearest(firstCorrelation(text), found);
  };
  const counted = 'type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10m\n';

  test('a count', () => {
    expect(nearest(`${counted}condition: {gte: 5}`, a(0, 120, 240, 360, 612))).toBe(
      '4 of 5 in 10m; the next came 12 s too late.',
    );
    expect(nearest(`${counted}condition: {gte: 5}`, a(0))).toBe('1 of 5 in 10m.');
  });

  test('bounds of other kinds', () => {
    expect(nearest(`${counted}condition: {eq: 5}`, a(0))).toBe(
      '1 event where exactly 5 events are wanted, in 10m.',
    );
    expect(
      nearest(`${counted.replace('event_count', 'value_avg')}condition: {field: n, gte: 5.5}`, a(1, 2)),
    ).toBe('an average of 1.5 where an average of `n` of at least 5.5 is wanted, in 10m.');
  });

  test('rules', () => {
    const all = 'type: temporal_ordered\nrules: [a, b]\ngroup-by: [u]\ntimespan: 10s';
    const rows: Row[] = [
      [0, 'a', { u: 'x' }],
      [12, 'b', { u: 'x' }],
    ];
    expect(nearest(all, rows)).toBe('1 of 2 rules in 10s; `b` did not occur; the next came 2 s too late.');
    const reverse: Row[] = [
      [0, 'b', { u: 'x' }],
      [2, 'a', { u: 'x' }],
    ];
    expect(nearest(all, reverse)).toBe('1 of 2 rules in 10s; all rules occurred, but not in this order.');
  });
});

test('a window that fired', () => {
  const text = of('type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10m\ncondition: {gte: 3}');
  const [window] = traced(text, a(0, 60, 250, 300)).groups[0]?.windows ?? [];
  if (!window) throw new Error('It did not fire.');
  expect(sayWindow(firstCorrelation(text), window)).toBe(
    '3 events within 4 m 10 s: it wants at least 3 events in 10m. It held at 2 events, until 50 s later.',
  );
});

test('groups and what is not decided', () => {
  expect(sayGroup({ key: [] })).toBe('all events');
  expect(
    sayGroup({
      key: [
        { field: 'u', value: 'x' },
        { field: 'h', value: '' },
      ],
    }),
  ).toBe('`u` = `x`, `h` = an empty text');
  expect(sayUndecided({ undecided: null })).toBe(null);
  for (const undecided of ['refused', 'rule_refused', 'no_time', 'rule_undecided'] as const)
    expect(sayUndecided({ undecided })).toMatch(/\.$/);
});
