import { describe, expect, test } from 'vitest';
import { attackEnterprise as attack } from '../../src/knowledge/attack/attack-enterprise.ts';
import { lintRule } from '../../src/lint/lint-rule.ts';
import { applyEdits, readMetadata, readRules, refusesRule } from '../../src/sigma/index.ts';

import { firstRule, marked } from '../_helpers/rule.ts';

const around = (tags: string) =>
  `title: t\nlogsource: {category: test}\n${tags}\nlevel: low\ndetection: {s: {a: 1}, condition: s}\n`;
const withTags = (...tags: readonly string[]) =>
  around(['tags:', ...tags.map((tag) => `    - ${tag}`)].join('\n'));
const lint = (text: string) => lintRule(firstRule(text), attack);
const tagsOf = (text: string) => readMetadata(firstRule(text).document).tags.map(({ text }) => text);
const found = (...tags: readonly string[]) => {
  const text = withTags(...tags);
  return marked(text, lint(text));
};
/** The tags after each fix of the only diagnostic. */
function fixed(text: string): string[][] {
  const [only, ...more] = lint(text);
  expect(more).toEqual([]);
  return (only?.fixes ?? []).map(({ edits }) => tagsOf(applyEdits(text, edits)));
}

describe('says nothing of', () => {
  test.each([
    ['attack.persistence', 'attack.t1525'],
    ['attack.t1078.004', 'attack.collection'],
    ['attack.defense-impairment', 'attack.stealth'],
    [
      'attack.g0001',
      'attack.s0005',
      'attack.c0001',
      'attack.m1036',
      'attack.ds0005',
      'attack.a0001',
      'attack.t0803',
    ],
    ['car.2016-04-005', 'cve.2021-44228', 'cve.2021-1234567'],
    ['d3fend.d3-am', 'd3fend.d3f-WindowsNtOpenFile', 'd3fend.harden'],
    ['detection.dfir', 'detection.emerging-threats', 'detection.threat-hunting'],
    ['stp.4', 'stp.3k', 'stp.1u', 'stp.5a'],
    ['tlp.red', 'tlp.amber', 'tlp.amber-strict', 'tlp.green', 'tlp.clear'],
  ])('%s …', (...tags) => {
    expect(found(...tags)).toEqual([]);
  });
});

/** One tag, its code, and what each fix makes of it. */
const single: readonly (readonly [tag: string, code: string, ...instead: string[]])[] = [
  ['persistence', 'tag_malformed', 'attack.persistence'],
  ['T1525', 'tag_malformed', 'attack.t1525'],
  ['whatever', 'tag_malformed'],
  ['attack.', 'tag_malformed'],
  ['.persistence', 'tag_malformed'],
  ['attak.t1525', 'tag_unknown_namespace', 'attack.t1525'],
  ['attak.t9999', 'tag_unknown_namespace'],
  ['mine.thing', 'tag_unknown_namespace'],
  ['__proto__.x', 'tag_unknown_namespace'],
  ['cve.2021', 'tag_value'],
  ['car.2016', 'tag_value'],
  ['stp.6', 'tag_value'],
  ['stp.4x', 'tag_value'],
  ['tlp.white', 'tag_value', 'tlp.clear'],
  ['tlp.grene', 'tag_value', 'tlp.green'],
  ['detection.threat-huntin', 'tag_value', 'detection.threat-hunting'],
  ['d3fend.x', 'tag_value'],
  ['tlp.__proto__', 'tag_value'],
  ['attack.credential_access', 'tag_spelling', 'attack.credential-access'],
  ['attack.Credential Access', 'tag_spelling', 'attack.credential-access'],
  ['attack.ta0003', 'tag_spelling', 'attack.persistence'],
  ['ATTACK.T1078.004', 'tag_spelling', 'attack.t1078.004'],
  ['attack.t1078_004', 'tag_spelling', 'attack.t1078.004'],
  ['attack.G0001', 'tag_spelling', 'attack.g0001'],
  ['cve.2021.44228', 'tag_spelling', 'cve.2021-44228'],
  ['cve.CVE-2021-44228', 'tag_spelling', 'cve.2021-44228'],
  ['car.CAR-2016-04-005', 'tag_spelling', 'car.2016-04-005'],
  ['detection.emerging_threats', 'tag_spelling', 'detection.emerging-threats'],
  ['tlp.amber+strict', 'tag_spelling', 'tlp.amber-strict'],
  ['stp.3K', 'tag_spelling', 'stp.3k'],
  ['attack.defense-evasion', 'attack_tactic_divided', 'attack.stealth', 'attack.defense-impairment'],
  ['attack.Defense_Evasion', 'attack_tactic_divided', 'attack.stealth', 'attack.defense-impairment'],
  ['attack.defence-evasion', 'attack_tactic_unknown', 'attack.stealth', 'attack.defense-impairment'],
  ['attack.persistance', 'attack_tactic_unknown', 'attack.persistence'],
  ['attack.qqqqqq', 'attack_tactic_unknown'],
  ['attack.g12', 'attack_tactic_unknown'],
  ['attack.t1562.001', 'attack_technique_retired', 'attack.t1685'],
  ['attack.T1562.001', 'attack_technique_retired', 'attack.t1685'],
  ['attack.t1064', 'attack_technique_deprecated'],
  ['attack.t9999', 'attack_technique_unknown'],
  ['attack.t1078.099', 'attack_technique_unknown', 'attack.t1078'],
];

