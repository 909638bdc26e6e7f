import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  applySwitches,
  canSwitchOff,
  ignoreHere,
  ignoreInRule,
  readSwitches,
} from '../../src/lint/switches.ts';
import { applyEdits, diagnosticCodes, lintCodes } from '../../src/sigma/index.ts';
import type { Diagnostic } from '../../src/sigma/index.ts';

/** A diagnostic at the first place of a word. */
const at = (text: string, word: string, code: Diagnostic['code'] = 'value_case'): Diagnostic => {
  const start = text.indexOf(word);
  return { code, severity: 'info', message: '', range: { start, end: start + word.length } };
};
const shown = (text: string, ...diagnostics: readonly Diagnostic[]) =>
  applySwitches(readSwitches(text), diagnostics, new Set()).shown.map(({ code }) => code);

test.each<[string, string, boolean]>([
  ['the whole text', '# sigma-disable value_case\na: 1\nb: HERE', false],
  ['the whole text, at its end', 'b: HERE\n# sigma-disable value_case', false],
  ['everything', '# sigma-disable\nb: HERE', false],
  ['another code', '# sigma-disable value_quoted\nb: HERE', true],
  ['one of several', '# sigma-disable value_quoted, value_case\nb: HERE', false],
  ['codes without commas', '# sigma-disable value_quoted value_case\nb: HERE', false],
  ['why', '# sigma-disable value_case -- value_quoted is fine\nb: HERE', false],
  ['the next line', '# sigma-disable-next-line value_case\nb: HERE', false],
  ['all of the next line', '# sigma-disable-next-line\nb: HERE', false],
  ['not the line after', '# sigma-disable-next-line value_case\na: 1\nb: HERE', true],
  ['its own line', 'b: HERE # sigma-disable-line value_case', false],
  ['another line', 'a: 1 # sigma-disable-line value_case\nb: HERE', true],
  ['as the other linter has it', '# rsigma-disable-next-line value_case\r\nb: HERE', false],
  ['a word that is longer', '# sigma-disabled value_case\nb: HERE', true],
  ['no comment: a text', "a: '# sigma-disable value_case'\nb: HERE", true],
  ['no comment: a text of two lines', 'a: "x\n  # sigma-disable value_case\n  y"\nb: HERE', true],
  ['no comment: a block', 'a: |\n  # sigma-disable value_case\n\n  # sigma-disable\nb: HERE', true],
  ['no comment: a block in a list', '- >-\n  # sigma-disable value_case\n- HERE', true],
  ['a comment after a block', 'a: |\n  x\n# sigma-disable value_case\nb: HERE', false],
  ['a comment after quotes', "a: 'it''s' # sigma-disable value_case\nb: HERE", false],
  ['a comment after an apostrophe', "a: it's # sigma-disable value_case\nb: HERE", false],
  ['no comment: a sign within a word', 'a: x# sigma-disable value_case\nb: HERE', true],
])('%s', (_, text, isShown) => {
  expect(shown(text, at(text, 'HERE'))).toEqual(isShown ? ['value_case'] : []);
});

test('codes that are switched off everywhere are not counted as ignored', () => {
  const text = '# sigma-disable-next-line value_quoted\nHERE';
  const found = [at(text, 'HERE'), at(text, 'HERE', 'value_quoted')];
  expect(applySwitches(readSwitches(text), found, new Set(['value_case']))).toEqual({
    shown: [],
    ignored: 1,
  });
});

test('what makes a rule or the events unusable cannot be switched off', () => {
  const text = '# sigma-disable\n# sigma-disable yaml_syntax\nHERE';
  const syntax = at(text, 'HERE', 'yaml_syntax');
  const { shown: kept } = applySwitches(readSwitches(text), [syntax], new Set(['yaml_syntax']));
  expect(kept.map(({ code }) => code)).toEqual(['yaml_syntax']);
  for (const [code, { refuses }] of Object.entries(diagnosticCodes))
    if (refuses) expect([code, canSwitchOff(code)]).toEqual([code, false]);
  expect(Object.keys(lintCodes).filter((code) => !canSwitchOff(code))).toEqual([]);
  expect(['json_syntax', '__proto__', 'toString', ''].filter(canSwitchOff)).toEqual([]);
  expect(canSwitchOff('all_of_nothing')).toBe(true);
});

