import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EditorLanguage } from '../../src/language/tokens.ts';
import { initialState, tokenizeLine } from '../../src/language/tokens.ts';

/** Each line as `kind:text` pieces, blanks left out. */
function read(language: EditorLanguage, text: string): string[][] {
  let state = initialState;
  return text.split('\n').map((line) => {
    const { tokens, state: next } = tokenizeLine(language, line, state);
    state = next;
    return tokens
      .map(({ start, kind }, index) => [kind, line.slice(start, tokens[index + 1]?.start)])
      .filter(([, piece]) => piece?.trim() !== '')
      .map(([kind, piece]) => `${kind}:${piece?.trimEnd()}`);
  });
}

describe('YAML', () => {
  test.each([
    ['title: Some rule', ['key:title', 'delimiter::', 'string:Some rule']],
    [
      "  CommandLine|contains|all: 'x'",
      ['key:CommandLine', 'modifier:|contains|all', 'delimiter::', "string:'x'"],
    ],
    ['- 4625 # failed', ['delimiter:-', 'number:4625', 'comment:# failed']],
    ['- 169.254.170.2', ['delimiter:-', 'string:169.254.170.2']],
    ['enabled: true', ['key:enabled', 'delimiter::', 'keyword:true']],
    ['url: http://a.b/c#d', ['key:url', 'delimiter::', 'string:http://a.b/c#d']],
    ["it's: don't", ["key:it's", 'delimiter::', "string:don't"]],
    ["a: 'it''s' # c", ['key:a', 'delimiter::', "string:'it''s'", 'comment:# c']],
    [
      'tags: [a, "b", 3]',
      [
        'key:tags',
        'delimiter::',
        'delimiter:[',
        'string:a',
        'delimiter:,',
        'string:"b"',
        'delimiter:,',
        'number:3',
        'delimiter:]',
      ],
    ],
    ['---', ['delimiter:---']],
    ['# whole line', ['comment:# whole line']],
    ['base: &b', ['key:base', 'delimiter::', 'tag:&b']],
  ])('%s', (line, pieces) => expect(read('yaml', line)[0]).toEqual(pieces));

  test('a block scalar goes on while lines are indented', () => {
    expect(read('yaml', 'a: |\n  b: c\n\n  # d\ne: f').map((line) => line[0])).toEqual([
      'key:a',
      'string:  b: c',
      undefined,
      'string:  # d',
      'key:e',
    ]);
  });

  test('a quoted scalar goes on to its end', () => {
    expect(read('yaml', 'a: "b\n  c: d"\ne: 1').map((line) => line[0])).toEqual([
      'key:a',
      'string:  c: d"',
      'key:e',
    ]);
  });
});

test('JSON', () => {
  expect(read('json', '{"a\\"b": "c", "n": -1.5e3, "t": true, x}')[0]).toEqual([
    'delimiter:{',
    'key:"a\\"b"',
    'delimiter::',
    'string:"c"',
    'delimiter:,',
    'key:"n"',
    'delimiter::',
    'number:-1.5e3',
    'delimiter:,',
    'key:"t"',
    'delimiter::',
    'keyword:true',
    'delimiter:,',
    'text: x',
    'delimiter:}',
  ]);
});

test('any line is covered from its beginning, in order', () => {
  const unit = fc.constantFrom(...'ab:|-#\'"[]{},&*!> \t\\0.~?%@`', 'é', '\ud800', '\0', '\u202e');
  fc.assert(
    fc.property(fc.constantFrom('yaml' as const, 'json' as const), fc.string({ unit }), (language, line) => {
      const { tokens } = tokenizeLine(language, line, initialState);
      if (line !== '') expect(tokens[0]?.start).toBe(0);
      tokens.forEach(({ start }, index) => expect(start).toBeGreaterThan(tokens[index - 1]?.start ?? -1));
      expect(tokens.at(-1)?.start ?? 0).toBeLessThanOrEqual(line.length);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['yaml', `${'a '.repeat(4000)}`],
  ['yaml', `${'- '.repeat(4000)}`],
  ['yaml', `${'a:'.repeat(4000)}`],
  ['yaml', `${"'".repeat(8000)}`],
  ['json', `${'"\\'.repeat(4000)}`],
  ['json', `${'"a'.repeat(4000)}`],
] as const)('%s of 8,000 characters like %.10s takes little time', (language, line) => {
  const start = performance.now();
  tokenizeLine(language, line, initialState);
  expect(performance.now() - start).toBeLessThan(250);
});
