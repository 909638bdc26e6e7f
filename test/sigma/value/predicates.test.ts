import { describe, expect, test } from 'vitest';
import { readPath } from '../../../src/sigma/event/path.ts';
import { ExactNumber } from '../../../src/sigma/event/value.ts';
import type { EventValue } from '../../../src/sigma/event/value.ts';
import { readDecimal } from '../../../src/sigma/value/decimal.ts';
import type { Decimal } from '../../../src/sigma/value/decimal.ts';
import type { Network } from '../../../src/sigma/value/ip.ts';
import { readNetwork } from '../../../src/sigma/value/ip.ts';
import { cidrPredicate } from '../../../src/sigma/value/cidr-predicate.ts';
import { comparisonPredicate, timePredicate } from '../../../src/sigma/value/comparison-predicate.ts';
import { fieldrefPredicate } from '../../../src/sigma/value/fieldref-predicate.ts';
import { numberPredicate } from '../../../src/sigma/value/number-predicate.ts';
import { anyOfValues, existsPredicate, nullPredicate } from '../../../src/sigma/value/other-predicates.ts';
import { readTokens } from '../../../src/sigma/value/pattern.ts';
import type { ValuePredicate } from '../../../src/sigma/value/predicate.ts';
import { anyOfPredicate, patternPredicate } from '../../../src/sigma/value/text-predicate.ts';
import { fold } from '../../../src/sigma/value/fold.ts';

const exact = (text: string): ExactNumber => new ExactNumber(text);

/** What `inspect` says, which `test` must say too. */
function reason(predicate: ValuePredicate, value: EventValue): string {
  const finding = predicate.inspect(value);
  expect(predicate.test(value)).toBe(finding.matched);
  return finding.reason;
}

describe('a number of the rule', () => {
  const of = (text: string): ValuePredicate =>
    numberPredicate(text, patternPredicate([{ type: 'literal', text }], 'whole', false));
  test.each<[string, EventValue, string]>([
    ['4688', 4688, 'matched'],
    ['4688', '4688', 'matched'],
    ['4688', '04688', 'value_differs'],
    ['4688', '4689', 'value_differs'],
    ['4688', 4689, 'value_differs'],
    ['1', exact('1.0'), 'matched'],
    ['1.0', 1, 'matched'],
    ['1.0', '1', 'value_differs'],
    ['1.00000000000000000001', 1, 'value_differs'],
    ['1.00000000000000000001', exact('1.00000000000000000001'), 'matched'],
    ['9007199254740993', exact('9007199254740993'), 'matched'],
    ['9007199254740993', exact('9007199254740992'), 'value_differs'],
    ['9007199254740992', exact('9007199254740993'), 'value_differs'],
    ['0.1', 0.1, 'matched'],
    ['1e3', 1000, 'matched'],
    ['1e3', '1e3', 'matched'],
    ['1e3', '1000', 'value_differs'],
    ['0x1F', 31, 'matched'],
    ['0x1F', '0x1f', 'matched'],
    ['-0', 0, 'matched'],
    ['1', true, 'value_differs'],
    ['1', null, 'type_differs'],
    ['1', { a: 1 }, 'matched'],
    ['1', { a: 2 }, 'value_differs'],
  ])('%s and %j: %s', (text, value, expected) => {
    expect(reason(of(text), value)).toBe(expected);
  });
});

describe('a comparison', () => {
  test.each<['lt' | 'lte' | 'gt' | 'gte', string, EventValue, string]>([
    ['gt', '5', 6, 'matched'],
    ['gt', '5', 5, 'value_differs'],
    ['gte', '5', 5, 'matched'],
    ['lt', '5', 4, 'matched'],
    ['lt', '5', 5, 'value_differs'],
    ['lte', '5', exact('5.0'), 'matched'],
    ['gt', '5', '10', 'matched'],
    ['gt', '5', '10.5', 'matched'],
    ['gt', '-5', '-4', 'matched'],
    ['gt', '5', '1e3', 'not_numeric'],
    ['gt', '5', ' 6', 'not_numeric'],
    ['gt', '5', 'abc', 'not_numeric'],
    ['gt', '5', '', 'not_numeric'],
    ['gt', '5', true, 'not_numeric'],
    ['gt', '5', null, 'not_numeric'],
    ['gt', '5', { a: 6 }, 'not_numeric'],
    ['gt', '9007199254740992', exact('9007199254740993'), 'matched'],
    ['gt', '1', exact('1.00000000000000000001'), 'matched'],
    ['lt', '0', 1e-7, 'value_differs'],
    ['gt', '0', 1e21, 'matched'],
  ])('%s %s of %j: %s', (comparison, text, value, expected) => {
    expect(reason(comparisonPredicate(comparison, readDecimal(text) as Decimal), value)).toBe(expected);
  });
});

describe('a part of a date', () => {
  test.each<[string, EventValue, string]>([
    ['5', '2024-03-10T05:07:09Z', 'matched'],
    ['5', '2024-03-10T06:07:09Z', 'value_differs'],
    ['5', '2024-03-10T06:07:09+01:00', 'matched'],
    ['22', 1_700_000_000, 'matched'],
    ['22', '1700000000000', 'matched'],
    ['22', exact('1700000000.0'), 'matched'],
    ['5', 'never', 'not_a_date'],
    ['5', true, 'not_a_date'],
    ['5', null, 'not_a_date'],
    ['5', {}, 'not_a_date'],
  ])('hour %s of %j: %s', (text, value, expected) => {
    expect(reason(timePredicate('hour', 'eq', readDecimal(text) as Decimal), value)).toBe(expected);
  });
});

