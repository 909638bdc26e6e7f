import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toAge, toChange, toHeading } from '../../../../src/view/history/entry-words.ts';
import { countChanges, lineDiff } from '../../../../src/view/history/line-diff.ts';
import type { DiffRow } from '../../../../src/view/history/line-diff.ts';
import { entry } from '../../../_helpers/history.ts';

const signs = { same: ' ', removed: '-', added: '+' } as const;
const drawn = (rows: readonly DiffRow[]) =>
  rows.map((row) => (row.type === 'gap' ? `@${row.count}` : signs[row.type] + row.text));
const lines = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `line ${from + i}`);

describe('lineDiff', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['equal texts have no rows', 'a\nb', 'a\nb', []],
    ['a changed line', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
    ['a moved line', 'a\nb\nc', 'b\nc\na', ['-a', ' b', ' c', '+a']],
    ['a first text', '', 'a\nb', ['+a', '+b']],
    ['an emptied text', 'a\nb', '', ['-a', '-b']],
    ['line ends are no change', 'a\r\nb\rc', 'a\nb\nc', []],
    ['an end of line at the end', 'a', 'a\n', [' a', '+']],
  ])('%s', (_, before, after, expected) => {
    expect(drawn(lineDiff(before, after))).toEqual(expected);
  });

  test('equal lines further away are counted', () => {
    const before = lines(20);
    const after = before.with(9, 'new');
    expect(drawn(lineDiff(before.join('\n'), after.join('\n'), 2))).toEqual([
      '@7',
      ' line 7',
      ' line 8',
      '-line 9',
      '+new',
      ' line 10',
      ' line 11',
      '@8',
    ]);
  });

  test('of texts that differ in very many lines, in a moment', () => {
    const before = lines(30_000).join('\n');
    const after = `first\n${lines(30_000, 15_000).join('\n')}`;
    const startedAt = performance.now();
    expect(countChanges(before, after).added).toBeGreaterThan(0);
    expect(lineDiff(before, after).length).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  test('its rows lead from one text to the other, and no shorter ones do', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((all) => all.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = lineDiff(before, after, 1000);
        const side = (type: 'removed' | 'added') =>
          rows.flatMap((row) => (row.type === 'same' || row.type === type ? [row.text] : []));
        if (rows.length > 0) {
          expect(side('removed')).toEqual(before === '' ? [] : before.split('\n'));
          expect(side('added')).toEqual(after === '' ? [] : after.split('\n'));
        } else expect(before).toBe(after);
        const { added, removed } = countChanges(before, after);
        expect(rows.filter(({ type }) => type === 'added')).toHaveLength(added);
        expect(rows.filter(({ type }) => type === 'removed')).toHaveLength(removed);
        expect(added + removed).toBe(countChanges(after, before).added + countChanges(after, before).removed);
      }),
    );
  });
});

describe('words', () => {
  const now = Date.parse('2026-11-30T12:00:00');
  test.each([
    [0, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [3 * 3_600_000, '3 hours ago'],
    [48 * 3_600_000, '2026-11-28 12:00'],
    [-60_000, '2026-11-30 12:01'],
  ])('%d ms ago', (ms, expected) => {
    expect(toAge(now - ms, now)).toBe(expected);
  });

  test('changes and headings', () => {
    const none = { added: 0, removed: 0 };
    expect(toChange(null)).toBe('');
    expect(toChange({ rule: none, events: none })).toBe('');
    expect(toChange({ rule: { added: 3, removed: 1 }, events: { added: 1200, removed: 0 } })).toBe(
      'rule +3 −1, events +1,200',
    );
    expect(toHeading(entry({ kind: 'saved', name: 'Mine', title: 'Rule' }))).toBe('Mine');
    expect(toHeading(entry({ kind: 'before', name: 'Opened “x”.', title: 'Rule\u202e' }))).toBe(
      'Rule⟨U+202E⟩',
    );
    expect(toHeading(entry({ title: '' }))).toBe('Without a title');
  });
});
