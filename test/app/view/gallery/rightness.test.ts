import { expect, test } from 'vitest';
import { toRightness } from '../../../../src/view/gallery/rightness.ts';

test('counts labelled events; what is undecided is not right', () => {
  const marks = [{ expectation: 'fire' }, { expectation: 'silent' }, null, { expectation: 'gap' }] as const;
  expect(toRightness(marks, ['match', 'miss', 'match', 'miss'])).toEqual({ right: 2, all: 2 });
  expect(toRightness(marks, ['miss', 'unknown', 'match', 'miss'])).toEqual({ right: 0, all: 2 });
  expect(toRightness([null], ['match'])).toBeNull();
});