describe.each(single)('%s', (tag, code, ...instead) => {
  test(`is ${code}`, () => expect(found(tag)).toEqual([[code, tag]]));

  test.each(["'", '"'])(`is mended inside of %s`, (quote) => {
    const text = withTags(quote + tag + quote);
    expect(marked(text, lint(text))).toEqual([[code, quote + tag + quote]]);
    const [only] = lint(text);
    const mended = (only?.fixes ?? []).map(({ edits }) => applyEdits(text, edits));
    expect(mended).toEqual(instead.map((wanted) => withTags(quote + wanted + quote)));
    expect(mended.flatMap((each) => lint(each))).toEqual([]);
  });
});

describe('a divided tactic', () => {
  test.each([
    [['attack.defense-evasion', 'attack.t1685'], [['attack.defense-impairment', 'attack.t1685']]],
    [['attack.defense-evasion', 'attack.t1036'], [['attack.stealth', 'attack.t1036']]],
    [['attack.t1036', 'attack.stealth', 'attack.defense_evasion'], [['attack.t1036', 'attack.stealth']]],
  ])('%s: the techniques decide', (tags, expected) => {
    expect(fixed(withTags(...tags))).toEqual(expected);
  });

  test('so do those behind a retired id', () => {
    const text = withTags('attack.defense-evasion', 'attack.t1562.001');
    const [divided] = lint(text);
    expect(divided?.fixes).toHaveLength(1);
    expect(tagsOf(applyEdits(text, divided?.fixes?.[0]?.edits ?? []))[0]).toBe('attack.defense-impairment');
  });
});

