import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftRule } from '../../src/authoring/draft-rule.ts';
import { isEventObject, match, refusesRule } from '../../src/sigma/index.ts';
import type { EventObject } from '../../src/sigma/index.ts';
import { randomEvent } from '../_helpers/arbitraries.ts';
import { compiled } from '../_helpers/rule.ts';

test('a draft fires on every selected event, and on those others that it says', { timeout: 60_000 }, () => {
  const event = randomEvent(true).filter(isEventObject) as fc.Arbitrary<EventObject>;
  const events = fc.array(event, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(events, fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }), (all, selection) => {
      const selected = new Set(selection.filter((index) => index < all.length));
      const draft = draftRule(all, selection);
      expect(draft.selected).toBe(selected.size);
      if (draft.ruleText === '') return;
      const rule = compiled(draft.ruleText);
      expect(rule.diagnostics.filter(refusesRule)).toEqual([]);
      const fired = [...all.keys()].filter((index) => match(rule, all[index] as EventObject) === 'match');
      expect(draft.fires).toBe(selected.size);
      expect([...selected].every((index) => fired.includes(index))).toBe(true);
      expect(fired.filter((index) => !selected.has(index))).toEqual(draft.alsoFiresOn);
    }),
    { numRuns: 300 },
  );
});
