import { describe, expect, test } from 'vitest';
import { namesSelected, printCondition } from '../../../src/sigma/condition/node.ts';
import { readCondition } from '../../../src/sigma/condition/read-condition.ts';

describe('namesSelected', () => {
  const names = ['selection', 'selection_a', 'selection_b', 'filter_x', '_hidden', '_hidden_sel', 'a.b'];
  test.each([
    ['them', ['selection', 'selection_a', 'selection_b', 'filter_x', 'a.b']],
    ['*', ['selection', 'selection_a', 'selection_b', 'filter_x', 'a.b']],
    ['selection*', ['selection', 'selection_a', 'selection_b']],
    ['selection_*', ['selection_a', 'selection_b']],
    ['*_x', ['filter_x']],
    ['sel*_*', ['selection_a', 'selection_b']],
    ['*e*o*_b', ['selection_b']],
    ['sel*lection', []],
    ['selection', ['selection']],
    ['_*', ['_hidden', '_hidden_sel']],
    ['_hidden', ['_hidden']],
    ['*sel', []],
    ['a.*', ['a.b']],
    ['a?b', []],
    ['Selection', []],
    ['none*', []],
    ['**', ['selection', 'selection_a', 'selection_b', 'filter_x', 'a.b']],
  ])('%s', (pattern, selected) => {
    expect(namesSelected(pattern, names)).toEqual(selected);
  });

  test('what stands before and behind a star must not overlap', () => {
    expect(namesSelected('sel*el', ['sel', 'selel', 'sel_el'])).toEqual(['selel', 'sel_el']);
    expect(namesSelected('a*b*b', ['ab', 'abb'])).toEqual(['abb']);
  });
});

describe('printCondition writes no more parentheses than are needed', () => {
  test.each([
    ['a', 'a'],
    ['((a))', 'a'],
    ['(a and b) or c', 'a and b or c'],
    ['a and (b or c)', 'a and (b or c)'],
    ['(a or b) or c', '(a or b) or c'],
    ['(a and b) and c', '(a and b) and c'],
    ['not (a)', 'not a'],
    ['not (a and b)', 'not (a and b)'],
    ['not not a', 'not not a'],
    ['not (1 of them)', 'not 1 of them'],
    ['(not a) and b', 'not a and b'],
    ['ANY of sel*', '1 of sel*'],
    ['a and', 'a and ?'],
  ])('%s', (text, printed) => {
    expect(printCondition(readCondition(text, (range) => range).root)).toBe(printed);
  });
});
