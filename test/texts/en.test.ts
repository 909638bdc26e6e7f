import { expect, test } from 'vitest';
import { fill } from '../../src/texts/fill.ts';
import { plural } from '../../src/texts/plural.ts';
import * as texts from '../../src/texts/en.ts';

test.each(Object.entries(texts))('%s is a text that can stand in markup', (name, text) => {
  expect(text).not.toBe('');
  // Markup folds the white space around a text: what counts on it says another thing there than in a script.
  expect(text).toBe(text.trim());
  expect(name).toMatch(/^[a-z]+([A-Z0-9][a-z0-9]*)*$/);
});

test('gaps are filled, and one without a value stays', () => {
  expect(fill('{n} of {all}, {n}', { n: 1, all: 2 })).toBe('1 of 2, 1');
  expect(fill('{constructor} {a b}', { x: '$&' })).toBe('{constructor} {a b}');
  expect(fill('{x}', { x: '$& {n}' })).toBe('$& {n}');
});

test('of the texts for a number, the one that the language has for it', () => {
  const rules = (n: number) => plural(n, '{n} rule', '{n} rules');
  expect([0, 1, 2, 4412, 1_234_567].map(rules)).toEqual([
    '0 rules',
    '1 rule',
    '2 rules',
    '4,412 rules',
    '1,234,567 rules',
  ]);
  expect(plural(1, '{n} of {all} fires', '{n} of {all} fire', { all: 3 })).toBe('1 of 3 fires');
});
