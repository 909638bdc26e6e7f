import { expect, test } from 'vitest';
import { compileRule, oneShort, readRules } from '../../../src/sigma/index.ts';
import type { DetectionRule } from '../../../src/sigma/index.ts';

const text = `title: t
logsource: {product: aws}
detection:
  s: {eventSource: x, eventName: Stop}
  f: {user: admin}
  condition: s and not f
`;

test.each([
  ['a value', { eventSource: 'x', eventName: 'Go' }, 'eventName: Stop'],
  ['an exclusion', { eventSource: 'x', eventName: 'Stop', user: 'admin' }, 'not user: admin'],
  ['a match', { eventSource: 'x', eventName: 'Stop' }, undefined],
  ['two short', { eventSource: 'y', eventName: 'Go' }, undefined],
])('%s', (_, event, expected) => {
  const [rule] = readRules(text).rules;
  expect(oneShort(compileRule(rule as DetectionRule), event)?.predicate).toBe(expected);
});

test('one value that mends both sides, where one of them has another', () => {
  const [rule] = readRules(`title: t
logsource: {product: aws}
detection:
  a: {f|contains|all: [x, y]}
  b: {h: 1}
  c: {i: 1}
  condition: (a or b) and (b or c)
`).rules;
  expect(oneShort(compileRule(rule as DetectionRule), {})?.predicate).toBe('h: 1');
});
