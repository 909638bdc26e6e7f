import { describe, expect, test } from 'vitest';
import type { Search } from '../../../src/sigma/rule/rule.ts';
import { applyEdits } from '../../../src/sigma/source/diagnostic.ts';
import { compiled, firstRule, problems, rule, selection, verdict } from '../../_helpers/rule.ts';

/** A search in short: `(f|all=a,b & (x | y))`, keywords without a field. */
function shape(search: Search): string {
  if (search.type === 'broken') return '?';
  if (search.type === 'array') return search.key.text;
  if (search.type === 'item') {
    const key = [search.field ?? '', ...search.modifiers.map(({ name }) => name)];
    return `${key.join('|')}=${search.values.map(({ text }) => text).join(',')}`;
  }
  return `(${search.children.map(shape).join(search.type === 'all_of' ? ' & ' : ' | ')})`;
}

const searchOf = (text: string): string =>
  firstRule(text)
    .detection.identifiers.map(({ search }) => shape(search))
    .join(' ; ');

describe('what a search identifier holds', () => {
  test.each([
    ['a mapping', 'f: v', '(f=v)'],
    ['several fields', 'f: v\ng|contains|all:\n  - a\n  - b', '(f=v & g|contains|all=a,b)'],
    ['a list of mappings', '- f: v\n- g: w\n  h: x', '((f=v) | (g=w & h=x))'],
    ['keywords', '- one\n- two', '=one,two'],
    ['one keyword', 'one', '=one'],
    ['all keywords', "'|all':\n  - one\n  - two", '(|all=one,two)'],
    ['a mixed list', '- one\n- f: v', '(=one | (f=v))'],
    ['lists in lists', '- [one, two]\n- three', '(=one,two | =three)'],
    ['lists in lists of mappings', '- - f: v\n  - g: w\n- h: x', '(((f=v) | (g=w)) | (h=x))'],
    ['numbers, booleans, null', 'f: [1, true, null]', '(f=1,true,null)'],
    ['a value that is not there', 'f:', '(f=)'],
    ['a field with a dot and a space', "'a.b c': v", '(a.b c=v)'],
    ['a quoted key', "'f|contains': v", '(f|contains=v)'],
  ])('%s', (_, search, expected) => {
    expect(searchOf(selection(search))).toBe(expected);
  });

  test('`timeframe` and `condition` are none', () => {
    expect(searchOf(rule('s:\n  f: v\ntimeframe: 5m\ncondition: s'))).toBe('(f=v)');
  });

  test('an alias is read where it stands', () => {
    const text = rule('a: &x\n  f: v\nb: *x\ncondition: a or b');
    expect(searchOf(text)).toBe('(f=v) ; (f=v)');
    expect(verdict(text, { f: 'v' })).toBe('match');
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    '`%s` is a name like any other',
    (name) => {
      const text = rule(`${name}:\n  ${name}: ${name}\ncondition: ${name}`);
      expect(problems(text)).toEqual([]);
      expect(verdict(text, JSON.parse(`{"${name}":"${name}"}`))).toBe('match');
      expect(verdict(text, {})).toBe('miss');
      expect(verdict(text, { x: name })).toBe('miss');
    },
  );

  test('keys and modifiers have their places', () => {
    const text = selection("'f.g|contains|all': [a, b]");
    const [identifier] = firstRule(text).detection.identifiers;
    const search = identifier?.search;
    const item = search?.type === 'all_of' ? search.children[0] : null;
    if (item?.type !== 'item') throw new Error('no item');
    const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    expect(slice(item.fieldRange)).toBe('f.g');
    expect(item.modifiers.map(({ range }) => slice(range))).toEqual(['contains', 'all']);
    expect(item.values.map(({ range }) => slice(range))).toEqual(['a', 'b']);
    expect(slice(item.keyRange)).toBe("'f.g|contains|all'");
    expect(slice(item.range)).toBe("'f.g|contains|all': [a, b]");
    expect(slice(identifier?.keyRange ?? item.range)).toBe('s');
  });
});

describe('what is refused', () => {
  test.each([
    [
      'no detection under the key',
      'title: t\nlogsource: {}\ndetection:\n',
      [['invalid_detection', 'detection:']],
    ],
    [
      'a list as detection',
      'title: t\nlogsource: {}\ndetection: [a]\n',
      [['invalid_detection', 'detection: [a]']],
    ],
    [
      'no search identifier',
      rule('condition: s'),
      [
        ['empty_detection', 'detection'],
        ['unknown_identifier', 's'],
      ],
    ],
    ['no condition', rule('s:\n  f: v'), [['missing_condition', 'detection']]],
    ['an empty condition', rule("s:\n  f: v\ncondition: ''"), [['empty_condition', '']]],
    ['a list after `of`', rule('s:\n  f: v\ncondition: 1 of (s, s)'), [['condition_syntax', '1 of (s, s)']]],
    ['a null condition', rule('s:\n  f: v\ncondition: ~'), null],
    [
      'an empty list of conditions',
      rule('s:\n  f: v\ncondition: []'),
      [['empty_condition', 'condition: []']],
    ],
    ['a mapping as condition', rule('s:\n  f: v\ncondition: {a: b}'), [['invalid_condition_type', '{a: b}']]],
    ['an unknown identifier', rule('sel:\n  f: v\ncondition: sel or selx'), [['unknown_identifier', 'selx']]],
    ['an empty search identifier', rule('s:\ncondition: s'), [['empty_search_identifier', 's']]],
    ['an empty mapping', rule('s: {}\ncondition: s'), [['empty_search_identifier', '{}']]],
    ['an empty list', rule('s: []\ncondition: s'), [['empty_value_list', '[]']]],
    ['an empty list of values', selection('f: []'), [['empty_value_list', '[]']]],
    ['a list in a list of values', selection('f: [a, [b]]'), [['nested_value', '[b]']]],
    ['a mapping in a list of values', selection('f: [a, {b: c}]'), [['nested_value', '{b: c}']]],
    ['a mapping as a value', selection('f:\n  g: v'), [['nested_value', 'f']]],
  ])('%s', (_, text, diagnostics) => {
    expect(compiled(text).refused).toBe(true);
    if (diagnostics) expect(problems(text)).toEqual(diagnostics);
    expect(verdict(text, { f: 'v' })).toBe('unknown');
  });
});

describe('what is only warned about', () => {
  test.each([
    [
      'an identifier that no condition uses',
      rule('s:\n  f: v\nt:\n  f: v\ncondition: s'),
      [['unused_identifier', 't']],
    ],
    ['but not a hidden one', rule('s:\n  f: v\n_t:\n  f: v\ncondition: s'), []],
    [
      'a pattern that selects nothing',
      rule('s:\n  f: v\ncondition: s and not 1 of filter_*'),
      [['pattern_selects_nothing', '1 of filter_*']],
    ],
    ['`all of` nothing', rule('s:\n  f: v\ncondition: s or all of x*'), [['all_of_nothing', 'all of x*']]],
    ['null in a list', selection('f: [a, null]'), [['null_in_value_list', 'null']]],
    [
      'an empty entry in a list',
      selection('f:\n  - a\n  -'),
      [['null_in_value_list', 'f:\n      - a\n      -']],
    ],
    [
      'a timeframe',
      rule('s:\n  f: v\ntimeframe: 5m\ncondition: s'),
      [['timeframe_ignored', 'timeframe: 5m']],
    ],
    ['a scalar that YAML 1.1 reads otherwise', selection('f: yes'), [['yaml_1_1_differs', 'yes']]],
    ['a merge key', rule('a: &a\n  f: v\ns:\n  <<: *a\ncondition: a or s'), [['yaml_merge_key', '<<']]],
  ])('%s', (_, text, diagnostics) => {
    expect(problems(text)).toEqual(diagnostics);
    expect(compiled(text).refused).toBe(false);
  });
});

describe('mends', () => {
  const mend = (text: string): string => {
    const fixes = compiled(text).diagnostics.flatMap((each) => each.fixes ?? []);
    expect(fixes).toHaveLength(1);
    return applyEdits(text, fixes[0]?.edits ?? []);
  };

  test.each([
    ['nested fields', 'f:\n  g: v\n  h|contains: w', 'f.g: v\nf.h|contains: w', { f: { g: 'v', h: 'xwx' } }],
    ['nested fields in a list', '- f:\n    g: v\n    h: w', '- f.g: v\n  f.h: w', { f: { g: 'v', h: 'w' } }],
    ['nested fields in braces', 'f: {g: v}', 'f.g: v', { f: { g: 'v' } }],
    ['a value to quote', 'f: yes', "f: 'yes'", { f: 'yes' }],
    ['a value with leading zeros', 'f: 0755', "f: '0755'", { f: '0755' }],
  ])('%s', (_, search, mended, event) => {
    const text = mend(selection(search));
    expect(text).toBe(selection(mended));
    expect(verdict(text, event)).toBe('match');
    expect(problems(text)).toEqual([]);
  });

  test.each([
    ['in braces themselves', '{f: {g: v, h: w}}'],
    ['with a modifier on the outer key', 'f|contains:\n  g: v'],
    ['with deeper nesting', 'f:\n  g:\n    h: v'],
    ['empty', 'f: {}'],
  ])('nested fields %s are told, not mended', (_, search) => {
    const { diagnostics } = compiled(selection(search));
    expect(diagnostics.map(({ code }) => code)).toEqual(['nested_value']);
    expect(diagnostics[0]?.fixes).toBeUndefined();
  });
});
