import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionsAt, identifierUses, renameIdentifier } from '../../../src/language/rule/identifiers.ts';
import { applyEdits } from '../../../src/sigma/index.ts';
import { rule, verdict } from '../../_helpers/rule.ts';

const text = rule(`selection_name:
  a: 1
selection_b:
  b: 2
'filter':
  c: 3
_hidden:
  d: 4
condition: (1 of selection_* or all of them) and selection_name and not filter`);

const at = (needle: string, from = 0) => text.indexOf(needle, from) + 1;
const said = (ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => text.slice(start, end));
const renamed = (needle: string, name: string, of = text) => {
  const answer = renameIdentifier(of, of.indexOf(needle) + 1, name);
  return answer.type === 'edits' ? applyEdits(of, answer.edits) : answer.reason;
};

describe('uses', () => {
  test('a name in the condition leads to its key, and to all that reach it', () => {
    const found = identifierUses(text, at('selection_name and'));
    expect(found?.names).toEqual(['selection_name']);
    expect(found?.at.kind).toBe('name');
    expect(found?.uses.map(({ kind }) => kind)).toEqual(['definition', 'pattern', 'pattern', 'name']);
    expect(said(found?.uses.map(({ range }) => range) ?? [])).toEqual([
      'selection_name',
      'selection_*',
      'them',
      'selection_name',
    ]);
  });

  test('a key in quotes is known by what stands between them', () => {
    expect(said(definitionsAt(text, at('filter', text.indexOf('not filter'))))).toEqual(['filter']);
    expect(identifierUses(text, at('filter'))?.at.kind).toBe('definition');
  });

  test('a pattern leads to all that it reaches, but not to what is hidden', () => {
    expect(said(definitionsAt(text, at('selection_*')))).toEqual(['selection_name', 'selection_b']);
    expect(said(definitionsAt(text, at('them)')))).toEqual(['selection_name', 'selection_b', 'filter']);
  });

  test.each(['title', 'a: 1', ' and not', 'condition'])('none at %j', (needle) => {
    expect(identifierUses(text, at(needle))).toBeNull();
    expect(definitionsAt(text, at(needle))).toEqual([]);
  });

  test('in the rule where the cursor is, of several', () => {
    const both = `${text}---\n${text}`;
    const found = definitionsAt(both, both.lastIndexOf('filter') + 1);
    expect(found[0]?.start).toBeGreaterThan(text.length);
  });
});

describe('rename', () => {
  test('the key and every name of it, and nothing else', () => {
    const now = renamed('filter', 'filter_admins');
    expect(now).toBe(text.replace(`'filter'`, `'filter_admins'`).replace('not filter', 'not filter_admins'));
    expect(renamed('selection_name and', 'selection_c')).toBe(
      text.replaceAll('selection_name', 'selection_c'),
    );
  });

  test('to the name that it has changes nothing', () => {
    expect(renamed('filter', 'filter')).toBe(text);
  });

  test.each([
    ['what a pattern reached', 'selection_name', 'chosen', /1 of selection_\*.*no longer/],
    ['what a pattern would reach', 'filter', 'selection_c', /1 of selection_\*.*would reach/],
    ['what `them` reached', 'filter', '_filter', /all of them.*no longer/],
    ['a name that is taken', 'filter', 'selection_b', /already/],
    ['a word of conditions', 'filter', 'not', /meaning/],
    ['a key of detections', 'filter', 'Condition', /meaning/],
    ['what is no name', 'filter', 'a b', /letters/],
    ['nothing', 'filter', '', /Type/],
    ['a pattern itself', 'selection_*', 'x', /pattern/],
    ['what is no identifier', 'title', 'x', /cursor/],
  ])('refuses %s', (_, needle, name, reason) => {
    expect(renamed(needle, name)).toMatch(reason);
  });

  test('a name with escapes is left alone', () => {
    const escaped = 'detection:\n  "s\\u0065l":\n    a: 1\n  condition: sel\n';
    expect(renamed('u0065', 'x', escaped)).toMatch(/by hand/);
  });

  test('no verdict changes, whatever the names', () => {
    const names = ['sel', 'sel_a', 'sel_b', 'other', '_x', 'filter'];
    const conditions = [
      '1 of sel_*',
      'all of them',
      'sel or other',
      'sel and not 1 of s*',
      '1 of *',
      'all of _*',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(...conditions),
        fc.constantFrom(...names, 'sel_c', 'fresh', '_y', 'so'),
        fc.record({ a: fc.nat(1), b: fc.nat(1) }),
        (old, condition, name, event) => {
          const before = rule(
            `${names.map((each, i) => `${each}:\n  ${i % 2 ? 'a' : 'b'}: ${i % 3 ? 1 : 0}`).join('\n')}\ncondition: ${condition}`,
          );
          const answer = renameIdentifier(before, before.indexOf(`  ${old}:`) + 3, name);
          if (answer.type === 'edits')
            expect(verdict(applyEdits(before, answer.edits), event)).toBe(verdict(before, event));
        },
      ),
    );
  });
});
