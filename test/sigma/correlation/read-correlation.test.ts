import { describe, expect, test } from 'vitest';
import { correlationTypes } from '../../../src/sigma/correlation/correlation.ts';
import { maxOrderedRules, maxRules } from '../../../src/sigma/correlation/read-correlation.ts';
import {
  compiledOf,
  correlationOf,
  documents,
  firstCorrelation,
  mended,
  messageOf,
  named,
  problemsOf,
} from '../../_helpers/correlation.ts';

const whole = 'type: event_count\nrules: [a]\ngroup-by: [user]\ntimespan: 10m\ncondition:\n  gte: 5';
const withRule = (lines: string): string => documents(correlationOf(lines), named('a'), named('b'));
const said = (lines: string): [string, string][] => problemsOf(withRule(lines));

test('every part is read with its place', () => {
  const text = withRule(`${whole}\naliases:\n  user:\n    a: userName\ngenerate: true`);
  const read = firstCorrelation(text);
  const at = ({ range }: { range: { start: number; end: number } }): string =>
    text.slice(range.start, range.end);
  expect(read).toMatchObject({ title: 'Correlation c', type: 'event_count', generate: true });
  expect(read.name && at(read.name)).toBe('c');
  expect(text.slice(read.typeRange.start, read.typeRange.end)).toBe('event_count');
  expect(read.rules.map(at)).toEqual(['a']);
  expect(read.groupBy.map(at)).toEqual(['user']);
  expect([at(read.timespan), read.timespan.ms]).toEqual(['10m', 600_000]);
  expect(
    read.aliases.map(({ name, fields }) => [at(name), ...fields.flatMap((f) => [at(f.rule), at(f.field)])]),
  ).toEqual([['user', 'a', 'userName']]);
  const { condition } = read;
  if (condition.type !== 'bounds') throw new Error('no bounds');
  expect(
    condition.bounds.map(({ operator, range }) => [operator, text.slice(range.start, range.end)]),
  ).toEqual([['gte', 'gte: 5']]);
  expect(compiledOf(text).diagnostics).toEqual([]);
});

test('all types are read', () => {
  for (const type of correlationTypes) {
    const field = type.startsWith('value_') ? '\n  field: f' : '';
    const percentile = type === 'value_percentile' ? '\n  percentile: 99.5' : '';
    const text = withRule(whole.replace('event_count', type) + field + percentile);
    expect(problemsOf(text)).toEqual([]);
    expect(firstCorrelation(text).type).toBe(type);
  }
});

test('one text stands for a list of one', () => {
  const text = withRule('type: event_count\nrules: a\ngroup-by: user\ntimespan: 1s\ncondition: {gte: 1}');
  expect(firstCorrelation(text)).toMatchObject({ rules: [{ text: 'a' }], groupBy: [{ text: 'user' }] });
  expect(problemsOf(text)).toEqual([]);
});

test('what is missing is said at the key, and refuses', () => {
  const of = (key: string): string => whole.replace(new RegExp(`^${key}:.*\n?(  .*)?`, 'm'), '');
  expect(said(of('type'))).toEqual([['missing_correlation_type', 'correlation']]);
  expect(said(of('rules'))).toEqual([['missing_correlation_rules', 'correlation']]);
  expect(said(of('timespan'))).toEqual([['missing_timespan', 'correlation']]);
  expect(said(of('condition'))).toEqual([['missing_correlation_condition', 'correlation']]);
  for (const key of ['type', 'rules', 'timespan', 'condition'])
    expect(compiledOf(withRule(of(key))).correlations[0]).toMatchObject({ refused: true });
});

test('without group-by all events are one group: that is said, and no more', () => {
  const text = withRule(whole.replace('group-by: [user]\n', ''));
  expect(problemsOf(text)).toEqual([['missing_group_by', 'correlation']]);
  expect(compiledOf(text).correlations[0]?.refused).toBe(false);
});

test('what is no mapping, no list, no text', () => {
  expect(problemsOf(`title: t\ncorrelation: event_count\n`)).toEqual([
    ['invalid_correlation', 'correlation: event_count'],
  ]);
  expect(said(whole.replace('[a]', '[]'))).toEqual([['invalid_correlation_rules', 'rules: []']]);
  expect(said(whole.replace('[a]', '[a, {b: c}]'))).toEqual([['invalid_correlation_rules', '{b: c}']]);
  expect(said(whole.replace('[user]', '[[user]]'))).toEqual([['invalid_group_by', '[user]']]);
  expect(said(`${whole}\naliases: [x]`)).toEqual([['invalid_aliases', '[x]']]);
  expect(said(`${whole}\naliases: {x: y}`)).toEqual([['invalid_aliases', 'x: y']]);
});

