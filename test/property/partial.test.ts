import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain, match, matchPartly } from '../../src/sigma/matcher.ts';
import type { EventObject, EventValue } from '../../src/sigma/matcher.ts';
import { placeholders, randomEvent, randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import { compiled } from '../_helpers/rule.ts';

const options = { placeholders };
const keys = ['f', 'g', 'h', 'f.g', 'g.h', 'f.g.h', 'a b', '__proto__'];

/** A field is known where every key that could begin its path is. */
const knowsBy = (known: ReadonlySet<string>) => (field: string | null) =>
  field !== null && field.split('.').every((_, i, segments) => known.has(segments.slice(0, i + 1).join('.')));

const only = (event: EventValue, isWanted: (key: string) => boolean): EventObject =>
  Object.fromEntries(Object.entries(event as EventObject).filter(([key]) => isWanted(key)));

const ruleText = (broken: boolean) => randomRule({ patterns: true, broken }).map(ruleOf);

test('with the whole event known, the verdict is that of `explain`', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.boolean().chain(ruleText), randomEvent(true), (text, event) => {
      const rule = compiled(text, options);
      expect(matchPartly(rule, { event, knows: () => true })).toBe(explain(rule, event).verdict);
    }),
    { numRuns: 1500 },
  );
});

test('what is said of some fields holds of every event that has them', { timeout: 60_000 }, () => {
  let decided = 0;
  let open = 0;
  fc.assert(
    fc.property(
      ruleText(false),
      randomEvent(true),
      fc.subarray(keys),
      fc.array(randomEvent(true), { minLength: 3, maxLength: 6 }),
      (text, event, names, others) => {
        const rule = compiled(text, options);
        const known = new Set(names);
        const known1 = only(event, (key) => known.has(key));
        const verdict = matchPartly(rule, { event: known1, knows: knowsBy(known) });
        if (verdict === 'unknown') open++;
        else decided++;
        if (verdict === 'unknown') return;
        for (const other of others) {
          const whole = Object.assign(
            Object.create(null),
            only(other, (key) => !known.has(key)),
            known1,
          ) as EventObject;
          expect(match(rule, whole)).toBe(verdict);
        }
      },
    ),
    { numRuns: 1500 },
  );
  expect(decided).toBeGreaterThan(100);
  expect(open).toBeGreaterThan(100);
});
