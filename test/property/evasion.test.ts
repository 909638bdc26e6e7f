import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedAt } from '../../src/authoring/changed-event.ts';
import { findEvasions } from '../../src/authoring/evasion.ts';
import { readPointer } from '../../src/authoring/pick-value.ts';
import { isEventObject, loadExampleText, loadRegex, match } from '../../src/sigma/index.ts';
import type { EventObject } from '../../src/sigma/index.ts';
import { placeholders, randomEvent, randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import { compiled } from '../_helpers/rule.ts';

const exampleText = await loadExampleText();
const regex = await loadRegex();

test(
  'ways out are asked for where the rule fires; each keeps it silent, as it says',
  { timeout: 60_000 },
  () => {
    const rules = randomRule({ patterns: true, broken: false }).map(ruleOf);
    let ways = 0;
    fc.assert(
      fc.property(
        rules,
        randomEvent(true).filter(isEventObject) as fc.Arbitrary<EventObject>,
        (text, event) => {
          const rule = compiled(text, { regex, placeholders });
          const before = JSON.stringify(event);
          const found = findEvasions(rule, event, exampleText);
          expect(JSON.stringify(event)).toBe(before);
          expect(found.fires).toBe(match(rule, event) === 'match');
          for (const { kind, pointer, after, path } of found.ways) {
            if (pointer === null) continue;
            expect(readPointer(event, pointer)?.path).toBe(path);
            if (kind === 'set' && after !== null && typeof readPointer(event, pointer)?.value === 'string') {
              ways++;
              // Numbers and truth values are shown as texts.
              const typed = { true: true, false: false }[after] ?? Number(after);
              const values = [after, ...(Number.isNaN(typed) ? [] : [typed])];
              expect(values.map((value) => match(rule, changedAt(event, [pointer], value)))).toContain(
                'miss',
              );
            }
          }
        },
      ),
      { numRuns: 600 },
    );
    expect(ways).toBeGreaterThan(0);
  },
);
