import { describe, expect, test } from 'vitest';
import { compileRegex } from '../../../../src/sigma/value/regex/compile-regex.ts';
import type { LinearRegexEngine } from '../../../../src/sigma/value/regex/compile-regex.ts';
import { re2jsEngine } from '../../../../src/sigma/value/regex/re2js-engine.ts';
import { notesOf, regexFlags, regexOf } from '../../../_helpers/regex.ts';

describe('matches', () => {
  test.each<[pattern: string, flags: string, text: string, matches: boolean]>([
    ['^a.c$', '', 'a\nc', false],
    ['^a.c$', 's', 'a\nc', true],
    ['^a.c$', '', 'a\rc', true],
    ['^b', 'm', 'a\nb', true],
    ['^b', '', 'a\nb', false],
    ['(?i)FOO', '', 'xfoox', true],
    ['FOO', '', 'foo', false],
    ['FOO', 'i', 'foo', true],
    ['\\Afoo\\Z', '', 'foo', true],
    ['\\Afoo\\Z', '', 'AfooZ', false],
    ['[[:digit:]]+', '', '12', true],
    ['[[:digit:]]+', '', ':digit', false],
    ['^10$', '', '10', true],
    ['a$', '', 'a\n', true],
    ['a\\z', '', 'a\n', false],
    ['\\d', '', '\u0663', false],
    ['\\s', '', '\u00a0', false],
    ['^.$', '', '\u{1f600}', true],
    ['\\w', 'i', '\u017f', false],
    ['s', 'i', '\u017f', true],
    ['(?i:a)b', '', 'Ab', true],
    ['(?i:a)b', '', 'AB', false],
    ['\\Qa.b\\E', '', 'a.b', true],
    ['\\Qa.b\\E', '', 'axb', false],
    ['(?P<q>["\'])x(?P=q)', '', '"x"', true],
    ['(?P<q>["\'])x(?P=q)', '', '"x\'', false],
    ['a++b', '', 'aab', true],
    ['a++a', '', 'aaa', false],
  ])('%j with flags %j on %j: %j', (pattern, flags, text, matches) => {
    expect(regexOf(pattern, flags).test(text)).toBe(matches);
  });
});

describe('finds', () => {
  test.each<[pattern: string, text: string, found: [number, number] | null]>([
    ['b', '\u{1f600}b', [2, 3]],
    ['.', '\u{1f600}', [0, 2]],
    ['a$', 'a\n', [0, 1]],
    ['(a+)+$', 'baa\n', [1, 3]],
    ['(a+)+\\n?$', 'baa\n', [1, 4]],
    ['(a+)+', '\u{1f600}aa', [2, 4]],
    ['\\B', 'a\u{1f600}b', null],
    ['b', '\ud800b', [1, 2]],
  ])('%j in %j: %j', (pattern, text, found) => {
    expect(regexOf(pattern).find(text)).toEqual(found && { start: found[0], end: found[1] });
  });
});

describe('who runs it', () => {
  test.each([
    ['net\\s+user', 'native'],
    ['[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}', 'native'],
    ['.{1000,}', 'native'],
    ['a.*b', 'native'],
    ['(foo|bar)+x', 'native'],
    ['(,\\d+)*$', 'native'],
    ['(?=a)b', 'native'],
    ['a.*b.*c', 'linear'],
    ['(a+)+$', 'linear'],
    ['(a|a)*$', 'linear'],
    ['(a|ab)*c', 'linear'],
    ['(a*)*$', 'linear'],
    ['(?:|a)*b', 'linear'],
    ['(\\w+\\s?)*$', 'linear'],
    ['(a{0,30}){30}b', 'linear'],
    ['(?=(a+)+$)a', 'backtracking'],
    ['(a+)+\\1$', 'backtracking'],
    ['(?:a+b?){1001}', 'backtracking'],
  ])('%s: %s', (pattern, strategy) => {
    expect(regexOf(pattern).strategy).toBe(strategy);
  });

  test('an engine is asked for where one is needed, and only there', () => {
    expect(compileRegex('(a+)+$', regexFlags(), null)).toEqual({ needsLinearEngine: true, notes: [] });
    expect(compileRegex('a+$', regexFlags(), null)).toHaveProperty('regex.strategy', 'native');
    expect(compileRegex('(?=(a+)+$)a', regexFlags(), null)).toHaveProperty('regex.strategy', 'backtracking');
  });

  test('what the engine refuses backtracks, and says so', () => {
    const none: LinearRegexEngine = { compile: () => null };
    const compiled = compileRegex('x(a+)+$', regexFlags(), none);
    expect(compiled).toHaveProperty('regex.strategy', 'backtracking');
    expect(compiled.notes).toMatchObject([{ code: 'regex_backtracking', range: { start: 1, end: 6 } }]);
  });

  test('evil patterns answer at once', () => {
    const start = performance.now();
    expect(regexOf('(a+)+$').test('a'.repeat(60) + '!')).toBe(false);
    expect(regexOf('^(\\w+\\s?)*$').test('word '.repeat(30) + '!')).toBe(false);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test.each([
    ['(?:b?(?:bc|)|a)+', 'bca', true],
    ['^(?:|a)+$', 'aaa', true],
    ['^(?:|a)+$', 'aab', false],
  ])('a loop whose turns may be empty: %s on %j: %j', (pattern, text, matches) => {
    expect(regexOf(pattern).strategy).toBe('linear');
    expect(regexOf(pattern).test(text)).toBe(matches);
  });

  test('long texts leave a quadratic pattern to the linear engine', () => {
    const start = performance.now();
    const regex = regexOf('x.*y.?z');
    expect(regex.test('yz' + 'x'.repeat(500_000))).toBe(false);
    expect(regex.find('x'.repeat(300_000) + 'yz')).toEqual({ start: 0, end: 300_002 });
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('notes', () => {
  test.each([
    ['a(?i)b', 'regex_inline_flags', 1, 5],
    ['a(?=b)', 'regex_outside_specification', 1, 4],
    ['a\\Rb', 'regex_outside_specification', 1, 3],
    ['ab+?', 'regex_outside_specification', 2, 4],
    ['[[:alpha:]]', 'regex_outside_specification', 1, 10],
    ['(a)\\1', 'regex_outside_specification', 3, 5],
  ])('%s: %s', (pattern, code, start, end) => {
    expect(notesOf(pattern)).toMatchObject([{ code, range: { start, end } }]);
  });

  test.each(['^a.b$', '[^a-z]+(b|c)?d{2,3}', '\\b\\w\\W\\d\\D\\s\\S\\B', '\\.\\x41\\n', '(?:a|b)'])(
    'none for %s',
    (pattern) => {
      expect(notesOf(pattern)).toEqual([]);
    },
  );

  test('a construct is noted once', () => {
    expect(notesOf('(?=a)(?=b)(?!c)')).toHaveLength(1);
  });
});

test('literals are what every match holds', () => {
  const compiled = compileRegex('(?i)(set)x?.*&&\\s?(a|b)+foo{2}', regexFlags(), re2jsEngine);
  expect(compiled).toHaveProperty('literals', ['set', '&&', 'foo']);
});
