import { describe, expect, test } from 'vitest';
import { fold } from '../../../src/sigma/value/fold.ts';
import {
  compilePattern,
  hasWildcard,
  literalText,
  readTokens,
  windashTokens,
} from '../../../src/sigma/value/pattern.ts';
import type { Anchor, Token } from '../../../src/sigma/value/pattern.ts';

/** Tokens in short: `'a'` for a literal, `*`, `?`, `-` for a dash of any kind. */
function short(tokens: readonly Token[]): string {
  const signs = { any: '*', one: '?', dash: '-' };
  return tokens.map((token) => (token.type === 'literal' ? `'${token.text}'` : signs[token.type])).join(' ');
}

function find(pattern: string, text: string, anchor: Anchor = 'whole', cased = false): string | null {
  const compiled = compilePattern(readTokens(pattern), anchor, cased);
  const range = compiled.find(text, fold(text));
  expect(compiled.test(text, fold(text))).toBe(range !== null);
  return range && text.slice(range.start, range.end);
}

describe('readTokens', () => {
  test.each([
    ['', ''],
    ['abc', "'abc'"],
    ['a*b?c', "'a' * 'b' ? 'c'"],
    ['**', '* *'],
    [String.raw`a\b`, String.raw`'a\b'`],
    [String.raw`a\*b`, "'a*b'"],
    [String.raw`a\?b`, "'a?b'"],
    [String.raw`a\\b`, String.raw`'a\b'`],
    [String.raw`a\\*b`, String.raw`'a\' * 'b'`],
    [String.raw`a\\\*b`, String.raw`'a\*b'`],
    [String.raw`a\\\\b`, String.raw`'a\\b'`],
    [String.raw`a\\\b`, String.raw`'a\\b'`],
    ['a\\', String.raw`'a\'`],
    ['a\\\\', String.raw`'a\'`],
    [String.raw`C:\Windows\*`, "'C:\\Windows*'"],
    [String.raw`\n\d`, String.raw`'\n\d'`],
  ])('%s', (text, tokens) => {
    expect(short(readTokens(text))).toBe(tokens);
  });

  test('wildcards and literal text', () => {
    expect(hasWildcard(readTokens('a?'))).toBe(true);
    expect(hasWildcard(readTokens('a\\?'))).toBe(false);
    expect(literalText(readTokens('a\\?\\\\b'))).toBe('a?\\b');
  });
});

describe('whole', () => {
  test.each([
    ['abc', 'ABC', 'ABC'],
    ['abc', 'abcd', null],
    ['', '', ''],
    ['', 'a', null],
    ['*', '', ''],
    ['*', 'anything', ''],
    ['**', 'anything', ''],
    ['?', 'a', 'a'],
    ['?', '', null],
    ['?', 'ab', null],
    ['?', '😀', '😀'],
    ['??', '😀', null],
    ['?', '\ud800', '\ud800'],
    ['??', '\ud800\ud800', '\ud800\ud800'],
    ['a?c', 'a\nc', 'a\nc'],
    ['a*c', 'a\r\nb\nc', 'a\r\nb\nc'],
    ['a*c', 'ac', 'ac'],
    ['a*c', 'acx', null],
    ['a*?', 'a', null],
    ['a*?', 'ab', 'ab'],
    ['a*?*', 'ab', 'ab'],
    ['*b*', 'abc', 'b'],
    ['*ab', 'aab', 'ab'],
    ['ab*', 'abx', 'ab'],
    ['a*b*c', 'abbc', 'abbc'],
    ['a*bc*bcd', 'abcbcd', 'abcbcd'],
    ['a*bc*bcd', 'abcd', null],
    ['ab*ba', 'aba', null],
    ['*?a', 'ba', 'ba'],
    ['*?a', 'a', null],
    ['*a?', 'a😀', 'a😀'],
    ['*?', '😀', '😀'],
    ['?*', '😀x', '😀'],
    ['*?b*', 'b😀b', '😀b'],
    ['straße', 'STRAẞE', 'STRAẞE'],
    ['strasse', 'straße', null],
    ['ΟΔΟΣ', 'οδος', 'οδος'],
    ['i', 'İ', null],
    ['*x', 'İx', 'x'],
    ['a\0b', 'A\0B', 'A\0B'],
  ])('%j in %j: %j', (pattern, text, found) => {
    expect(find(pattern, text)).toBe(found);
  });
});

