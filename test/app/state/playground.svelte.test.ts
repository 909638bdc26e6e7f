// @vitest-environment happy-dom
import { flushSync } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { RunInput, RunOutcome } from '../../../src/worker/client.ts';
import type { Fix } from '../../../src/sigma/index.ts';
import { shiftMarks } from '../../../src/intake/event-marks.ts';
import { Playground } from '../../../src/state/playground.svelte.ts';
import { identifier, item, result, rule, value } from '../../_helpers/trace.ts';

const trace = rule('a', { start: 0, end: 1 }, identifier('a', item('x', [value('1', 'matched')])));
const good = (): RunOutcome => ({ type: 'result', result: result({ trace }) });

/** A runner that is answered by hand, and a scheduler that runs at once. */
function setUp(answer: (input: RunInput) => RunOutcome | Promise<RunOutcome> = good) {
  const runs: RunInput[] = [];
  const changes: boolean[] = [];
  const playground = new Playground(
    {
      run: async (input) => {
        runs.push(input);
        return answer(input);
      },
      ask: async () => null,
    },
    {
      scheduler: { request: (task) => void task(), flush: () => {}, cancel: () => {} },
      onChange: (own) => changes.push(own),
    },
  );
  return { playground, runs, changes };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('edits', () => {
  test('an edit is run, and its answer kept beside its texts', async () => {
    const { playground, runs, changes } = setUp();
    playground.open({ ruleText: 'r', eventsText: 'e' });
    playground.setRuleText('r2');
    await settled();
    expect(runs.at(-1)).toEqual({ ruleText: 'r2', eventsText: 'e', selected: 0 });
    expect(playground.answer).toMatchObject({ ruleText: 'r2', eventsText: 'e' });
    expect(changes).toEqual([false, true]);
  });

  test('the same text again is no edit', () => {
    const { playground, runs } = setUp();
    playground.setRuleText('r');
    playground.setRuleText('r');
    expect(runs).toHaveLength(1);
  });

  test('line ends that an editor changed are no work of the user', () => {
    const { playground, changes } = setUp();
    playground.open({ ruleText: 'a\r\nb', eventsText: '' });
    playground.setRuleText('a\nb');
    expect(changes).toEqual([false, false]);
  });

  test('a fix is applied only to the text it speaks of', async () => {
    const { playground } = setUp();
    const fix: Fix = { title: 'mend', edits: [{ range: { start: 0, end: 1 }, text: 'X' }] };
    playground.open({ ruleText: 'abc', eventsText: '' });
    await settled();
    expect(playground.applyFix(fix)).toBe(true);
    expect(playground.ruleText).toBe('Xbc');
    expect(playground.applyFix(fix)).toBe(false);
  });

  test('writing a text does not subscribe the writer to it', () => {
    const { playground } = setUp();
    let runs = 0;
    const stop = $effect.root(() => {
      $effect(() => {
        runs++;
        playground.setRuleText('from an effect');
      });
    });
    flushSync();
    playground.setRuleText('again');
    flushSync();
    expect(runs).toBe(1);
    stop();
  });
});

describe('answers', () => {
  test('an answer to an earlier run is dropped', async () => {
    const answers: ((outcome: RunOutcome) => void)[] = [];
    const { playground } = setUp(() => new Promise((resolve) => answers.push(resolve)));
    playground.setRuleText('old');
    playground.setRuleText('new');
    answers[1]?.({ type: 'result', result: result({ verdicts: ['miss'] }) });
    await settled();
    answers[0]?.(good());
    await settled();
    expect(playground.answer).toMatchObject({ ruleText: 'new', result: { verdicts: ['miss'] } });
  });

  test('while the rule is broken the last good answer is explained', async () => {
    let broken = false;
    const { playground } = setUp(() =>
      broken
        ? { type: 'result', result: result({ verdicts: ['unknown'], rule: { state: 'broken' } }) }
        : good(),
    );
    playground.open({ ruleText: 'good', eventsText: '{}' });
    await settled();
    broken = true;
    playground.setRuleText('bad');
    await settled();
    expect(playground.stale).toBe(true);
    expect(playground.explained?.ruleText).toBe('good');
    broken = false;
    playground.setRuleText('good again');
    await settled();
    expect(playground.stale).toBe(false);
  });

  test('what was opened before is no last good answer of what is opened now', async () => {
    let broken = false;
    const { playground } = setUp(() =>
      broken ? { type: 'result', result: result({ verdicts: [], rule: { state: 'broken' } }) } : good(),
    );
    playground.open({ ruleText: 'good', eventsText: '{}' });
    await settled();
    broken = true;
    playground.open({ ruleText: 'bad', eventsText: '{}' });
    await settled();
    expect(playground.explained).toBeNull();
  });

  test('a stopped run says at which predicate, and the rest is still explained', async () => {
    const running = { range: { start: 0, end: 3 }, text: '(a+)+$' };
    const { playground } = setUp(() => ({
      type: 'stopped',
      running,
      result: result({ trace, verdicts: ['unknown'] }),
    }));
    playground.setRuleText('r');
    await settled();
    expect(playground.stop).toEqual(running);
    expect(playground.explained).not.toBeNull();
  });

  test('a failure is told and forgotten with the next answer', async () => {
    let fail = true;
    const { playground } = setUp(() => (fail ? { type: 'failed', message: 'broke' } : good()));
    playground.setRuleText('a');
    await settled();
    expect(playground.failure).toBe('broke');
    fail = false;
    playground.evaluateNow();
    await settled();
    expect(playground.failure).toBe('');
  });

  test('the chosen event stays within those there are', async () => {
    let many = true;
    const { playground, runs } = setUp(() => ({
      type: 'result',
      result: result({ trace, verdicts: many ? ['match', 'miss', 'miss'] : ['match'] }),
    }));
    playground.setEventsText('three');
    await settled();
    playground.selectEvent(2);
    await settled();
    many = false;
    playground.setEventsText('one');
    await settled();
    expect(playground.selectedEvent).toBe(0);
    expect(runs.at(-1)?.selected).toBe(0);
  });
});

describe('marks of events', () => {
  const mark = { range: { start: 0, end: 2 }, expectation: 'fire' } as const;

  test('follow the text as it is edited, and come with what is opened', () => {
    const { playground, changes } = setUp();
    playground.shiftMarks = shiftMarks;
    playground.open({ ruleText: 'r', eventsText: '{}' }, { marks: [mark] });
    playground.setEventsText('\n{}');
    expect(playground.marks).toEqual([{ ...mark, range: { start: 1, end: 3 } }]);
    playground.setRuleText('r2');
    expect(playground.marks).toHaveLength(1);
    playground.open({ ruleText: 'r', eventsText: '{}' });
    expect(playground.marks).toEqual([]);
    expect(changes).toEqual([false, true, true, false]);
  });

  test('are work of the user', () => {
    const { playground, changes } = setUp();
    playground.setMarks([mark]);
    expect(playground.marks).toEqual([mark]);
    expect(changes).toEqual([true]);
  });
});

test('a result is replaced whole: readers run once for each answer', async () => {
  const { playground } = setUp();
  let seen = 0;
  const stop = $effect.root(() => {
    $effect(() => {
      void playground.answer;
      seen++;
    });
  });
  flushSync();
  playground.setRuleText('a');
  await settled();
  flushSync();
  playground.selectRow({ key: '1', ruleRange: { start: 0, end: 1 }, eventRanges: [] });
  playground.hoverRow('1');
  flushSync();
  expect(seen).toBe(2);
  stop();
});
