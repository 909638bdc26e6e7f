import { expect, test } from 'vitest';
import { withoutRepeats } from '../../src/lint/without-repeats.ts';
import type { Diagnostic } from '../../src/sigma/index.ts';

const at = (code: Diagnostic['code'], start: number, end: number): Diagnostic => ({
  code,
  severity: 'info',
  message: '',
  range: { start, end },
});
const kept = (...diagnostics: readonly Diagnostic[]) => withoutRepeats(diagnostics).map(({ code }) => code);

test('what is told better of the same place is told once', () => {
  expect(kept(at('value_quoted', 5, 9), at('events_value_quoted', 5, 9))).toEqual(['value_quoted']);
  expect(kept(at('events_never_match', 0, 9), at('field_name_as_value', 5, 9))).toEqual([
    'field_name_as_value',
  ]);
});

test('of other places, by others, or alone it stays', () => {
  expect(kept(at('value_quoted', 0, 5), at('events_value_quoted', 5, 9))).toHaveLength(2);
  expect(kept(at('value_case', 5, 9), at('events_value_quoted', 5, 9))).toHaveLength(2);
  expect(kept(at('events_value_quoted', 5, 9), at('events_value_quoted', 5, 9))).toHaveLength(2);
});

test('very many are left as they are', () => {
  const many = Array.from({ length: 3000 }, () => at('events_value_quoted', 5, 9));
  expect(kept(at('value_quoted', 5, 9), ...many)).toHaveLength(3001);
});
