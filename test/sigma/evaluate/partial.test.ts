import { expect, test } from 'vitest';
import { matchItem, matchPartly } from '../../../src/sigma/matcher.ts';
import type { EventObject, Verdict } from '../../../src/sigma/matcher.ts';
import { compiled, rule, selection } from '../../_helpers/rule.ts';

function partly(text: string, event: EventObject, absent: readonly string[] = []): Verdict {
  return matchPartly(compiled(text), {
    event,
    knows: (field) => field !== null && Object.hasOwn(event, field),
    decide: (item) => (absent.includes(item.item.field ?? '') ? matchItem(item, {}) : null),
  });
}

const ecs = selection('eventSource: ecs.amazonaws.com\nrequest.path|contains: x');

test('a field that is not known leaves open what the others do not decide', () => {
  expect(partly(ecs, { eventSource: 'ecs.amazonaws.com' })).toBe('unknown');
  expect(partly(ecs, { eventSource: 's3.amazonaws.com' })).toBe('miss');
  expect(partly(rule('a:\n  f: 1\nb:\n  g: 1\ncondition: a or b'), { f: 1 })).toBe('match');
  expect(partly(rule('a:\n  f: 1\nb:\n  g: 1\ncondition: a and not b'), { f: 1 })).toBe('unknown');
  expect(partly(rule('a:\n  f: 1\nb:\n  g: 1\ncondition: 1 of them'), { f: 2 })).toBe('unknown');
  expect(partly(rule('a:\n  f: 1\nb:\n  g: 1\ncondition: all of them'), { f: 2 })).toBe('miss');
});

test.each([
  ['g: 1', 'miss'],
  ['g|neq: 1', 'match'],
  ['g: null', 'match'],
  ['g|exists: false', 'match'],
  ['g|exists: true', 'miss'],
  ["g: ''", 'miss'],
] as const)('of a field that can never be there, `%s` is a %s', (item, verdict) => {
  expect(partly(selection(item), {})).toBe('unknown');
  expect(partly(selection(item), {}, ['g'])).toBe(verdict);
  const opposite = verdict === 'match' ? 'miss' : 'match';
  expect(partly(rule(`s:\n  ${item}\ncondition: not s`), {}, ['g'])).toBe(opposite);
});

test('keywords look at the whole event, which is known only as a whole', () => {
  const keywords = compiled(rule('k:\n  - ecs\ncondition: k'));
  const event = { eventSource: 'ecs' };
  expect(matchPartly(keywords, { event, knows: (field) => field !== null })).toBe('unknown');
  expect(matchPartly(keywords, { event, knows: () => true })).toBe('match');
});

test('another field that is compared with must be known too', () => {
  const text = selection('f|fieldref: g');
  expect(partly(text, { f: 1 })).toBe('unknown');
  expect(partly(text, { f: 1, g: 1 })).toBe('match');
});

test('a refused rule is open whatever is known', () => {
  const broken = compiled(selection('f|unknown: 1'));
  expect(matchPartly(broken, { event: { f: 1 }, knows: () => true })).toBe('unknown');
});
