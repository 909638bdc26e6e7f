import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { tidyRule } from '../../src/intake/tidy-rule.ts';
import { samples } from '../../src/lessons/samples.ts';

test.each([
  ['spaces at the end of a line', 'a: b  \nc:\t\n  d: e \n', 'a: b\nc:\n  d: e\n'],
  ['no line break at the end', 'a: b', 'a: b\n'],
  ['many of them', 'a: b\n\n \n\n', 'a: b\n'],
  ['lines of spaces', 'a: b\n   \nc: d\n', 'a: b\n\nc: d\n'],
  ['tabs', 'a:\n\tb:\n\t\tc: d\n', 'a:\n  b:\n    c: d\n'],
  ['nothing', '', ''],
])('%s', (_, text, tidied) => {
  expect(tidyRule(text)).toBe(tidied);
});

describe('stays', () => {
  test.each([
    'a: |\n  b  \n\n  c\t\n',
    'a: |+\n  b\n\n\n',
    'a: |\n  b',
    'a:\n  - >-  # folded\n    b  \n    c  \n',
    '- a: |2\n    b  \n',
    'a: "b\\ \n  c"\n',
    '--- |\nb  \n',
    '|\n b  \n',
  ])('%j', (text) => {
    expect(tidyRule(text)).toBe(text);
  });
});

function meaningOf(text: string): string | null {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return null;
  return JSON.stringify(documents.map((document): unknown => document.toJS({ maxAliasCount: 0 })));
}

test('never changes what a text means', () => {
  const head = fc.constantFrom(
    'a:',
    '- ',
    '- b: ',
    'c: ',
    'd: "e',
    '"f',
    "g: 'h",
    '# i',
    '---',
    'k',
    '"',
    '',
  );
  const tail = fc.constantFrom(
    '',
    ' ',
    '  ',
    '\t',
    ' |',
    ' >-',
    ' |+',
    ' |2',
    ' x',
    ' "',
    '"',
    "'",
    '\\ ',
    ' # |',
  );
  const line = fc
    .tuple(fc.nat(4), head, tail, fc.constantFrom('', ' ', '\t'))
    .map(([depth, ...parts]) => ' '.repeat(depth) + parts.join(''));
  let meant = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 7 }), fc.constantFrom('', '\n', '\n\n'), (lines, end) => {
      const text = lines.join('\n') + end;
      const meaning = meaningOf(text);
      if (meaning === null) return;
      meant++;
      const tidied = tidyRule(text);
      expect(meaningOf(tidied)).toBe(meaning);
      expect(tidyRule(tidied)).toBe(tidied);
    }),
    { numRuns: 3000 },
  );
  expect(meant).toBeGreaterThan(200);
  for (const { rule } of samples) expect(meaningOf(tidyRule(`${rule}  `))).toBe(meaningOf(rule));
});
