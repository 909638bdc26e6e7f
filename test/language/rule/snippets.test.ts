import { describe, expect, test } from 'vitest';
import { newIdEdit } from '../../../src/language/rule/new-id.ts';
import { insertSnippet } from '../../../src/language/rule/insert-snippet.ts';
import { snippets } from '../../../src/language/rule/snippets.ts';
import { applyEdits, readRules } from '../../../src/sigma/index.ts';
import { rule } from '../../_helpers/rule.ts';

const uuid = '6f1d2c9e-0f0e-4a7b-9a53-2f4b1c9d8e70';
const base = rule('filter_main_name:\n  a: 1\ncondition: filter_main_name');

describe('snippets', () => {
  test.each(snippets)(
    '$id makes a text that can be read, and selects what to write first',
    ({ id, place }) => {
      const before = place === 'rule' ? '' : base;
      const edit = insertSnippet(before, id, uuid);
      if (!edit) throw new Error('no place for it');
      const after = applyEdits(before, [edit]);
      expect(
        readRules(after).rules.flatMap(({ diagnostics }) =>
          diagnostics.filter(({ code }) => code.startsWith('yaml_')),
        ),
      ).toEqual([]);
      expect(after.slice(edit.select.start, edit.select.end)).not.toBe('');
      expect(after).not.toMatch(/[‹›]/);
      const { rules } = readRules(after);
      expect(rules.map(({ type }) => type)).toEqual(
        place === 'rule'
          ? ['detection']
          : place === 'detection'
            ? ['detection']
            : ['detection', expect.stringMatching(/correlation|filter/)],
      );
      if (place === 'detection') {
        const [first] = rules;
        expect(first?.type === 'detection' && first.detection.identifiers).toHaveLength(2);
        expect(after).toMatch(/\n {2}condition: filter_main_name\n$/);
      }
    },
  );

  test('a name that is taken becomes another', () => {
    expect(
      applyEdits(base, [insertSnippet(base, 'filter', uuid) ?? { range: { start: 0, end: 0 }, text: '' }]),
    ).toContain('filter_main_name_2:');
  });

  test('a rule of its own stands below what is there', () => {
    const edit = insertSnippet('title: t', 'rule', uuid);
    expect(edit?.text).toMatch(/^\n---\ntitle: My rule\nid: 6f1d/);
    expect(edit?.range).toEqual({ start: 8, end: 8 });
  });

  test.each([
    ['no detection', 'title: t\n', 'filter'],
    ['a detection on one line', 'detection: {s: {a: 1}, condition: s}\n', 'filter'],
    ['no such snippet', base, 'x'],
  ])('none for %s', (_, text, id) => {
    expect(insertSnippet(text, id, uuid)).toBeNull();
  });
});

describe('a new id', () => {
  const written = (text: string, offset = 0) => {
    const edit = newIdEdit(text, offset, uuid);
    return edit && applyEdits(text, [edit]);
  };
  test.each([
    ['takes the place of the old one', 'title: t\nid: old # c\n', `title: t\nid: ${uuid} # c\n`],
    ['fills an empty one', 'title: t\nid:\nlevel: low\n', `title: t\nid: ${uuid}\nlevel: low\n`],
    ['stands below the title', 'title: t # c\nlevel: low\n', `title: t # c\nid: ${uuid}\nlevel: low\n`],
    ['stands below the last line', 'title: t', `title: t\nid: ${uuid}\n`],
    ['stands first without a title', 'level: low\n', `id: ${uuid}\nlevel: low\n`],
  ])('%s', (_, before, after) => {
    expect(written(before)).toBe(after);
  });
  test('of the document at the cursor', () => {
    const text = 'title: a\nid: 1\n---\ntitle: b\nid: 2\n';
    expect(written(text, text.length - 2)).toBe(`title: a\nid: 1\n---\ntitle: b\nid: ${uuid}\n`);
  });
  test.each(['', '- a', '{title: t}', 'id: [1]'])('nowhere in %j', (text) =>
    expect(written(text)).toBeNull(),
  );
});