test('a type that is misspelt is put right by its fix', () => {
  const text = withRule(whole.replace('event_count', 'event-count'));
  expect(problemsOf(text)).toEqual([['invalid_correlation_type', 'event-count']]);
  expect(problemsOf(mended(text))).toEqual([]);
});

test('a key by another name is put right by its fix', () => {
  for (const [wrong, key] of [
    ['timeframe', 'timespan'],
    ['groupby', 'group-by'],
    ['group_by', 'group-by'],
    ['conditions', 'condition'],
  ] as const) {
    const text = withRule(whole.replace(`${key}:`, `${wrong}:`));
    expect(problemsOf(text)).toContainEqual(['correlation_unknown_key', wrong]);
    expect(problemsOf(mended(text))).toEqual([]);
  }
  expect(said(`${whole}\nwindow: tumbling`)).toEqual([['correlation_unknown_key', 'window']]);
});

describe('timespan', () => {
  const span = (text: string): string => withRule(whole.replace('10m', text));

  test.each([
    ['15s', 15_000],
    ['90m', 5_400_000],
    ['24h', 86_400_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['1M', 2_629_746_000],
    ['1y', 31_556_952_000],
  ])('%s', (text, ms) => {
    expect(firstCorrelation(span(text)).timespan.ms).toBe(ms);
    expect(problemsOf(span(text)).length).toBe(/[wMy]/.test(text) ? 1 : 0);
  });

  test.each([
    '10',
    '10x',
    '10 m',
    '1h30m',
    '-5m',
    '1.5h',
    'm',
    '0s',
    '10minutes',
    '99999999999d',
    '[10m]',
    '10S',
  ])('%s is refused', (text) => {
    expect(problemsOf(span(text))).toEqual([['invalid_timespan', text]]);
    expect(compiledOf(span(text)).correlations[0]?.refused).toBe(true);
  });

  test.each([
    ['1h30m', '90m'],
    ['10 minutes', '10m'],
    ['10S', '10s'],
    ['2 Days', '2d'],
    ['45', '45s'],
    ['1d12h', '36h'],
  ])('%s is put right as %s', (text, right) => {
    expect(mended(span(text))).toBe(span(right));
  });

  test('units that are not in the specification', () => {
    expect(problemsOf(span('2w'))).toEqual([['timespan_unit_not_in_specification', '2w']]);
    expect(mended(span('2w'))).toBe(span('14d'));
    expect(messageOf(span('1M'))).toContain('30.44 days');
  });
});

describe('condition', () => {
  const counts = (condition: string): string => withRule(whole.replace('gte: 5', condition));
  const values = (condition: string, type = 'value_sum'): string =>
    counts(condition).replace('event_count', type);

  test('several bounds make a range', () => {
    const { condition } = firstCorrelation(counts('gt: 100\n  lte: 200'));
    expect(condition).toMatchObject({
      bounds: [
        { operator: 'gt', text: '100' },
        { operator: 'lte', text: '200' },
      ],
    });
  });

  test.each([
    ['>=', 'gte'],
    ['<', 'lt'],
    ['ne', 'neq'],
    ['gtee', 'gte'],
  ])('%s is no operator: %s is', (wrong, right) => {
    const text = counts(`'${wrong}': 5`);
    expect(problemsOf(text)).toEqual([['invalid_condition_operator', `'${wrong}'`]]);
    expect(mended(text)).toBe(counts(`${right}: 5`));
  });

  test.each(['many', '-1', '2.5', '1e3', '[5]', '~'])('a count is no %s', (value) => {
    expect(problemsOf(counts(`gte: ${value}`))).toEqual([['invalid_condition_value', value]]);
  });

  test('a value may have a sign and decimals', () => {
    expect(problemsOf(values('lt: -2.50\n  field: f'))).toEqual([]);
    expect(problemsOf(values('lt: 1e5\n  field: f'))).toEqual([['invalid_condition_value', '1e5']]);
  });

  test('nothing to compare with', () => {
    expect(problemsOf(values('field: f'))).toEqual([['invalid_correlation_condition', 'field: f']]);
    expect(problemsOf(withRule(whole.replace('\n  gte: 5', ' 5')))).toEqual([
      ['invalid_correlation_condition', '5'],
    ]);
    expect(problemsOf(mended(withRule(whole.replace('\n  gte: 5', ' 5'))))).toEqual([]);
  });

  test.each([
    ['gt: 5\n  lt: 5', true],
    ['gt: 5\n  lt: 6', true],
    ['gt: 5\n  lt: 7', false],
    ['gte: 5\n  lte: 5', false],
    ['gte: 6\n  lte: 5', true],
    ['gte: 5\n  lt: 5', true],
    ['gt: 5\n  lte: 5', true],
    ['eq: 3\n  neq: 3', true],
    ['eq: 3\n  gt: 2', false],
    ['eq: 3\n  gt: 3', true],
    ['lt: 0', true],
    ['lt: 1', false],
  ])('whether nothing meets %j: %s', (bounds, impossible) => {
    expect(problemsOf(counts(bounds)).map(([code]) => code)).toEqual(
      impossible ? ['impossible_condition_range'] : [],
    );
  });

  test('the field, where one is needed and where none is', () => {
    expect(problemsOf(values('gte: 5', 'value_count'))).toEqual([['missing_condition_field', 'gte: 5']]);
    expect(problemsOf(values('gte: 5\n  field: [f, g]', 'value_count'))).toEqual([]);
    expect(problemsOf(values('gte: 5\n  field: [f, g]'))).toEqual([['invalid_condition_field', '[f, g]']]);
    expect(problemsOf(values('gte: 5\n  field: []', 'value_count'))).toEqual([
      ['invalid_condition_field', '[]'],
    ]);
    expect(problemsOf(counts('gte: 5\n  field: f'))).toEqual([['condition_field_ignored', 'field: f']]);
  });

  test('a percentile has to be said, and its fix says one', () => {
    const text = values('field: f\n  lte: 1', 'value_percentile');
    expect(problemsOf(text).map(([code]) => code)).toEqual(['missing_percentile']);
    const fixed = firstCorrelation(mended(text)).condition;
    expect(fixed).toMatchObject({ percentile: '95', bounds: [{ operator: 'lte', text: '1' }] });
    const flow = withRule(
      whole.replace('event_count', 'value_percentile').replace('\n  gte: 5', ' {field: f, gt: 1}'),
    );
    expect(problemsOf(mended(flow))).toEqual([]);
    for (const value of ['101', '-1', 'high'])
      expect(problemsOf(values(`field: f\n  lte: 1\n  percentile: ${value}`, 'value_percentile'))).toEqual([
        ['invalid_percentile', value],
      ]);
    expect(problemsOf(values('field: f\n  gt: 1\n  percentile: 5'))).toEqual([
      ['condition_field_ignored', 'percentile: 5'],
    ]);
  });

  test('an expression is for temporal types', () => {
    const text = withRule(whole.replace('condition:\n  gte: 5', 'condition: a'));
    expect(problemsOf(text)).toEqual([['condition_of_other_type', 'a']]);
  });
});

test('generate stands in either place; true counts', () => {
  const root = (value: string): string => withRule(whole).replace('name: c', `name: c\ngenerate: ${value}`);
  expect(firstCorrelation(root('true')).generate).toBe(true);
  expect(firstCorrelation(root('false')).generate).toBe(false);
  expect(problemsOf(root('maybe'))).toEqual([['invalid_generate', 'maybe']]);
  const both = withRule(`${whole}\ngenerate: false`).replace('name: c', 'name: c\ngenerate: true');
  expect(problemsOf(both)).toEqual([['contradictory_generate', 'generate: true']]);
  expect(firstCorrelation(both).generate).toBe(true);
});

test('so many rules and no more', () => {
  for (const [type, most] of [
    ['temporal', maxRules],
    ['temporal_ordered', maxOrderedRules],
  ] as const) {
    const names = Array.from({ length: most + 1 }, (_, i) => `n${i}`);
    const of = (list: readonly string[]): [string, string][] =>
      problemsOf(
        documents(
          correlationOf(`type: ${type}\nrules: [${list.join(', ')}]\ngroup-by: [u]\ntimespan: 1m`),
          ...names.map(named),
        ),
      );
    expect(of(names)).toEqual([['invalid_correlation_rules', `n${most}`]]);
    expect(of(names.slice(1))).toEqual([]);
  }
});
