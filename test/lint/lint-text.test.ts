import { describe, expect, test } from 'vitest';
import { checks } from '../../src/lint/checks.ts';
import { lintConventions } from '../../src/lint/lint-conventions.ts';
import { lintText } from '../../src/lint/lint-text.ts';
import { applyEdits, compileRule, readRules } from '../../src/sigma/index.ts';
import { marked } from '../_helpers/rule.ts';
import { conventionCases, finds, says, textCases } from './text/cases.ts';
import type { TextCase } from './text/cases.ts';

const lint = ({ code, path }: TextCase, text: string) =>
  code.startsWith('convention_') ? lintConventions(text, path) : lintText(text);

describe.each([
  ['the text', textCases],
  ['conventions', conventionCases],
] as const)('%s', (_, cases) => {
  test.each(cases.map((each) => [each.code, each] as const))('%s', (code, each) => {
    const { bad, at, good, fixed = [], path } = each;
    const found = lint(each, bad);
    const own = found.filter((diagnostic) => diagnostic.code === code);
    expect(new Set(marked(bad, own).map(([, text]) => text))).toEqual(new Set([at]));
    const fixes = own.flatMap((diagnostic) => diagnostic.fixes ?? []);
    const mended = fixes.map(({ edits }) => applyEdits(bad, edits));
    expect(mended.length).toBe(fixed.length);
    mended.forEach((text, i) => {
      expect(text.split('\n')).toContain(fixed[i]);
      expect(readRules(text).diagnostics.filter(({ code }) => code.startsWith('yaml_'))).toEqual([]);
      expect(lint(each, text).filter((left) => left.code === code)).toEqual([]);
    });
    const right = code.startsWith('convention_file_')
      ? { ...each, path: 'proc_creation_win_right.yml' }
      : each;
    expect(marked(good, lint(right, good)).filter(([other]) => other === code)).toEqual([]);
    expect(path === undefined || code.startsWith('convention_')).toBe(true);
  });
});

test('every check of the text is in the table', () => {
  const { document, documents, detection, conventions } = checks;
  const all = [document, documents, detection, conventions.document, conventions.detection, conventions.file];
  const used = new Set([...textCases, ...conventionCases].map(({ code }) => code));
  expect(all.flatMap((table) => table.map(({ code }) => code)).filter((code) => !used.has(code))).toEqual([]);
});

test('a rule is read after its fixes as before, unless they say that it is not', () => {
  const meaning = (text: string) =>
    readRules(text).rules.map((rule) => (rule.type === 'detection' ? compileRule(rule).refused : rule.type));
  for (const { bad } of textCases)
    for (const { fixes = [] } of lintText(bad))
      for (const { edits, changesMeaning } of fixes)
        if (!changesMeaning) expect(meaning(applyEdits(bad, edits))).toEqual(meaning(bad));
});

test('nothing is said of a good rule, nor of a text that is none', () => {
  expect(lintText(says('level: low', 'tags: [attack.persistence]'))).toEqual([]);
  for (const text of ['', '- a', 'a', '{', 'detection: 1', '? [a]\n: b', 'title: &a [*a]', '---\n---\n'])
    expect(() => [lintText(text), lintConventions(text, 'a')]).not.toThrow();
});

test('very many values, keys and documents are read in time', () => {
  const started = performance.now();
  const stars = `${'*'.repeat(20_000)}\\${'\\'.repeat(20_001)}*`;
  lintText(finds(`A: ['${stars}', '${'\\'.repeat(40_000)}x', '${'a\\*'.repeat(10_000)}']`));
  lintText(finds(`A|re: '${'['.repeat(20_000)}${'(?'.repeat(20_000)}'`));
  lintText(says(...Array.from({ length: 3000 }, (_, i) => `titel${i}: x`)));
  lintText(Array.from({ length: 500 }, () => says('id: x')).join('---\n'));
  expect(performance.now() - started).toBeLessThan(8000);
});
