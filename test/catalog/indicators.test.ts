import { describe, expect, test } from 'vitest';
import { indicatorsOf } from '../../src/catalog/indicators.ts';
import { readRules } from '../../src/sigma/index.ts';
import type { DetectionRule } from '../../src/sigma/index.ts';

function indicators(item: string): string[] {
  const text = `title: t\nlogsource: {product: aws}\ndetection:\n  s:\n    ${item}\n  condition: not s\n`;
  const [rule] = readRules(text).rules;
  expect(rule?.type).toBe('detection');
  return indicatorsOf(rule as DetectionRule).map(({ field, kind, value }) => `${field} ${kind} ${value}`);
}

describe('indicators', () => {
  test.each([
    ['Eq', "a: 'X'", 'a eq x'],
    ['A number is its text', 'a: 7045', 'a eq 7045'],
    ['A boolean', 'a: True', 'a eq true'],
    ['Empty text', "a: ''", 'a eq '],
    ['A star in front', "a: '*\\X.exe'", 'a endswith \\x.exe'],
    ['Stars are one', "a|contains: '**X*'", 'a contains x'],
    ['A star behind', "a: 'X*'", 'a startswith x'],
    ['Only a star', "a: '*'", 'a any *'],
    ['Inside', "a|endswith: 'X*Y'", 'a match *x*y'],
    ['One character', "a: 'X?'", 'a match x?'],
    ['Escapes are read', "a: 'X\\*\\?\\\\*'", 'a startswith x*?\\'],
    ['Escapes stay where wildcards are', "a: 'X\\*?Y'", 'a match x\\*?y'],
    ['Cased', "a|contains|cased: 'X'", 'a contains/cs X'],
    ['All is dropped', "a|contains|all: 'X'", 'a contains x'],
    ['Polarity is dropped', "a|neq: 'X'", 'a eq x'],
    ['Regular expression', "a|re|s|i: 'X.*'", 'a re/is X.*'],
    ['Network', "a|cidr: '10.1.2.3/8'", 'a cidr 10.0.0.0/8'],
    ['Comparison', 'a|gte: 5', 'a gte 5'],
    ['Part of a date', 'a|hour|lt: 5', 'a hour:lt 5'],
    ['Null', 'a: null', 'a null '],
    ['Presence', 'a|exists: true', 'a exists true'],
    ['Another field', 'a|fieldref: B', 'a fieldref B'],
    ['Placeholder', "a|expand: '%X%'", 'a expand %x%'],
    ['Base64', "a|base64offset|contains: 'Abc'", 'a base64offset:contains Abc'],
    ['Wide', "a|wide|base64|contains: 'abc'", 'a wide+base64:contains abc'],
    ['Dashes are one', "a|windash|contains: '/X'", 'a windash:contains -x'],
    ['Keyword', "'|contains': 'X'", ' contains x'],
    ['A name of objects', "__proto__: 'X'", '__proto__ eq x'],
  ])('%s', (_, item, expected) => {
    expect(indicators(item)).toEqual([expected]);
  });

  test('each stands once, at its first place', () => {
    expect(indicators("a: ['X', 'x', 'y']")).toEqual(['a eq x', 'a eq y']);
  });
});
