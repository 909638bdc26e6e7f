import { describe, expect, test } from 'vitest';
import { scrollLeftFor, scrollTopFor } from '../../../src/editor/reveal.ts';

describe('sideways', () => {
  test.each([
    ['stays where the stretch is in view', { left: 250, right: 290 }, 200, 200],
    ['stays where it begins in view and a third of the view shows it', { left: 190, right: 900 }, 0, 0],
    ['goes back to the start of the lines where that shows it', { left: 20, right: 90 }, 200, 0],
    ['keeps a third of the view before it', { left: 800, right: 900 }, 0, 700],
    ['moves when hardly its beginning is in view', { left: 290, right: 900 }, 0, 190],
  ])('%s', (_, stretch, scrollLeft, expected) => {
    expect(scrollLeftFor(stretch, { scrollLeft, width: 300 })).toBe(expected);
  });
});

describe('up and down', () => {
  test.each([
    ['stays where it is in view', { top: 220, bottom: 240 }, 200, 200],
    ['goes to the middle from below', { top: 500, bottom: 520 }, 0, 460],
    ['goes to the middle from above', { top: 100, bottom: 120 }, 400, 60],
    ['shows the beginning of what is too tall', { top: 500, bottom: 900 }, 0, 500],
  ])('%s', (_, stretch, scrollTop, expected) => {
    expect(scrollTopFor(stretch, { scrollTop, height: 100 })).toBe(expected);
  });
});
