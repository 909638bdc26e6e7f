import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRuleSet, match } from '../../src/sigma/matcher.ts';
import type { CompiledRule, EventValue } from '../../src/sigma/matcher.ts';
import { placeholders, randomEvent, randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import type { RuleShape } from '../_helpers/arbitraries.ts';
import { compiled } from '../_helpers/rule.ts';

const options = { placeholders };
const patient = { timeout: 60_000 };

const rulesOf = (shape: RuleShape) =>
  fc.array(
    randomRule(shape).map((rule) => compiled(ruleOf(rule), options)),
    { minLength: 1, maxLength: 12 },
  );

/** The three answers, by `match` of each rule alone. */
function oneByOne(rules: readonly CompiledRule[], event: EventValue): Record<'match' | 'unknown', number[]> {
  const which = (wanted: string): number[] =>
    rules.flatMap((rule, i) => (!rule.refused && match(rule, event) === wanted ? [i] : []));
  return { match: which('match'), unknown: which('unknown') };
}

test('a rule set says of each rule what `match` says', patient, () => {
  let matches = 0;
  let misses = 0;
  fc.assert(
    fc.property(
      rulesOf({ patterns: true, broken: false }),
      fc.array(randomEvent(true), { minLength: 4, maxLength: 8 }),
      (rules, events) => {
        const set = compileRuleSet(rules);
        for (const event of events) {
          const expected = oneByOne(rules, event);
          matches += expected.match.length;
          misses += rules.length - expected.match.length;
          expect(set.matchAll(event)).toEqual(expected.match);
          expect(set.undecidedFor(event)).toEqual([]);
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(matches / (matches + misses)).toBeGreaterThan(0.1);
  expect(misses / (matches + misses)).toBeGreaterThan(0.1);
});

test('so it does where rules are refused or parts of them were stopped', patient, () => {
  let unknown = 0;
  const stopped = fc.tuple(randomRule({ patterns: true, broken: true }), fc.nat()).map(([rule, seed]) => {
    const text = ruleOf(rule);
    const [first] = compiled(text, options).rule.detection.identifiers.flatMap(({ search }) =>
      search.type === 'all_of' ? search.children : [search],
    );
    const values = first?.type === 'item' ? first.values : [];
    const skipped = values.filter((_, i) => i === seed % (values.length + 1)).map(({ range }) => range);
    return compiled(text, { ...options, skipped });
  });
  fc.assert(
    fc.property(
      fc.array(stopped, { minLength: 1, maxLength: 8 }),
      fc.array(randomEvent(true), { minLength: 2, maxLength: 4 }),
      (rules, events) => {
        const { pairs, undecided } = compileRuleSet(rules).matchBatch(events);
        const expected = events.map((event) => oneByOne(rules, event));
        const flat = (kind: 'match' | 'unknown'): number[] =>
          expected.flatMap((each, at) => each[kind].flatMap((rule) => [at, rule]));
        unknown += flat('unknown').length;
        expect([...pairs]).toEqual(flat('match'));
        expect([...undecided]).toEqual(flat('unknown'));
      },
    ),
    { numRuns: 200 },
  );
  expect(unknown).toBeGreaterThan(0);
});

test('a look ahead changes what is looked for, never the answer', patient, () => {
  fc.assert(
    fc.property(
      rulesOf({ patterns: true, broken: false }),
      fc.array(randomEvent(true), { minLength: 3, maxLength: 6 }),
      (rules, events) => {
        const many = Array.from({ length: 1030 }, (_, i) => events[i % events.length] as EventValue);
        const { pairs } = compileRuleSet(rules).matchBatch(many);
        const expected = events.map((event) => oneByOne(rules, event).match);
        const flat = many.flatMap((_, at) =>
          (expected[at % events.length] as number[]).flatMap((rule) => [at, rule]),
        );
        expect([...pairs]).toEqual(flat);
      },
    ),
    { numRuns: 40 },
  );
});
