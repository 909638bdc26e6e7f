import { describe, expect, test } from 'vitest';
import type { ConditionNode } from '../../../src/sigma/condition/node.ts';
import {
  maxConditionDepth,
  maxConditionLength,
  readCondition,
} from '../../../src/sigma/condition/read-condition.ts';
import { applyEdits } from '../../../src/sigma/source/diagnostic.ts';
import { firstRule, marked, problems, rule } from '../../_helpers/rule.ts';

const read = (text: string) => readCondition(text, (range) => range);

/** The tree in brackets: `[and a [not b]]`. */
function shape(node: ConditionNode): string {
  switch (node.type) {
    case 'identifier':
      return node.name;
    case 'broken':
      return '?';
    case 'quantified':
      return `[${node.quantifier} of ${node.pattern}]`;
    case 'not':
      return `[not ${shape(node.child)}]`;
    default:
      return `[${node.type} ${node.children.map(shape).join(' ')}]`;
  }
}

function found(text: string): [string, string][] {
  return marked(text, read(text).diagnostics);
}

describe('what is read without a word', () => {
  test.each([
    ['a', 'a'],
    ['a and b', '[and a b]'],
    ['a or b or c', '[or a b c]'],
    ['a and b or c and d', '[or [and a b] [and c d]]'],
    ['a or b and not c', '[or a [and b [not c]]]'],
    ['not a and b', '[and [not a] b]'],
    ['not not a', '[not [not a]]'],
    ['not (a or b)', '[not [or a b]]'],
    ['(a)', 'a'],
    ['((a or b)) and c', '[and [or a b] c]'],
    ['(a and b) and c', '[and [and a b] c]'],
    ['a and(b)', '[and a b]'],
    ['not(a)', '[not a]'],
    ['1 of sel*', '[1 of sel*]'],
    ['all of them', '[all of them]'],
    ['1 of them and not 1 of filter_*', '[and [1 of them] [not [1 of filter_*]]]'],
    ['all of a*b*c', '[all of a*b*c]'],
    ['1 of sel-with-hyphen-*', '[1 of sel-with-hyphen-*]'],
    ['1 of exact', '[1 of exact]'],
    ['1 of *', '[1 of *]'],
    ['not_a', 'not_a'],
    ['notepad and order and android', '[and notepad order android]'],
    ['_hidden', '_hidden'],
    ['a.b-c_1', 'a.b-c_1'],
    ['all_of_them', 'all_of_them'],
    ['them', 'them'],
    ['all', 'all'],
    ['1', '1'],
    ['a\r\nand\r\n\tb', '[and a b]'],
    ['a\u00a0and\u00a0b', '[and a b]'],
    ['__proto__ and constructor', '[and __proto__ constructor]'],
  ])('%j', (text, tree) => {
    expect(shape(read(text).root)).toBe(tree);
    expect(found(text)).toEqual([]);
  });
});

describe('what is read with a note', () => {
  test.each([
    ['a AND b', '[and a b]', [['operator_case', 'AND']]],
    [
      'a Or NOT b',
      '[or a [not b]]',
      [
        ['operator_case', 'Or'],
        ['operator_case', 'NOT'],
      ],
    ],
    ['1 OF them', '[1 of them]', [['operator_case', 'OF']]],
    ['any of sel*', '[1 of sel*]', [['count_not_in_specification', 'any']]],
    ['2 of sel*', '[2 of sel*]', [['count_not_in_specification', '2']]],
    ['ALL of THEM', '[all of them]', []],
  ])('%j', (text, tree, notes) => {
    expect(shape(read(text).root)).toBe(tree);
    expect(found(text)).toEqual(notes);
  });
});

describe('what is wrong still gives a tree', () => {
  test.each([
    ['', '?', [['empty_condition', '']]],
    [' \n ', '?', [['empty_condition', ' \n ']]],
    ['a and', '[and a ?]', [['condition_syntax', '']]],
    ['a and and b', '[and a ? b]', [['condition_syntax', 'and']]],
    ['or a', '[or ? a]', [['condition_syntax', 'or']]],
    ['not', '[not ?]', [['condition_syntax', '']]],
    ['(a or b', '[or a b]', [['condition_syntax', '(']]],
    ['a or b)', '[and [or a b] ?]', [['condition_syntax', ')']]],
    ['()', '?', [['condition_syntax', ')']]],
    ['a b', '[and a ? b]', [['condition_syntax', 'b']]],
    ['a not b', '[and a ? [not b]]', [['condition_syntax', 'not']]],
    ['a, b', '[and a ? b]', [['condition_syntax', ',']]],
    ['1 of', '?', [['condition_syntax', '1']]],
    ['all of and b', '[and ? b]', null],
    ['many of sel*', '?', [['condition_syntax', 'many']]],
    ['0 of sel*', '?', [['condition_syntax', '0']]],
    ['1 of (a, b)', '?', [['condition_syntax', '1 of (a, b)']]],
    ['1 of (a or (b)) and c', '[and ? c]', [['condition_syntax', '1 of (a or (b))']]],
    ['all of (a', '?', [['condition_syntax', 'all of (a']]],
    ['a | count() > 5', '[and a ?]', [['aggregation_removed', '| count() > 5']]],
    ['a | near b', '[and a ?]', [['aggregation_removed', '| near b']]],
    ['|', null, null],
    ['of a', null, null],
  ])('%j', (text, tree, diagnostics) => {
    const { root } = read(text);
    if (tree !== null) expect(shape(root)).toBe(tree);
    expect(found(text).length).toBeGreaterThan(0);
    if (diagnostics !== null) expect(found(text)).toEqual(diagnostics);
  });
});

