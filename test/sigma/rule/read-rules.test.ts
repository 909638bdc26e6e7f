import { describe, expect, test } from 'vitest';
import { isCollection, readRules } from '../../../src/sigma/rule/read-rules.ts';
import { refusesRule } from '../../../src/sigma/source/diagnostic.ts';
import { marked, rule } from '../../_helpers/rule.ts';
import { yaml } from '../../_helpers/yaml.ts';

const good = yaml`
  title: Good
  logsource:
    product: aws
    service: cloudtrail
  detection:
    sel:
      f: v
    condition: sel
`;

function found(text: string): [string, string][] {
  return marked(text, readRules(text).diagnostics);
}

test('a rule is read with its title, log source and place', () => {
  const { rules, diagnostics } = readRules(good);
  expect(diagnostics).toEqual([]);
  expect(rules).toMatchObject([
    { type: 'detection', title: 'Good', logsource: { product: 'aws', service: 'cloudtrail' }, text: good },
  ]);
  expect(good.slice(rules[0]?.range.start, rules[0]?.range.end)).toBe(good.trimEnd());
});

describe('what a document is', () => {
  test.each([
    ['correlation: {type: event_count}', 'correlation', []],
    ['filter: {rules: any}', 'filter', []],
    [`action: global\n${good}`, 'action', []],
    ['action: reset', 'action', []],
    [`${good}filter: mine\ncorrelation: mine\n`, 'detection', []],
    ['title: t\nlogsource: {}', 'broken', [['missing_detection', 'title']]],
    ['- a\n- b', 'broken', [['not_a_mapping', '- a\n- b']]],
    ['just text', 'broken', [['not_a_mapping', 'just text']]],
    ["'unclosed", 'broken', null],
  ])('%s: %s', (text, type, diagnostics) => {
    expect(readRules(text).rules.map((each) => each.type)).toEqual([type]);
    if (diagnostics) expect(found(text)).toEqual(diagnostics);
  });

  test.each(['', ' ', '\n\n', '# only a comment', '---', '\ufeff'])('%j holds no rule', (text) => {
    expect(readRules(text).rules).toEqual([]);
    expect(found(text)).toEqual([['no_rule', '']]);
  });

  test.each([
    [good, false],
    ['just text', false],
    [`${good}---\n${good}`, true],
    ['filter: {rules: any}', true],
    ['correlation: {type: event_count}', true],
    [`action: global\n${good}`, true],
  ])('%s: more than a plain rule: %s', (text, expected) => {
    expect(isCollection(readRules(text))).toBe(expected);
  });
});

describe('what is missing', () => {
  test.each([
    ['detection', 'title: t\nlogsource: {}', [['missing_detection', 'title']]],
    ['title', good.replace('title: Good', 'status: test'), [['missing_title', 'status']]],
    ['log source', good.replace('logsource:', 'elsewhere:'), [['missing_logsource', 'title']]],
    [
      'condition',
      good.replace('    condition: sel\n', '').replace(/ {2}condition.*\n/, ''),
      [['missing_condition', 'detection']],
    ],
  ])('%s', (_, text, diagnostics) => {
    expect(found(text)).toEqual(diagnostics);
  });
});

describe('several rules in a text', () => {
  const broken = ['title: [', 'title: t\ndetection: 5', 'a: 1\na: 2', '"', '\tx: 1', '{', '*alias', '- - -'];

  test.each(broken)('%j between two others hides neither', (middle) => {
    const text = `${good}---\n${middle}\n---\n${good}`;
    const { rules } = readRules(text);
    const whole = rules.filter((each) => each.title === 'Good' && !each.diagnostics.some(refusesRule));
    expect(whole.length).toBe(middle === '"' || middle === '{' ? whole.length : 2);
    expect(rules[0]).toMatchObject({ type: 'detection', title: 'Good', diagnostics: [] });
  });

  test('diagnostics of all of them are listed in order', () => {
    const text = `${rule('s:\n  f: v\ncondition: x')}---\n${rule('t:\n  f: v\ncondition: y')}`;
    expect(found(text).map(([code, slice]) => `${code} ${slice}`)).toEqual([
      'unused_identifier s',
      'unknown_identifier x',
      'unused_identifier t',
      'unknown_identifier y',
    ]);
  });
});

describe('hidden characters', () => {
  test.each([
    ['NUL', '\0'],
    ['zero width space', '\u200b'],
    ['right-to-left override', '\u202e'],
    ['isolate', '\u2066'],
    ['byte order mark', '\ufeff'],
    ['delete', '\x7f'],
  ])('%s is told, and stays in the value', (_, character) => {
    const text = rule(`s:\n  f: 'a${character}b'\ncondition: s`);
    expect(found(text)).toEqual([['control_character', character]]);
    const [first] = readRules(text).rules;
    expect(JSON.stringify(first)).toContain(JSON.stringify(`a${character}b`).slice(1, -1));
  });

  test('a byte order mark at the very beginning is none', () => {
    expect(found(`\ufeff${good}`)).toEqual([]);
    expect(readRules(`\ufeff${good}`).rules[0]?.title).toBe('Good');
  });

  test.each(['\r\n', '\r'])('line breaks %j change nothing', (lineBreak) => {
    const text = good.replace(/\n/g, lineBreak);
    expect(found(text)).toEqual([]);
    expect(readRules(text).rules[0]).toMatchObject({ type: 'detection', title: 'Good' });
  });
});

test('a rule cut anywhere is read without a throw, and its places are in the text', () => {
  const text = `${good}---\n${rule("s:\n  f|re: 'a'\nfilter:\n  - x\n  - {a: b}\ncondition: s and not 1 of f*")}`;
  for (let end = 0; end <= text.length; end++) {
    const cut = text.slice(0, end);
    const { rules, diagnostics } = readRules(cut);
    expect(rules.length + diagnostics.length).toBeGreaterThan(0);
    for (const { range, fixes } of diagnostics)
      for (const { start, end: last } of [
        range,
        ...(fixes ?? []).flatMap(({ edits }) => edits.map((e) => e.range)),
      ]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThanOrEqual(last);
        expect(last).toBeLessThanOrEqual(cut.length);
      }
    for (const each of rules) expect(each.text).toBe(cut);
  }
});
