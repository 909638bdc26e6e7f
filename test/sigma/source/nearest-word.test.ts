import { describe, expect, test } from 'vitest';
import { editDistance, nearestWord } from '../../../src/sigma/source/nearest-word.ts';

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'ab', 1],
    ['abc', 'abcd', 1],
    ['eventNmae', 'eventName', 1],
    ['kitten', 'sitting', 3],
  ])('%s → %s is %i', (a, b, distance) => {
    expect(editDistance(a, b, 10)).toBe(distance);
    expect(editDistance(b, a, 10)).toBe(distance);
  });

  test('anything above the limit is the limit and one', () => {
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
    expect(editDistance('a', 'abcdefgh', 2)).toBe(3);
    expect(editDistance('a'.repeat(201), 'a'.repeat(201), 2)).toBe(3);
  });
});

describe('nearestWord', () => {
  test.each([
    ['selecton', ['filter', 'selection'], 'selection'],
    ['SELECTION', ['selection'], 'selection'],
    ['contians', ['contains', 'cidr'], 'contains'],
    ['xyz', ['selection', 'filter'], null],
    ['same', ['same'], null],
    ['a', [], null],
    ['b', ['a', 'B'], 'B'],
    ['b', ['a', 'c'], null],
    ['ab', ['ac'], 'ac'],
  ])('%s among %j is %s', (word, words, nearest) => {
    expect(nearestWord(word, words)).toBe(nearest);
  });
});
