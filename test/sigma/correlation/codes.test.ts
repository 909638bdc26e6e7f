// Every code is said of some text, in a sentence with its place, by the severity of the table.
import { expect, test } from 'vitest';
import { correlationCodes } from '../../../src/sigma/source/correlation-codes.ts';
import type { CorrelationCode } from '../../../src/sigma/source/correlation-codes.ts';
import { compiledOf, correlationOf, documents, named } from '../../_helpers/correlation.ts';

const count = 'type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {gte: 2}';
const value = 'type: value_sum\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {field: f, gte: 2}';
const temporal = 'type: temporal\nrules: [a, b]\ngroup-by: [u]\ntimespan: 1m\ncondition: a and b';
const without = (key: string): string => count.replace(new RegExp(`^${key}.*\n?`, 'm'), '');

/** Lines of a correlation, or a whole text. */
const cases: Readonly<Record<CorrelationCode, string>> = {
  invalid_correlation: 'title: t\ncorrelation: 5\n',
  correlation_unknown_key: `${count}\nwindow: 5`,
  missing_correlation_type: without('type'),
  invalid_correlation_type: count.replace('event_count', 'near'),
  missing_correlation_rules: without('rules'),
  invalid_correlation_rules: count.replace('[a]', '{a: b}'),
  repeated_rule_reference: count.replace('[a]', '[a, a]'),
  unknown_rule_reference: count.replace('[a]', '[z]'),
  ambiguous_rule_reference: documents(correlationOf(count), named('a'), named('a')),
  cyclic_rule_reference: count.replace('[a]', '[c]'),
  refused_rule_reference: documents(correlationOf(count), named('a').replace('condition: s', 'condition: t')),
  unused_rule_reference: temporal.replace('a and b', 'a'),
  missing_timespan: without('timespan'),
  invalid_timespan: count.replace('1m', 'soon'),
  timespan_unit_not_in_specification: count.replace('1m', '1w'),
  missing_group_by: without('group-by'),
  invalid_group_by: count.replace('[u]', '[]'),
  missing_correlation_condition: without('condition'),
  invalid_correlation_condition: count.replace('{gte: 2}', '[2]'),
  invalid_condition_operator: count.replace('gte', 'above'),
  invalid_condition_value: count.replace('gte: 2', 'gte: two'),
  impossible_condition_range: count.replace('gte: 2', 'gt: 2, lt: 1'),
  missing_condition_field: value.replace('field: f, ', ''),
  invalid_condition_field: value.replace('field: f', 'field: [f, g]'),
  condition_field_ignored: count.replace('gte: 2', 'gte: 2, field: f'),
  missing_percentile: value.replace('value_sum', 'value_percentile'),
  invalid_percentile: value
    .replace('value_sum', 'value_percentile')
    .replace('gte: 2', 'gte: 2, percentile: p95'),
  condition_of_other_type: count.replace('{gte: 2}', 'a'),
  invalid_aliases: `${count}\naliases: x`,
  incomplete_alias: `${temporal}\naliases: {u: {a: x}}`,
  unused_alias: `${count}\naliases: {v: {a: x}}`,
  invalid_generate: `${count}\ngenerate: 1`,
  contradictory_generate: documents(
    correlationOf(`${count}\ngenerate: true`).replace('name: c', 'name: c\ngenerate: false'),
    named('a'),
  ),
};

test.each(Object.entries(cases))('%s', (code, lines) => {
  const text = lines.startsWith('title') ? lines : documents(correlationOf(lines), named('a'), named('b'));
  const { diagnostics, correlations } = compiledOf(text);
  const found = diagnostics.find((each) => each.code === code);
  const row = correlationCodes[code as CorrelationCode];
  expect(found?.severity).toBe(row.severity);
  expect(found?.message).toMatch(/[.?]$/);
  expect(found?.about).toMatch(/\.$/);
  expect(text.slice(found?.range.start, found?.range.end)).not.toBe('');
  if (diagnostics.length === 1) expect(correlations.some(({ refused }) => refused)).toBe(row.refuses);
});
