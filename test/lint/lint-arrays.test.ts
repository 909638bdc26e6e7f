import { describe, expect, test } from 'vitest';
import { applyEdits, readRules } from '../../src/sigma/index.ts';
import { lintArrays } from '../../src/lint/lint-arrays.ts';
import { problems, selection, verdict } from '../_helpers/rule.ts';

const noted = (text: string) => lintArrays(readRules(text).rules[0]?.document ?? null, text);

describe('array selectors in a rule that declares no version', () => {
  test('below version 3 it is told, with a fix that declares the version', () => {
    const text = selection("'a[any]': x");
    const [found] = noted(text);
    expect([found?.code, text.slice(found?.range.start, found?.range.end)]).toEqual([
      'array_matching_without_version',
      "'a[any]'",
    ]);
    const [fix] = found?.fixes ?? [];
    expect(fix?.changesMeaning).toBe(true);
    const mended = applyEdits(text, fix?.edits ?? []);
    expect(mended).toContain('\nsigma-version: 3\ndetection:');
    expect([problems(mended), verdict(mended, { a: ['x'] })]).toEqual([[], 'match']);
  });

  test.each(['sigma-version: 2\n', "sigma-version: '2.1'\n"])('%j becomes 3', (line) => {
    const text = line + selection("'a[0]': x");
    const edits = noted(text)[0]?.fixes?.[0]?.edits ?? [];
    expect(applyEdits(text, edits)).toBe(`sigma-version: 3\n${selection("'a[0]': x")}`);
  });

  test('also of blocks, in lists, and not of other brackets', () => {
    const text = selection('- a[none]:\n    x: 1\n- b[0].c|contains: y\n- d[x]: 1\n- e: 1');
    expect(noted(text).map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'a[none]',
      'b[0].c|contains',
    ]);
    expect(noted(`sigma-version: 3\n${text}`)).toEqual([]);
    expect(noted("{title: t, detection: {s: {'a[0]': 1}, condition: s}}")[0]?.fixes).toBeUndefined();
  });
});
