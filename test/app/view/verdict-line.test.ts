import { describe, expect, test } from 'vitest';
import { toEffectLine } from '../../../src/view/fix-effect.ts';
import { toLinkLength } from '../../../src/view/link-length.ts';
import { toProblems } from '../../../src/view/problems.ts';
import { toVerdictLine } from '../../../src/view/verdict-line.ts';
import { result } from '../../_helpers/trace.ts';

const broken = (message: string) =>
  ({ code: 'yaml_syntax', severity: 'error', message, range: { start: 4, end: 5 } }) as const;

describe('the verdict', () => {
  test.each([
    [result(), 'Fires', 'match'],
    [result({ verdicts: ['miss'] }), 'Does not fire', 'miss'],
    [result({ verdicts: ['unknown'] }), 'Cannot decide', 'unknown'],
    [result({ verdicts: ['match', 'miss', 'match'] }), 'Fires on 2 of 3 events', 'match'],
    [result({ verdicts: ['miss', 'miss'] }), 'Does not fire on any of 2 events', 'miss'],
    [result({ verdicts: ['unknown', 'unknown'] }), 'Cannot decide any of 2 events', 'unknown'],
    [result({ verdicts: ['unknown', 'miss'] }), 'Cannot decide 1 of 2 events', 'unknown'],
    [result({ verdicts: ['unknown'], rule: { state: 'broken' } }), 'Rule error', 'error'],
    [result({ verdicts: [], events: { state: 'broken' } }), 'Event error', 'error'],
    [result({ verdicts: [], rule: { state: 'empty' } }), 'No rule yet', 'idle'],
    [result({ verdicts: [], events: { state: 'empty' } }), 'No event yet', 'idle'],
  ])('%#: %s', (of, text, tone) => expect(toVerdictLine(of)).toMatchObject({ text, tone }));

  test('what has another verdict than a rule brings its words along', () => {
    const line = { tone: 'idle' as const, text: 'a', detail: 'b' };
    const collection = { documents: [], effectiveText: null, excludedBy: [], correlation: null, line };
    const part = result({ verdicts: [], rule: { state: 'part' }, events: { state: 'empty' } });
    expect(toVerdictLine({ ...part, collection })).toEqual(line);
    expect(toVerdictLine({ ...result({ verdicts: [] }), collection })).toEqual(line);
    const broken = result({ verdicts: [], rule: { state: 'broken' } });
    expect(toVerdictLine({ ...broken, collection }).text).toBe('Rule error');
  });

  test('a stopped run names its predicate', () =>
    expect(toVerdictLine(result({ verdicts: ['unknown'] }), { text: '(a+)+$' }).text).toBe(
      'Cannot decide: stopped after 2 s at `(a+)+$`',
    ));

  test('an error says what is wrong', () =>
    expect(toVerdictLine(result({ rule: { state: 'broken', diagnostics: [broken('No.')] } })).detail).toBe(
      'No.',
    ));
});

test('problems: errors first, each with its place', () => {
  const warning = {
    ...broken('w'),
    code: 'missing_title',
    severity: 'warning',
    range: { start: 0, end: 1 },
  } as const;
  const problems = toProblems({ rule: [warning, broken('e')], events: [] }, 'a\nb\nc', '');
  expect(problems.map((problem) => [problem.word, problem.place])).toEqual([
    ['Error', 'Rule 3:1'],
    ['Warning', 'Rule 1:1'],
  ]);
});

describe('the effect of a fix', () => {
  const effect = (before: string, after: string, readable = true) =>
    toEffectLine({ verdictsBefore: verdicts(before), verdictsAfter: verdicts(after), readable });
  const verdicts = (text: string) =>
    [...text].map((char) => (char === 'm' ? 'match' : 'miss') as 'match' | 'miss');
  test('on many events', () => expect(effect('mm-', 'mmm')).toBe('would then fire on 3 of 3 events (now 2)'));
  test('on one event', () => expect(effect('-', 'm')).toBe('would then fire'));
  test('none', () => expect(effect('-', '-')).toBe('would still not fire'));
  test('unreadable', () => expect(effect('-', '', false)).toBe('the rule would still have an error'));
});

test.each([
  [100, 'anywhere'],
  [2000, 'anywhere'],
  [2001, 'most'],
  [8001, 'browsers'],
  [32001, 'file'],
])('a link of %i characters: %s', (length, level) => expect(toLinkLength(length).level).toBe(level));
