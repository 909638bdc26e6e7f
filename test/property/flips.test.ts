import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flipsOf } from '../../src/sigma/evaluate/flips.ts';
import { explain, match } from '../../src/sigma/index.ts';
import { compiled, rule as textOf } from '../_helpers/rule.ts';

const names = ['a', 'b', 'c', 'd'];

/** Conditions over the four names, each of which is asked for at any number of places. */
const condition = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...names),
    tie('node').map((node) => `not (${node})`),
    fc
      .tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node'))
      .map(([x, op, y]) => `(${x}) ${op} (${y})`),
    fc.constantFrom('1 of *', '2 of *', 'all of *'),
  ),
})).node;

const detection = names.map((name) => `${name}:\n  ${name}: y`).join('\n');
const eventOf = (bits: number) =>
  Object.fromEntries(names.map((name, i) => [name, bits & (1 << i) ? 'y' : 'n']));
const all = Array.from({ length: 2 ** names.length }, (_, bits) => bits);
const difference = (a: number, b: number) => names.filter((_, i) => ((a ^ b) >> i) & 1).length;

test('the set of predicates to flip is the smallest there is, and it suffices', () => {
  fc.assert(
    fc.property(condition, fc.constantFrom(...all), (text, bits) => {
      const rule = compiled(textOf(`${detection}\ncondition: ${text}`));
      if (match(rule, eventOf(bits)) === 'match') return;
      const flips = flipsOf(explain(rule, eventOf(bits)));
      const enough = all.filter((other) => match(rule, eventOf(other)) === 'match');
      const least = Math.min(...enough.map((other) => difference(bits, other)));
      expect(flips?.length ?? Infinity).toBe(least);
      if (!flips) return;
      const flipped = flips.reduce((now, { item }) => now ^ (1 << names.indexOf(item.field ?? '')), bits);
      expect(match(rule, eventOf(flipped))).toBe('match');
    }),
    { numRuns: 3000 },
  );
});