describe('other anchors', () => {
  test.each<[Anchor, string, string, string | null]>([
    ['start', 'ab', 'ABc', 'AB'],
    ['start', 'ab', 'cab', null],
    ['start', '', 'x', ''],
    ['start', '*b', 'aab', 'b'],
    ['start', 'a?', 'a', null],
    ['end', 'bc', 'abC', 'bC'],
    ['end', 'bc', 'bcd', null],
    ['end', '', 'x', ''],
    ['end', 'b*', 'abc', 'b'],
    ['end', 'a*c', 'xabc', 'abc'],
    ['end', '?', '😀', '😀'],
    ['anywhere', 'b', 'abc', 'b'],
    ['anywhere', 'a*c', 'xa-b-cx', 'a-b-c'],
    ['anywhere', '', '', ''],
    ['anywhere', '', 'x', ''],
    ['anywhere', '?', '', null],
    ['anywhere', 'a\\', 'xa\\y', 'a\\'],
    ['anywhere', '\\*', 'a*b', '*'],
    ['anywhere', '\\*', 'ab', null],
  ])('%s: %j in %j: %j', (anchor, pattern, text, found) => {
    expect(find(pattern, text, anchor)).toBe(found);
  });
});

test.each([
  ['abc', 'abc', 'abc'],
  ['abc', 'ABC', null],
  ['a*C', 'abC', 'abC'],
  ['a*C', 'abc', null],
  ['ſ', 's', null],
])('cased: %j in %j', (pattern, text, found) => {
  expect(find(pattern, text, 'whole', true)).toBe(found);
});

test('the one text that matches is known, folded unless cased', () => {
  const exact = (pattern: string, anchor: Anchor, cased: boolean) =>
    compilePattern(readTokens(pattern), anchor, cased).exact;
  expect(exact('AbC', 'whole', false)).toBe('abc');
  expect(exact('AbC', 'whole', true)).toBe('AbC');
  expect(exact('', 'whole', false)).toBe('');
  expect(exact('a\\*', 'whole', false)).toBe('a*');
  expect([exact('a*', 'whole', false), exact('a', 'start', false), exact('?', 'whole', false)]).toEqual([
    null,
    null,
    null,
  ]);
});

describe('windash', () => {
  test.each([
    ['-foo', "- 'foo'"],
    ['/foo', "- 'foo'"],
    ['–foo', "- 'foo'"],
    ['—foo', "- 'foo'"],
    ['―foo', "- 'foo'"],
    [' -f -g', "' ' - 'f ' - 'g'"],
    ['-foo-bar', "- 'foo-bar'"],
    ['a/b', "'a/b'"],
    ['a-', "'a-'"],
    ['- foo', "'- foo'"],
    ['--foo', "'-' - 'foo'"],
    ['*-foo', "* - 'foo'"],
    ['?-foo', "? '-foo'"],
    ['-é', "- 'é'"],
    ['é-f', "'é-f'"],
    ['-5', "- '5'"],
    ['_-f', "'_-f'"],
  ])('%s', (text, tokens) => {
    expect(short(windashTokens(readTokens(text)))).toBe(tokens);
  });

  test('each dash varies on its own', () => {
    const { test: matches } = compilePattern(windashTokens(readTokens('-a -b')), 'whole', false);
    for (const one of '-/–—―') for (const two of '-/–—―') expect(matches('', `${one}a ${two}b`)).toBe(true);
    expect(matches('', '+a -b')).toBe(false);
  });
});

describe('hostile patterns are answered in linear time', () => {
  test.each([
    ['many stars', `${'*a'.repeat(5000)}b`, 'a'.repeat(100_000)],
    ['stars and question marks', `${'*?a?'.repeat(500)}b*`, 'a'.repeat(100_000)],
    ['a long literal', 'a'.repeat(400_000), 'a'.repeat(400_000)],
  ])('%s', (_, pattern, text) => {
    const started = performance.now();
    compilePattern(readTokens(pattern), 'whole', false).test(text, fold(text));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
