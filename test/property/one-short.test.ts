import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flipsOf } from '../../src/sigma/evaluate/flips.ts';
import { mayBeOneShort } from '../../src/sigma/evaluate/least-flips.ts';
import { explain } from '../../src/sigma/matcher.ts';
import { placeholders, randomEvent, randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import { compiled } from '../_helpers/rule.ts';

test(
  'what is one predicate short is never ruled out beforehand, and most of the rest is',
  { timeout: 60_000 },
  () => {
    let short = 0;
    let ruledOut = 0;
    let further = 0;
    fc.assert(
      fc.property(
        randomRule({ patterns: true, broken: true }),
        fc.array(randomEvent(true), { minLength: 4, maxLength: 8 }),
        (shape, events) => {
          const rule = compiled(ruleOf(shape), { placeholders });
          if (rule.refused) return;
          for (const event of events) {
            const flips = flipsOf(explain(rule, event));
            if (flips && flips.length <= 1) {
              short += flips.length;
              expect(mayBeOneShort(rule, event)).toBe(true);
            } else if (flips) {
              further++;
              if (!mayBeOneShort(rule, event)) ruledOut++;
            }
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(short).toBeGreaterThan(100);
    expect(ruledOut / further).toBeGreaterThan(0.5);
  },
);
