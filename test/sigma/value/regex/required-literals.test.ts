import { expect, test } from 'vitest';
import type { ReadRegex } from '../../../../src/sigma/value/regex/read-regex.ts';
import { readRegex } from '../../../../src/sigma/value/regex/read-regex.ts';
import {
  compilePrefilter,
  leastLength,
  requiredRuns,
  textOfRun,
} from '../../../../src/sigma/value/regex/required-literals.ts';
import { regexFlags } from '../../../_helpers/regex.ts';

function treeOf(pattern: string, flags = '') {
  const read: ReadRegex = readRegex(pattern, regexFlags(flags));
  if ('tree' in read) return read.tree;
  throw new Error(read.problem.message);
}

test.each([
  ['abc', ['abc']],
  ['a+b', ['a', 'b']],
  ['a*b', ['b']],
  ['(foo)bar', ['foobar']],
  ['foo|bar', []],
  ['x(foo|bar)y', ['x', 'y']],
  ['a\\bb', ['ab']],
  ['a(?=z)b', ['ab']],
  ['a[bc]d', ['a', 'd']],
  ['(ab){2}c', ['ab', 'c']],
  ['\\d+(?i)Ab', ['Ab']],
])('runs of %s', (pattern, runs) => {
  expect(requiredRuns(treeOf(pattern)).map(textOfRun)).toEqual(runs);
});

test.each([
  ['abc', 3],
  ['a?b+c{3}', 4],
  ['(ab|c)d', 2],
  ['(?=abc)', 0],
])('least length of %s', (pattern, least) => {
  expect(leastLength(treeOf(pattern))).toBe(least);
});

test.each([
  ['foo.*bar', '', 'foo bar', true],
  ['foo.*bar', '', 'bar foo', false],
  ['foo.*foo', '', 'foo', false],
  ['foo', 'i', 'FOO', true],
  ['s.*k', 'i', '\u017f\u212a', true],
  ['.{4}', '', 'abc', false],
])('%s with flags %j lets %j through: %j', (pattern, flags, text, passes) => {
  const tree = treeOf(pattern, flags);
  expect(compilePrefilter(requiredRuns(tree), leastLength(tree))(text)).toBe(passes);
});
