import { describe, expect, test } from 'vitest';
import {
  maxClassRanges,
  maxRegexDepth,
  maxRegexLength,
} from '../../../../src/sigma/value/regex/pattern-reader.ts';
import { maxRepeatCount } from '../../../../src/sigma/value/regex/read-quantifier.ts';
import { problemOf } from '../../../_helpers/regex.ts';

describe('what cannot be read', () => {
  test.each<[pattern: string, start: number, end: number]>([
    ['a(b', 1, 2],
    ['a)b', 1, 2],
    ['a[bc', 1, 4],
    ['a[]', 1, 3],
    ['*a', 0, 1],
    ['a|*', 2, 3],
    ['a**', 2, 3],
    ['x{2}{3}', 4, 7],
    ['^*', 1, 2],
    ['a{3,2}', 1, 6],
    ['a{65536}', 1, 8],
    ['[z-a]', 1, 4],
    ['[a-\\d]', 1, 5],
    ['a\\', 1, 2],
    ['a\\y', 1, 3],
    ['\\u0041', 0, 2],
    ['[[:foo:]]', 1, 8],
    ['[:alpha:]', 0, 9],
    ['(?#a', 0, 3],
    ['(?z)', 0, 3],
    ['(?<n>a)(?<n>b)', 7, 12],
    ['a\\1', 1, 3],
    ['\\k<n>', 0, 5],
    ['\\x{110000}', 0, 10],
  ])('%s: %i to %i', (pattern, start, end) => {
    expect(problemOf(pattern)).toMatchObject({ code: 'regex_syntax', range: { start, end } });
  });
});

describe('what cannot be translated exactly', () => {
  test.each<[pattern: string, start: number, end: number]>([
    ['a\\Kb', 1, 3],
    ['\\Ga', 0, 2],
    ['\\X', 0, 2],
    ['\\C', 0, 2],
    ['a(?|b|c)', 1, 4],
    ['(?R)', 0, 3],
    ['(a)(?1)', 3, 6],
    ['(?(1)a)', 0, 3],
    ['(?C1)', 0, 3],
    ['a(*FAIL)', 1, 8],
    ['\\g<1>(a)', 0, 2],
    ['a{,3}', 1, 5],
    ['a{ 1,2 }', 1, 8],
    ['\\p{Greek}', 0, 9],
    ['[[:<:]]a', 1, 6],
    ['(?U)a', 0, 3],
    ['(?<=a+)b', 0, 7],
    ['(?<=(?>a))b', 4, 9],
    ['(a)?\\1', 4, 6],
    ['(a)|\\1', 4, 6],
    ['(a\\1)', 2, 4],
    ['\\1(a)', 0, 2],
    ['\\k<n>(?<n>a)', 0, 5],
    ['(?<=(a))\\1', 8, 10],
    ['(?:(a)|b)*\\1', 10, 12],
    ['(a*)+\\1', 5, 7],
    ['(?i)(a)\\w\\1', 7, 9],
    ['(?:(?=x)|a)*b', 0, 12],
  ])('%s: %i to %i', (pattern, start, end) => {
    expect(problemOf(pattern)).toMatchObject({ code: 'regex_unsupported', range: { start, end } });
  });
});

describe('limits', () => {
  const nested = (depth: number) => '('.repeat(depth) + 'a' + ')'.repeat(depth);

  test.each([
    ['length', 'a'.repeat(maxRegexLength), 'a'.repeat(maxRegexLength + 1)],
    ['depth', nested(maxRegexDepth), nested(maxRegexDepth + 1)],
    ['class ranges', '[ac]'.repeat(50), '\\p{L}'.repeat(Math.ceil(maxClassRanges / 500))],
  ])('%s', (_, within, beyond) => {
    expect(problemOf(within)).toBeNull();
    expect(problemOf(beyond)).toMatchObject({ code: 'regex_unsupported' });
  });

  test('repetition', () => {
    expect(problemOf(`a{${maxRepeatCount}}`)).toBeNull();
    expect(problemOf(`a{${maxRepeatCount + 1}}`)).toMatchObject({ code: 'regex_syntax' });
  });
});
