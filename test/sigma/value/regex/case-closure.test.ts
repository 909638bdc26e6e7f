import { expect, test } from 'vitest';
import { closeOverCase } from '../../../../src/sigma/value/regex/case-closure.ts';

const setOf = (text: string) => [...text].flatMap((char) => [char.codePointAt(0)!, char.codePointAt(0)!]);

test.each([
  ['a', 'Aa'],
  ['k', 'Kk\u212a'],
  ['S', 'Ss\u017f'],
  ['1', '1'],
  ['\u00e9', '\u00c9\u00e9'],
  ['\u03c2', '\u03a3\u03c2\u03c3'],
  ['\u00df', '\u00df\u1e9e'],
  ['\u0131', '\u0131'],
  ['\u{10428}', '\u{10400}\u{10428}'],
])('%j', (char, cases) => {
  const closed: number[] = [];
  const set = closeOverCase(setOf(char));
  for (let i = 0; i < set.length; i += 2) for (let c = set[i]!; c <= set[i + 1]!; c++) closed.push(c);
  expect(String.fromCodePoint(...closed)).toBe(cases);
});