describe('every prefix of a condition', () => {
  const text = 'selection and (not 1 of filter_* or all of them) and not (a or b) | count(x) by y > 5';
  const prefixes = Array.from({ length: text.length }, (_, i) => text.slice(0, i));

  test('yields a tree, and ranges inside of it', () => {
    for (const prefix of prefixes) {
      const { root, diagnostics } = read(prefix);
      const check = (node: ConditionNode): void => {
        expect(node.range.start).toBeGreaterThanOrEqual(0);
        expect(node.range.end).toBeLessThanOrEqual(prefix.length);
        expect(node.range.start).toBeLessThanOrEqual(node.range.end);
        if (node.type === 'not') check(node.child);
        else if ('children' in node) node.children.forEach(check);
      };
      check(root);
      for (const { range } of diagnostics) expect(range.end).toBeLessThanOrEqual(prefix.length);
    }
  });

  test('that is broken somewhere says so', () => {
    for (const prefix of prefixes) {
      const { root, diagnostics } = read(prefix);
      if (shape(root).includes('?')) expect(diagnostics.length).toBeGreaterThan(0);
    }
  });
});

describe('ranges', () => {
  test('of nodes are what was written, parentheses included', () => {
    const text = 'a and not (b or c) and 1 of d*';
    const { root } = read(text);
    if (root.type !== 'and') throw new Error('no and');
    expect(root.children.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'a',
      'not (b or c)',
      '1 of d*',
    ]);
    expect(text.slice(root.range.start, root.range.end)).toBe(text);
  });

  test.each([
    ['plain', 'condition: s and oops'],
    ['single', "condition: 's and oops'"],
    ['double', 'condition: "s \\x61nd oops"'],
    ['folded', 'condition: >\n  s\n  and\n  oops'],
    ['literal', 'condition: |-\n  s and\n    oops'],
    ['over lines', 'condition: s\n  and\n  oops'],
    ['in a list', 'condition:\n  - s\n  - oops'],
    ['with Windows line breaks', 'condition: >\r\n  s\r\n  and\r\n  oops\r\n'],
  ])('in a scalar: %s', (_, condition) => {
    const text = rule(`s:\n  f: v\n${condition}`);
    expect(problems(text).filter(([code]) => code === 'unknown_identifier')).toEqual([
      ['unknown_identifier', 'oops'],
    ]);
  });
});

describe('mends', () => {
  test.each([
    ['s AND s', 's and s'],
    ['(s', '(s)'],
    ['(s or (s and s)', '(s or (s and s))'],
    ['s)', 's'],
    ['any of s*', '1 of s*'],
    ['selektion and s', 'selection and s'],
  ])('%s → %s', (condition, mended) => {
    const text = rule(`s:\n  f: v\nselection:\n  f: v\ncondition: ${condition}`);
    const [fix] = firstRule(text).diagnostics.flatMap(({ fixes }) => fixes ?? []);
    expect(applyEdits(text, fix?.edits ?? [])).toContain(`condition: ${mended}\n`);
  });
});

describe('limits', () => {
  test('length', () => {
    const of = (length: number): string => `a${' '.repeat(length - 2)}b`;
    expect(found(of(maxConditionLength))[0]?.[0]).toBe('condition_syntax');
    expect(found(of(maxConditionLength + 1))[0]?.[0]).toBe('condition_too_long');
  });

  test.each([
    ['not', (depth: number) => `${'not '.repeat(depth)}a`],
    ['parentheses', (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`],
  ])('depth of %s', (_, of) => {
    expect(found(of(maxConditionDepth))).toEqual([]);
    expect(found(of(maxConditionDepth + 1))[0]?.[0]).toBe('condition_too_long');
  });

  test('a long condition in quotes is placed in time', () => {
    const started = performance.now();
    problems(rule(`s:\n  f: v\ncondition: "${'s or '.repeat(3900)}oops"`));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