test('unknown codes are told of, with the nearest', () => {
  const text = '# sigma-disable value_cas, constructor\n# rsigma-disable missing_author\nHERE';
  const { shown: told } = applySwitches(readSwitches(text), [], new Set());
  expect(told.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([
    ['switch_unknown', 'value_cas'],
    ['switch_unknown', 'constructor'],
  ]);
  expect(told.flatMap(({ fixes = [] }) => fixes.map(({ edits }) => applyEdits(text, edits)))).toEqual([
    text.replace('value_cas', 'value_case'),
  ]);
});

test('codes that cannot be switched off are told of', () => {
  const text = '# sigma-disable-line condition_syntax\n';
  expect(shown(text)).toEqual(['switch_without_effect']);
});

test('very many comments and codes are read in time', () => {
  const startedAt = performance.now();
  const text = `${'# sigma-disable-line x y, z\n'.repeat(20_000)}# sigma-disable ${'x'.repeat(100_000)}\nHERE`;
  const many = Array.from({ length: 20_000 }, () => at(text, 'HERE'));
  const { shown: kept } = applySwitches(readSwitches(text), many, new Set());
  expect(kept.length).toBe(20_000 + 50);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

const ignored = (text: string) => {
  const fix = ignoreHere(text, readSwitches(text), at(text, 'HERE'));
  return fix && applyEdits(text, fix.edits);
};

test.each<[string, string, string]>([
  ['a line', 'a:\n  b: HERE\n', 'a:\n  # sigma-disable-next-line value_case\n  b: HERE\n'],
  ['the first line', 'HERE', '# sigma-disable-next-line value_case\nHERE'],
  ['other line breaks', 'a: 1\r\nb: HERE', 'a: 1\r\n# sigma-disable-next-line value_case\r\nb: HERE'],
  [
    'a line that has a comment',
    '# sigma-disable-next-line value_quoted -- why\nb: HERE',
    '# sigma-disable-next-line value_quoted, value_case -- why\nb: HERE',
  ],
])('ignoring %s', (_, text, expected) => {
  const after = ignored(text);
  expect(after).toBe(expected);
  expect(shown(after ?? '', at(after ?? '', 'HERE'))).toEqual([]);
});

test('whatever is ignored, a rule stays what it was', () => {
  const folder = new URL('../../src/catalog/rules/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  let tried = 0;
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const switches = readSwitches(text);
    const meant = JSON.stringify(parse(text));
    for (const [i, { start, end }] of switches.lines.entries()) {
      // A third of the lines of each, and another one of the next.
      if ((i + name.length) % 3 !== 0) continue;
      const found: Diagnostic = { code: 'value_case', severity: 'info', message: '', range: { start, end } };
      const fix = ignoreHere(text, switches, found);
      if (!fix) continue;
      tried++;
      const after = applyEdits(text, fix.edits);
      expect(JSON.stringify(parse(after))).toBe(meant);
      const moved = { start: start + after.length - text.length, end: end + after.length - text.length };
      expect(applySwitches(readSwitches(after), [{ ...found, range: moved }], new Set())).toEqual({
        shown: [],
        ignored: 1,
      });
    }
  }
  expect(tried).toBeGreaterThan(300);
});

test('no comment is put into a text', () => {
  expect(ignored('a: |\n  x\n  HERE')).toBeNull();
  expect(ignored('a: "x\n  HERE"')).toBeNull();
});

test.each<[string, string, string]>([
  ['at the top', 'title: HERE', '# sigma-disable value_case\ntitle: HERE'],
  ['after a mark', '\ufefftitle: HERE', '\ufeff# sigma-disable value_case\ntitle: HERE'],
  [
    'with others',
    'title: HERE\n# sigma-disable value_quoted',
    'title: HERE\n# sigma-disable value_quoted, value_case',
  ],
])('ignoring in the rule, %s', (_, text, expected) => {
  const fix = ignoreInRule(text, readSwitches(text), 'value_case');
  const after = applyEdits(text, fix?.edits ?? []);
  expect(after).toBe(expected);
  expect(shown(after, at(after, 'HERE'))).toEqual([]);
});

test('what cannot be switched off has no such edits', () => {
  const text = 'HERE';
  expect(ignoreInRule(text, readSwitches(text), 'yaml_syntax')).toBeNull();
  expect(ignoreHere(text, readSwitches(text), at(text, 'HERE', 'yaml_syntax'))).toBeNull();
});
