import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadRegex } from '../../src/sigma/index.ts';
import { placeholders, randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import { examplesOf } from '../_helpers/examples.ts';
import { compiled } from '../_helpers/rule.ts';

test(
  'of any rule, what is made fires or misses as it says, and a near miss differs in one place',
  { timeout: 120_000 },
  async () => {
    const regex = await loadRegex();
    let made = 0;
    await fc.assert(
      fc.asyncProperty(randomRule({ patterns: true, broken: true }), async (shape) => {
        const rule = compiled(ruleOf(shape), { placeholders, regex, refuseBacktracking: true });
        const { events, problems, predicates } = await examplesOf(rule);
        made += events.length;
        expect(problems.length).toBeLessThanOrEqual(2 * predicates);
      }),
      { numRuns: 250 },
    );
    expect(made).toBeGreaterThan(250);
  },
);
