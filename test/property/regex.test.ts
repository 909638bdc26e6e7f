import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRegex } from '../../src/sigma/value/regex/compile-regex.ts';
import { printNative } from '../../src/sigma/value/regex/print-native.ts';
import { printRe2 } from '../../src/sigma/value/regex/print-re2.ts';
import { re2jsEngine } from '../../src/sigma/value/regex/re2js-engine.ts';
import { readRegex } from '../../src/sigma/value/regex/read-regex.ts';
import { regexFlags } from '../_helpers/regex.ts';

const flags = fc.constantFrom('', 'i', 'm', 's', 'ims');

const signs = fc.constantFrom(
  ...[
    'a',
    'b',
    '1',
    ' ',
    '\n',
    '-',
    '.',
    '^',
    '$',
    '*',
    '+',
    '?',
    '|',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    '\\',
    ':',
  ],
  ...[
    '(?',
    '(?:',
    '(?=',
    '(?<!',
    '(?>',
    '(?i',
    '(?P<n>',
    '\\1',
    '\\k<n>',
    '\\Q',
    '\\E',
    '\\x{',
    '\\p{L}',
    '[[:',
  ],
  ...['alpha:]]', '{2,3}', '{,3}', '(*', '#', '\u00e9', '\u{1f600}', '\ud83d', '\0'],
);
const anyPattern = fc.oneof(
  fc.array(signs, { maxLength: 24 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const chars = fc.constantFrom(
  'a',
  'b',
  'A',
  'k',
  '\u212a',
  's',
  '\u017f',
  '1',
  ' ',
  '\n',
  '\r',
  '-',
  '\u{1f600}',
  '\ud83d',
);
const texts = fc.array(chars, { maxLength: 12 }).map((parts) => parts.join(''));

/** Patterns all engines have; quantifiers never stack. */
const { pattern: commonPattern } = fc.letrec<{ item: string; sequence: string; pattern: string }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(
      'a',
      'b',
      'k',
      's',
      '.',
      '\\w',
      '\\W',
      '\\s',
      '\\d',
      '\\D',
      '[ab]',
      '[^a]',
      '[a-k]',
      '\\n',
    ),
    fc.constantFrom('^', '$', '\\b', '\\B', '(?:^)', '(?:$)'),
    tie('pattern').map((inside) => `(${inside})`),
  ),
  sequence: fc
    .array(
      fc
        .tuple(tie('item'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '*?', '+?'))
        .map(([item, quantifier]) => (/^(?:[$^]|\\[bB])$/.test(item) ? item : item + quantifier)),
      { maxLength: 4 },
    )
    .map((items) => items.join('')),
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|')),
}));

test('no pattern throws, and test and find agree', () => {
  fc.assert(
    fc.property(anyPattern, flags, texts, (pattern, letters, text) => {
      const compiled = compileRegex(pattern, regexFlags(letters), re2jsEngine);
      const ranges = compiled.notes.map((note) => note.range);
      if ('problem' in compiled) ranges.push(compiled.problem.range);
      for (const { start, end } of ranges) {
        expect(0 <= start && start <= end && end <= pattern.length).toBe(true);
      }
      if (!('regex' in compiled)) return;
      const found = compiled.regex.find(text);
      expect(compiled.regex.test(text)).toBe(found !== null);
      if (found) expect(0 <= found.start && found.start <= found.end && found.end <= text.length).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a text with a match holds every literal, without regard to case', () => {
  fc.assert(
    fc.property(commonPattern, flags, texts, (pattern, letters, text) => {
      const compiled = compileRegex(pattern, regexFlags(letters), re2jsEngine);
      if (!('regex' in compiled) || !compiled.regex.test(text)) return;
      for (const literal of compiled.literals) {
        const escaped = literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
        expect(text).toMatch(new RegExp(escaped, 'iu'));
      }
    }),
    { numRuns: 500 },
  );
});

test('the browser and the linear engine find the same', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      commonPattern,
      flags,
      fc.array(texts, { minLength: 3, maxLength: 6 }),
      (pattern, letters, samples) => {
        const read = readRegex(pattern, regexFlags(letters));
        if (!('tree' in read)) return;
        const re2 = printRe2(read.tree);
        const linear = re2 === null ? null : re2jsEngine.compile(re2);
        let native: RegExp;
        try {
          const { source, flags: nativeFlags } = printNative(read.tree);
          native = new RegExp(source, nativeFlags);
        } catch {
          return;
        }
        if (!linear) return;
        for (const text of samples) {
          const match = native.exec(text);
          const found = match && { start: match.index, end: match.index + match[0].length };
          expect(linear.find(text)).toEqual(found);
          expect(linear.test(text)).toBe(found !== null);
          compared++;
        }
      },
    ),
    { numRuns: 1000 },
  );
  expect(compared).toBeGreaterThan(1000);
});
