import { describe, expect, test } from 'vitest';
import { fold } from '../../../src/sigma/value/fold.ts';

describe('equal without regard to case', () => {
  test.each([
    ['abcXYZ', 'ABCxyz'],
    ['É', 'é'],
    ['ß', 'ẞ'],
    ['k', '\u212a'],
    ['å', '\u212b'],
    ['ω', '\u2126'],
    ['s', 'ſ'],
    ['σ', 'ς'],
    ['ς', 'Σ'],
    ['ΟΔΟΣ', 'οδος'],
    ['μ', '\u00b5'],
    ['Ǆ', 'ǅ'],
    ['ᾳ', 'ᾼ'],
    ['Ж', 'ж'],
    ['ա', 'Ա'],
    ['𐐨', '𐐀'],
    ['Ⴀ', 'ⴀ'],
    ['ﬀ', 'ﬀ'],
  ])('%s and %s', (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });
});

describe('not equal', () => {
  test.each([
    ['ß', 'ss'],
    ['İ', 'i'],
    ['İ', 'I'],
    ['ı', 'i'],
    ['ı', 'I'],
    ['ﬀ', 'ff'],
    ['é', 'e'],
    ['ŉ', 'n'],
    ['１', '1'],
  ])('%s and %s', (a, b) => {
    expect(fold(a)).not.toBe(fold(b));
  });
});

test('no code point changes its length, and folding twice changes nothing', () => {
  for (let point = 0; point <= 0x1ffff; point++) {
    const text = String.fromCodePoint(point);
    const folded = fold(text);
    if (folded.length === text.length && fold(folded) === folded) continue;
    expect.fail(`U+${point.toString(16)}`);
  }
});

test('a text folds unit by unit, wherever it is cut', () => {
  const text = 'ABC İ ſ Σ ẞ 😀 \ud800';
  expect(fold(text)).toBe([...text].map(fold).join(''));
  expect(fold(text)).toHaveLength(text.length);
});
