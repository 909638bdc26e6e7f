import { describe, expect, test } from 'vitest';
import { moveBy, scrollTopFor, toVisibleSpan } from '../../../src/view/long-list.ts';

describe('a long list', () => {
  const viewport = { count: 4000, rowHeight: 50, scrollTop: 0, height: 500 };

  test.each([
    [0, [0, 17]],
    [1000, [14, 37]],
    [1025, [14, 37]],
    [199_500, [3984, 4000]],
    [999_999, [4000, 4000]],
  ])('scrolled to %j, the rows %j are drawn', (scrollTop, span) => {
    expect(toVisibleSpan({ ...viewport, scrollTop })).toEqual(span);
  });

  test('an empty list draws nothing', () => {
    expect(toVisibleSpan({ ...viewport, count: 0 })).toEqual([0, 0]);
    expect(moveBy('End', 0, { ...viewport, count: 0 })).toBe(0);
  });

  test.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 14],
    ['PageUp', 5, 0],
    ['Home', 5, 0],
    ['End', 5, 3999],
    ['ArrowDown', 3999, 3999],
    ['a', 5, null],
    ['toString', 5, null],
  ])('%s leads from row %j to row %j', (key, from, to) => expect(moveBy(key, from, viewport)).toBe(to));

  test.each([
    [3, 0, 0],
    [12, 0, 150],
    [2, 1000, 100],
    [25, 1000, 1000],
  ])('row %j is brought in sight from %j by scrolling to %j', (index, scrollTop, to) => {
    expect(scrollTopFor(index, { ...viewport, scrollTop })).toBe(to);
  });
});
