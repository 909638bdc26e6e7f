import { expect, test } from 'vitest';
import { checkSameOrigin } from '../../../src/worker/worker-url.ts';

const page = 'https://example.org/sub/index.html';

test.each(['./assets/entry.js', '/assets/entry.js', 'https://example.org/assets/entry.js'])(
  'lets %s through',
  (url) => {
    expect(checkSameOrigin(url, page)).toBe(url);
  },
);

test.each([
  'https://example.com/entry.js',
  '//example.com/entry.js',
  'data:text/javascript,1',
  'blob:null/1',
])('refuses %s', (url) => {
  expect(() => checkSameOrigin(url, page)).toThrow(TypeError);
});