describe('a network', () => {
  const network = cidrPredicate(readNetwork('10.0.0.0/8') as Network);
  test.each<[EventValue, string]>([
    ['10.1.2.3', 'matched'],
    ['11.1.2.3', 'value_differs'],
    ['::ffff:10.1.2.3', 'value_differs'],
    ['AWS Internal', 'not_an_ip'],
    ['10.1.2.3/32', 'not_an_ip'],
    ['', 'not_an_ip'],
    [167_772_161, 'not_an_ip'],
    [null, 'not_an_ip'],
  ])('of %j: %s', (value, expected) => {
    expect(reason(network, value)).toBe(expected);
  });

  test('an IPv4 address inside IPv6 gets a note', () => {
    expect(network.inspect('::ffff:10.1.2.3').note).toBeDefined();
    expect(network.inspect('::ffff:11.1.2.3').note).toBeUndefined();
  });

  test('any of several', () => {
    const other = cidrPredicate(readNetwork('192.168.0.0/16') as Network);
    expect(reason(anyOfValues([network, other]), '192.168.1.1')).toBe('matched');
    expect(reason(anyOfValues([network, other]), 'x')).toBe('not_an_ip');
    expect(reason(anyOfValues([]), 'x')).toBe('value_differs');
  });
});

describe('the field as a whole', () => {
  test.each<[boolean, readonly EventValue[], boolean, string]>([
    [false, [], true, ''],
    [true, [null], true, ''],
    [true, ['a', null], true, ''],
    [true, ['a'], false, 'value_differs'],
    [true, [''], false, 'value_differs'],
    [true, [], false, 'no_value'],
  ])('null: present %s, values %j → %s', (present, values, matched, why) => {
    expect(nullPredicate.test(values, present)).toBe(matched);
    if (!matched) expect(nullPredicate.missReason(values, present)).toBe(why);
  });

  test.each([
    [true, true, true, ''],
    [true, false, false, 'field_absent'],
    [false, true, false, 'field_exists'],
    [false, false, true, ''],
  ])('exists %s, present %s → %s', (wanted, present, matched, why) => {
    const predicate = existsPredicate(wanted);
    expect(predicate.test([null], present)).toBe(matched);
    if (!matched) expect(predicate.missReason([], present)).toBe(why);
  });
});

describe('a reference to another field', () => {
  const event: EventValue = { name: 'Abc', list: ['x', 'ABC'], no: null, num: 5, obj: { a: 1 }, empty: '' };
  test.each<[string, 'whole' | 'start' | 'anywhere', boolean, EventValue, string]>([
    ['name', 'whole', false, 'abc', 'matched'],
    ['name', 'whole', true, 'abc', 'value_differs'],
    ['name', 'start', false, 'abcdef', 'matched'],
    ['name', 'anywhere', false, 'x-abc-y', 'matched'],
    ['list', 'whole', false, 'abc', 'matched'],
    ['num', 'whole', false, '5', 'matched'],
    ['num', 'whole', false, 5, 'matched'],
    ['empty', 'whole', false, '', 'matched'],
    ['empty', 'whole', false, 'a', 'value_differs'],
    ['gone', 'whole', false, 'abc', 'other_field_absent'],
    ['no', 'whole', false, 'abc', 'other_field_absent'],
    ['name', 'whole', false, null, 'field_null'],
    ['name', 'whole', false, { a: 'abc' }, 'type_differs'],
  ])('%s (%s, cased %s) of %j: %s', (path, anchor, cased, value, expected) => {
    const predicate = fieldrefPredicate(readPath(path), anchor, cased);
    expect(predicate.inspect(value, event).reason).toBe(expected);
    expect(predicate.test(value, event)).toBe(expected === 'matched');
  });
});

describe('a text', () => {
  test.each([
    ['abc', 'whole', false, 'abc', 'matched'],
    ['abc', 'whole', false, 'abd', 'value_differs'],
    ['abc', 'whole', true, 'ABC', 'case_differs'],
    ['abc', 'whole', true, 'abd', 'value_differs'],
    ['a b', 'whole', false, 'a  b', 'whitespace_differs'],
    ['ab', 'whole', false, ' ab ', 'whitespace_differs'],
    ['a b', 'anywhere', false, 'xa\nb', 'whitespace_differs'],
    ['abc', 'whole', false, '', 'field_empty'],
    ['', 'whole', false, '', 'matched'],
  ] as const)('%j (%s, cased %s) of %j: %s', (pattern, anchor, cased, text, expected) => {
    const predicate = patternPredicate(readTokens(pattern), anchor, cased);
    expect(predicate.inspect(text, fold(text)).reason).toBe(expected);
    expect(predicate.test(text, fold(text))).toBe(expected === 'matched');
  });

  test('any of several: the note of the one that hit', () => {
    const of = (text: string) => patternPredicate(readTokens(text), 'anywhere', false, `as ${text}`);
    const any = anyOfPredicate([of('one'), of('two')]);
    expect(any.inspect('a two', 'a two')).toEqual({
      matched: true,
      reason: 'matched',
      span: { start: 2, end: 5 },
      note: 'as two',
    });
    expect(any.find('x', 'x')).toBe(null);
    expect(anyOfPredicate([]).inspect('x', 'x').reason).toBe('value_differs');
  });
});
