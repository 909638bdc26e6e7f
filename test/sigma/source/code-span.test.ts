import { expect, test } from 'vitest';
import { codeSpan } from '../../../src/sigma/source/code-span.ts';

test.each([
  ['short', '`short`'],
  ['', '``'],
  ['a`b``', '`aˋbˋˋ`'],
  ['x'.repeat(80), `\`${'x'.repeat(80)}\``],
  ['x'.repeat(81), `\`${'x'.repeat(79)}…\``],
  [`${'x'.repeat(78)}\u{1f600}xx`, `\`${'x'.repeat(78)}…\``],
])('%j', (text, expected) => {
  expect(codeSpan(text)).toBe(expected);
});
