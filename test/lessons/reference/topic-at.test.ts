import { expect, test } from 'vitest';
import { topicAt } from '../../../src/lessons/reference/topic-at.ts';

const rule = `title: Trail stopped
status: test
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    userIdentity.arn|contains|all:
      - 'a*'
      - '\\*'
    '|re': x
    errorCode: null
    enabled: true
    owner: '%admins%'
    port: 22 # not a|re: comment
  filter_one:
    b|fieldref: c
  condition: (selection or 1 of sel_*) and not 1 of
    filter_* or all of them or 2 of x
level: high
`;

/** The topic at the first `«` in a text that stands in the rule without it, and what is marked. */
function at(text: string): string | undefined {
  const plain = text.replace('«', '');
  const place = rule.indexOf(plain);
  if (place < 0) throw new Error(plain);
  const found = topicAt(rule, place + text.indexOf('«'));
  return found ? `${found.topic}: ${rule.slice(found.range.start, found.range.end)}` : undefined;
}

test.each([
  ['arn|con«tains', 'contains: contains'],
  ['|all«:', 'all: all'],
  ["'|r«e'", 're: re'],
  ['fieldre«f', 'fieldref: fieldref'],
  ['userId«entity', undefined],
  ['log«source', 'log-source: logsource'],
  ['pro«duct', 'product: product'],
  ['service: cloud«trail', undefined],
  ['(sele«ction', undefined],
  ['«(selection', 'parentheses: ('],
  ['1 o«f sel_', 'one-of: 1 of'],
  ['sel«_*', 'patterns: sel_*'],
  ['an«d not', 'and-or-not: and'],
  ['filter«_* or', 'patterns: filter_*'],
  ['a«ll of them', 'all-of: all of'],
  ['the«m', 'them: them'],
  ['2 «of x', 'n-of: 2 of'],
  ['con«dition:', 'condition: condition'],
  ['detec«tion', 'detection: detection'],
  ['ti«tle', 'rule: title'],
  ['le«vel', 'metadata: level'],
  ['nu«ll', 'null: null'],
  ['tr«ue', 'booleans: true'],
  ["'a«*'", 'wildcards: *'],
  ["'\\«*'", 'escapes: \\*'],
  ['%ad«mins', 'placeholders: %admins%'],
  ['a|r«e: comment', undefined],
])('%s', (text, expected) => {
  expect(at(text)).toBe(expected);
});

test('a log source in one line', () => {
  const text = 'logsource: { category: process_creation, product: windows }';
  expect(topicAt(text, text.indexOf('product'))?.topic).toBe('product');
  expect(topicAt(text, text.indexOf('category') + 2)?.topic).toBe('category');
  expect(topicAt(text, 3)?.topic).toBe('log-source');
});

test('a list of conditions, and names that are no topics', () => {
  const text = 'detection:\n  a:\n    f|constructor: x\n  condition:\n    - a and b\n    - not a\n';
  expect(topicAt(text, text.indexOf('not'))?.topic).toBe('and-or-not');
  expect(topicAt(text, text.indexOf('constructor') + 2)).toBeNull();
});

test('any text and any place can be asked about', () => {
  for (const text of [
    '',
    '\n',
    ':',
    '|',
    'a|',
    'condition:',
    '- -',
    '\u0000|re:',
    'x'.repeat(5000),
    '\r\n\r\n',
  ])
    for (let offset = 0; offset <= Math.min(text.length, 50); offset++)
      expect(() => topicAt(text, offset)).not.toThrow();
});
