import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposeChanges } from '../../../../src/state/lessons/propose-changes.ts';
import { withChanges } from '../../../../src/state/lessons/with-changes.ts';

test('a line that changed, two places, and lines that came in', () => {
  expect(proposeChanges('a: 1\nb: 2\nc: 3', 'a: 1\nb: 5\nc: 3')).toEqual([{ from: 'b: 2', to: 'b: 5' }]);
  expect(proposeChanges('a: 1\nb: 2\nc: 3', 'a: 0\nb: 2\nc: 4')).toEqual([
    { from: 'a: 1', to: 'a: 0' },
    { from: 'c: 3', to: 'c: 4' },
  ]);
  expect(
    proposeChanges('s:\n  a: 1\ncondition: s', 's:\n  a: 1\nf:\n  b: 2\ncondition: s and not f'),
  ).toEqual([{ from: 'condition: s', to: 'f:\n  b: 2\ncondition: s and not f' }]);
  expect(proposeChanges('a:\nb:', 'a:\n  - x\nb:')).toEqual([{ from: 'a:', to: 'a:\n  - x' }]);
});

test('a line that stands twice is told by the one before it', () => {
  const start = 'one:\n  a: x\ntwo:\n  a: x\nend: 1';
  expect(proposeChanges(start, start.replace('two:\n  a: x', 'two:\n  a: y'))).toEqual([
    { from: 'two:\n  a: x', to: 'two:\n  a: y' },
  ]);
});

test('nothing to change, and nothing to hold on to', () => {
  expect(proposeChanges('a', 'a')).toEqual([]);
  expect(proposeChanges('', 'a')).toEqual([]);
});

test('whatever the texts are, the changes lead from one to the other', () => {
  const line = fc.constantFrom('', 'a: 1', 'b: 2', '  - x', '  - y', 'a', 'condition: a');
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (start, solution) => {
      const changes = proposeChanges(start, solution);
      if (start !== '') expect(withChanges(start, changes)).toBe(solution);
    }),
    { numRuns: 2000 },
  );
});
