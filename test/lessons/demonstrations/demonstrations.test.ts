// Each demonstration is wrong as it says, for the reason that it says, and right once it is mended.
import { describe, expect, test } from 'vitest';
import { demonstrations, toMendFix } from '../../../src/lessons/demonstrations/index.ts';
import type { Demonstration } from '../../../src/lessons/demonstrations/index.ts';
import { samples } from '../../../src/lessons/samples.ts';
import { applyEdits, readEvents } from '../../../src/sigma/index.ts';
import { whyNot } from '../../../src/sigma/matcher.ts';
import type { EventObject } from '../../../src/sigma/index.ts';
import { compiled, explained, itemsOf, verdict } from '../../_helpers/rule.ts';
import { meaningOf } from '../../_helpers/meaning.ts';

const rightVerdict = (expectation: 'fire' | 'silent') => (expectation === 'fire' ? 'match' : 'miss');

function eventOf(text: string): EventObject {
  const { events, diagnostics } = readEvents(text);
  expect(diagnostics).toEqual([]);
  if (!events[0]) throw new Error('no event');
  return events[0].value;
}

/** Of each event: whether the rule says what it should. */
const rightness = ({ events }: Demonstration, rule: string) =>
  events.map(({ text, expectation }) => verdict(rule, eventOf(text)) === rightVerdict(expectation));

function mended({ rule, mend }: Demonstration): string {
  for (const { from } of mend.changes) expect(rule.split(from)).toHaveLength(2);
  const fix = toMendFix(mend, rule);
  if (!fix) throw new Error('nothing to mend');
  return applyEdits(rule, fix.edits);
}

const fieldsOf = (rule: string, event: EventObject) =>
  itemsOf(explained(rule, event)).map(({ field }) => field);
const codesOf = async (rule: string) => (await meaningOf(rule)).map(({ code }) => code);

describe.each(demonstrations)('$id', (each) => {
  const { rule, events, look, cause, story, about } = each;

  test('is wrong on the event that it shows, by the predicate that it shows', () => {
    expect(compiled(rule).diagnostics).toEqual([]);
    expect(rightness(each, rule)[look.event]).toBe(false);
    const shown = eventOf(events[look.event]?.text ?? '');
    expect(fieldsOf(rule, shown)).toContain(look.field);
    const trace = explained(rule, shown);
    if (trace.verdict === 'miss')
      expect(whyNot(compiled(rule), shown, trace)?.sentence).toContain(`\`${look.field}\``);
  });

  test.runIf(cause !== null)('the linter names the cause, and no longer once it is mended', async () => {
    expect(await codesOf(rule)).toContain(cause);
    expect(await codesOf(mended(each))).not.toContain(cause);
  });

  test('is right on all its events once it is mended', () => {
    const text = mended(each);
    expect(compiled(text).diagnostics).toEqual([]);
    expect(rightness(each, text)).toEqual(events.map(() => true));
  });

  test('has events of both kinds, and says what there is to see', () => {
    expect(new Set(events.map(({ expectation }) => expectation))).toEqual(new Set(['fire', 'silent']));
    expect(about).toMatch(/^[a-z][^\n]{10,80}$/);
    expect(story.split('`')).toHaveLength(story.split('`').length | 1);
  });
});

test('there are ten and more, with ids that no sample has', () => {
  const ids = [...demonstrations, ...samples].map(({ id }) => id);
  expect(demonstrations.length).toBeGreaterThanOrEqual(10);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
});

test('a rule that was edited where it is mended has no fix any more', () => {
  const [first] = demonstrations;
  expect(first && toMendFix(first.mend, first.rule.replace('route53', 'route'))).toBeNull();
});
