import fc from 'fast-check';
import { expect, test } from 'vitest';
import { match } from '../../src/sigma/matcher.ts';
import { compiled, selection } from '../_helpers/rule.ts';

const patient = { timeout: 60_000 };

/** Wildcards by the book: tries every way. */
function matchesNaively(pattern: readonly string[], text: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return text.length === 0;
  if (head === '*')
    return Array.from({ length: text.length + 1 }, (_, n) => text.slice(n)).some((t) =>
      matchesNaively(rest, t),
    );
  const [first, ...left] = text;
  return first !== undefined && (head === '?' || head === first) && matchesNaively(rest, left);
}

test('wildcards match as they do when every way is tried', patient, () => {
  const patternUnit = fc.constantFrom('*', '?', 'a', 'b', '😀', '\n');
  const textUnit = fc.constantFrom('a', 'b', '😀', '\n');
  fc.assert(
    fc.property(
      fc.array(patternUnit, { maxLength: 7 }),
      fc.array(textUnit, { maxLength: 8 }),
      (pattern, text) => {
        const rule = compiled(selection(`f: ${JSON.stringify(pattern.join(''))}`));
        const expected = matchesNaively(pattern, text) ? 'match' : 'miss';
        expect(match(rule, { f: text.join('') })).toBe(expected);
      },
    ),
    { numRuns: 1000 },
  );
});
