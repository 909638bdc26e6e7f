import { describe, expect, test } from 'vitest';
import type { Hint } from '../../../src/worker/protocol.ts';
import { toHints, toHintWords, withNearest } from '../../../src/view/hints.ts';
import { toStages } from '../../../src/view/stages.ts';
import { eachRow } from '../../../src/view/tree.ts';
import { identifier, item, rule, value } from '../../_helpers/trace.ts';

const range = { start: 10, end: 20 };
const eventRange = { start: 3, end: 4 };
const trace = rule(
  'sel',
  { start: 0, end: 3 },
  identifier('sel', item('a.b', [value('x', 'field_absent', { range })], { absentFrom: 'a' }), {
    start: 0,
    end: 3,
  }),
);
const row = [...eachRow(toStages(trace, 'sel').rows)].find((each) => each.reason === 'field_absent');
if (!row) throw new Error('no row');
const whyNot = (...messages: string[]) => ({
  sentence: '',
  flips: [],
  hints: messages.map((message) => ({ range, message, eventRange })),
});

describe('hints', () => {
  test('a row says what is nearest, without saying twice what is missing', () => {
    const hints = whyNot('The event has no `a`. `c.b` would match.', 'The event has no `a`; nearest: `c.b`.');
    expect(toHintWords(row, hints)).toBe('nearest: `c.b`');
    expect(toHintWords(row, whyNot('`X` would match without regard to case.'))).toBe(
      '`X` would match without regard to case',
    );
  });

  test('a row that met nothing points at the nearest value', () =>
    expect(withNearest(row, whyNot('Nearest.')).eventRanges).toEqual([eventRange]));

  test('a row that missed points at the nearest of the values it met first', () => {
    const [first, last] = [
      { start: 70, end: 75 },
      { start: 80, end: 85 },
    ];
    const { eventRanges } = withNearest(
      { ...row, eventRanges: [first, eventRange, last] },
      whyNot('Nearest.'),
    );
    expect(eventRanges).toEqual([eventRange, first, last]);
  });

  test('what is nearest is not listed after a mend of the same place', () => {
    const [mend, nearest] = whyNot('`c.b` would match.', 'The event has no `a`; nearest: `c.b`.').hints;
    if (!mend || !nearest) throw new Error('no hints');
    const fix = { title: 'Change the field', edits: [] };
    const hints = (list: readonly Hint[]) => toHints({ sentence: '', flips: [], hints: list });
    expect(hints([{ ...mend, fix }, nearest])).toHaveLength(1);
    expect(hints([mend, nearest])).toHaveLength(2);
  });

  test('no hint for a row elsewhere', () => {
    const other = whyNot('one');
    const elsewhere = { ...other, hints: [{ ...other.hints[0]!, range: { start: 90, end: 95 } }] };
    expect(toHintWords(row, elsewhere)).toBe('');
    expect(withNearest(row, null)).toBe(row);
  });
});
