import { expect, test } from 'vitest';
import { exampleText } from '../../../../src/sigma/value/regex/example-text.ts';
import { regexCompiler } from '../../../../src/sigma/value/regex/regex-compiler.ts';

const flags = { ignoreCase: false, multiline: false, dotAll: false };

test.each([
  'abc',
  '^a.c$',
  '(a|b)\\1{3}[^abc]+\\d{2,}',
  '\\x41(?:\\s|-)*\\W?[\\w-]{5}$',
  '(?i)PowerShell\\.exe',
  '(?>x+)[\\x{100}-\\x{1ff}]',
])('a text that %s matches', (pattern) => {
  const text = exampleText(pattern, flags);
  const compiled = regexCompiler(pattern, flags);
  if (!('regex' in compiled)) throw new Error(`${pattern} compiles.`);
  expect(compiled.regex.test(text ?? '')).toBe(true);
});

test('no text of a pattern that cannot be read; a long one is cut off', () => {
  expect(exampleText('(a', flags)).toBeUndefined();
  expect(exampleText('((a{999}){999}){999}', flags)?.length ?? 0).toBeLessThan(5000);
});