describe('tags that say the same', () => {
  test('the first stays', () => {
    expect(found('attack.t1525', 'attack.impact', 'attack.t1525', 'attack.t1525')).toEqual([
      ['tag_duplicate', 'attack.t1525'],
      ['tag_duplicate', 'attack.t1525'],
    ]);
  });

  test.each([
    [['attack.t1562.001', 'attack.t1685'], ['attack.t1685']],
    [['attack.t1685', 'attack.t1562.001'], ['attack.t1685']],
    [['attack.T1525', 'attack.t1525'], ['attack.t1525']],
    [['attack.credential-access', 'attack.credential_access'], ['attack.credential-access']],
  ])('%s: the one that is right stays', (tags, expected) => {
    expect(fixed(withTags(...tags))).toEqual([expected]);
  });

  test('of two retired ids with one successor the first becomes it', () => {
    const [a = '', b = ''] = retiredWithOneSuccessor();
    const text = withTags(a, b);
    const mends = lint(text).map(({ fixes = [] }) => tagsOf(applyEdits(text, fixes[0]?.edits ?? [])));
    expect(mends.map((tags) => tags.length)).toEqual([2, 1]);
    expect(mends[1]).toEqual([a]);
  });

  function retiredWithOneSuccessor(): string[] {
    const ids = Array.from({ length: 1000 }, (_, n) => `T${1000 + n}`).filter(
      (id) => attack.retired(id)?.successor,
    );
    const successor = (id: string) => attack.retired(id)?.successor;
    const first = ids.find((id) => ids.some((other) => other !== id && successor(other) === successor(id)));
    return ids
      .filter((id) => first && successor(id) === successor(first))
      .map((id) => `attack.${id.toLowerCase()}`);
  }

  test.each([
    ['a list', 'tags:\n    - attack.t1525\n    - attack.t1525', 'tags:\n    - attack.t1525'],
    ['a list without indentation', 'tags:\n- attack.t1525\n- attack.t1525', 'tags:\n- attack.t1525'],
    [
      'a line with a comment',
      'tags:\n  - attack.t1525 # one\n  - "attack.t1525" # two',
      'tags:\n  - attack.t1525 # one',
    ],
    ['one line', 'tags: [attack.t1525, attack.t1525]', 'tags: [attack.t1525]'],
    ['one line with more', 'tags: [attack.t1525, attack.t1525, tlp.red]', 'tags: [attack.t1525, tlp.red]'],
    ['brackets over lines', 'tags: [\n  attack.t1525,\n  attack.t1525\n]', 'tags: [\n  attack.t1525,\n]'],
  ])('%s', (_, tags, expected) => {
    const text = around(tags);
    const edits = lint(text)[0]?.fixes?.[0]?.edits ?? [];
    expect(applyEdits(text, edits)).toBe(around(expected));
    const crlf = text.replaceAll('\n', '\r\n');
    expect(applyEdits(crlf, lint(crlf)[0]?.fixes?.[0]?.edits ?? [])).toBe(
      around(expected).replaceAll('\n', '\r\n'),
    );
  });

  test('the first of a line can go too', () => {
    expect(fixed(around('tags: [attack.T1525, attack.t1525]'))).toEqual([['attack.t1525']]);
  });

  test('the last line of a text without a line break', () => {
    const text = 'detection: {s: {a: 1}, condition: s}\ntags:\n  - tlp.red\n  - tlp.red';
    expect(applyEdits(text, lint(text)[0]?.fixes?.[0]?.edits ?? [])).toBe(
      text.slice(0, -'\n  - tlp.red'.length),
    );
  });
});

describe('no fix where a small edit could break the text', () => {
  test.each([
    ['an alias', 'tags: [&t attack.T1525, *t]'],
    ['an escape', 'tags: ["attack.T152\\x35"]'],
    ['a block scalar', 'tags:\n  - |-\n    attack.T1525'],
  ])('%s', (_, tags) => {
    const text = around(tags);
    const diagnostics = lint(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { fixes = [] } of diagnostics)
      for (const { edits } of fixes) expect(readRules(applyEdits(text, edits)).diagnostics).toEqual([]);
  });

  test('an escape and a block scalar get none', () => {
    expect(lint(around('tags: ["attack.T152\\x35"]'))[0]).not.toHaveProperty('fixes');
    expect(lint(around('tags:\n  - |-\n    attack.T1525'))[0]).not.toHaveProperty('fixes');
  });
});

test('every tag is looked at, and none refuses the rule', () => {
  const text = withTags(...single.map(([tag]) => tag));
  const diagnostics = lint(text);
  expect(diagnostics).toHaveLength(single.length);
  expect(diagnostics.filter(refusesRule)).toEqual([]);
});

test('thousands of tags, and one of very many letters', () => {
  expect(found(...Array.from({ length: 3000 }, () => 'attack.t1525'))).toHaveLength(2999);
  const long = lint(withTags(`attack.${'x'.repeat(100_000)}`));
  expect(long).toHaveLength(1);
  expect(long[0]?.message.length).toBeLessThan(300);
});

test('a text without tags, and one whose tags are no list', () => {
  expect(lint(around(''))).toEqual([]);
  expect(lint(around('tags: {a: b}'))).toEqual([]);
  expect(marked('', lint(around('tags: attack.T1525'))).map(([code]) => code)).toEqual(['tag_spelling']);
});
