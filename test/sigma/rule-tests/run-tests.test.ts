import { describe, expect, test } from 'vitest';
import { runTests as runAnyTests } from '../../../src/library.ts';
import { runTests } from '../../../src/sigma/matcher.ts';
import type { TestResult } from '../../../src/sigma/matcher.ts';

const rule = (detection: string, rest = '') =>
  `title: A Rule\nid: an-id\nlogsource: {}\ndetection:\n  s:\n    ${detection}\n  condition: s\n${rest}`;

/** Labelled events beside a rule. */
function run(detection: string, ...lines: string[]) {
  return runTests([
    { path: 'rules/a.yml', text: rule(detection) },
    { path: 'rules/a.tests.ndjson', text: lines.join('\n') },
  ]);
}

const outcomes = (results: readonly TestResult[] = []) => results.map(({ outcome }) => outcome);

describe('what a test says', () => {
  test('passed, failed, a gap, and a gap that is closed', () => {
    const report = run(
      'a: 1',
      '{"name": "fires", "expect": "match", "event": {"a": 1}}',
      '{"expect": "no-match", "event": {"a": 2}}',
      '{"expect": "match", "event": {"a": 2}}',
      '{"expect": "no-match", "event": {"a": 1}}',
      '{"expect": "known-gap", "event": {"a": 2}}',
      '{"expect": "known-gap", "event": {"a": 1}}',
    );
    const [only] = report.rules;
    expect(only).toMatchObject({ path: 'rules/a.yml', title: 'A Rule', id: 'an-id' });
    expect(outcomes(only?.tests)).toEqual(['passed', 'passed', 'failed', 'failed', 'gap', 'gap_closed']);
    expect(only?.tests.map(({ name }) => name).slice(0, 2)).toEqual(['fires', 'Test 2']);
    expect(only?.tests[0]).toMatchObject({ path: 'rules/a.tests.ndjson', reason: '' });
    expect(only?.tests.slice(2).every(({ reason }) => reason !== '')).toBe(true);
    expect(only?.tests[2]?.reason).toContain('`a`');
    expect(report).toMatchObject({
      ok: false,
      counts: { rules: 1, rulesWithoutTests: 0, passed: 2, failed: 2, undecided: 0, gap: 1, gap_closed: 1 },
      problems: [],
    });
  });

  test('gaps alone are all right', () => {
    expect(run('a: 1', '{"expect": "known-gap", "event": {"a": 2}}').ok).toBe(true);
    expect(run('a: 1', '{"expect": "known-gap", "event": {"a": 1}}').ok).toBe(true);
  });

  test('a rule with regular expressions is run', () => {
    expect(outcomes(run("a|re: '^x+$'", '{"expect": 1, "event": {"a": "xx"}}').rules[0]?.tests)).toEqual([
      'passed',
    ]);
  });

  test('of several events: all, none, or some', () => {
    const info = (count: number) =>
      `rule_metadata: [{id: an-id}]\nregression_tests_info: [{type: json, match_count: ${count}, path: e.json}]\n`;
    const events = '{"a": 1}\n{"a": 1}\n{"a": 2}';
    const outcomeOf = (count: number, text = events) =>
      runTests([
        { path: 'a.yml', text: rule('a: 1') },
        { path: 'info.yml', text: info(count) },
        { path: 'e.json', text },
      ]).rules[0]?.tests[0];
    expect([0, 1, 2, 3, 4].map((count) => outcomeOf(count)?.outcome)).toEqual([
      'failed',
      'passed',
      'passed',
      'failed',
      'failed',
    ]);
    expect(outcomeOf(3)?.reason).toMatch(/2 of 3 events.*Event 3/);
    expect(outcomeOf(0, '{"a": 2}\n{"a": 3}')?.outcome).toBe('passed');
  });
});

describe('what could not be tested is no failure', () => {
  test('a rule that cannot be evaluated: its tests are undecided, and the rule is a problem', () => {
    const report = run('a|nonsense: 1', '{"expect": "match", "event": {"a": 1}}');
    expect(outcomes(report.rules[0]?.tests)).toEqual(['undecided']);
    expect(report.rules[0]?.tests[0]?.reason).not.toBe('');
    expect(report.problems.map(({ code, path }) => [code, path])).toEqual([
      ['unknown_modifier', 'rules/a.yml'],
    ]);
    expect(report).toMatchObject({ ok: false, counts: { failed: 0, undecided: 1 } });
  });

  test('a rule without tests, whether it can be evaluated or not', () => {
    const good = runTests([{ path: 'a.yml', text: rule('a: 1') }]);
    expect(good).toMatchObject({ ok: true, counts: { rules: 1, rulesWithoutTests: 1 }, problems: [] });
    expect(runTests([{ path: 'a.yml', text: rule('a|nonsense: 1') }]).ok).toBe(false);
  });

  test('a rule that is no YAML', () => {
    const { ok, problems } = runTests([{ path: 'a.yml', text: rule('a: [1') }]);
    expect(ok).toBe(false);
    expect(problems[0]).toMatchObject({ path: 'a.yml', code: 'yaml_syntax' });
  });

  test('an event that cannot be read', () => {
    const files = [
      { path: 'a.yml', text: rule('a: 1') },
      {
        path: 'info.yml',
        text: 'rule_metadata: [{id: an-id}]\nregression_tests_info: [{type: json, path: e.json}]\n',
      },
    ];
    for (const text of ['{"a": ', '', '[]']) {
      const report = runTests([...files, { path: 'e.json', text }]);
      expect(report.rules[0]?.tests).toEqual([]);
      expect(report.problems.map(({ code }) => code)).toEqual(['test_event']);
      expect(report.ok).toBe(false);
    }
  });

  test('tests without a rule', () => {
    const report = runTests([{ path: 'b.tests.ndjson', text: '{"expect": 1, "event": {}}' }]);
    expect(report.problems.map(({ code, path }) => [code, path])).toEqual([
      ['test_without_rule', 'b.tests.ndjson'],
    ]);
    expect(report).toMatchObject({ ok: false, rules: [] });
  });

  test('sequences of correlation rules are not run, and do no harm', () => {
    const correlation = 'title: c\ncorrelation: {}\nrsigma.exemplars:\n  - {expect: match, events: []}\n';
    const report = runTests([{ path: 'a.yml', text: `${rule('a: 1')}---\n${correlation}` }]);
    expect(report.problems.map(({ code }) => code)).toEqual(['test_not_run']);
    expect(report.ok).toBe(true);
  });
});

test('embedded exemplars, each rule of a text its own', () => {
  const exemplars = 'rsigma.exemplars:\n  - {expect: match, event: {a: 1}}\n';
  const other = rule('a: 2', exemplars).replace('an-id', 'other');
  const report = runTests([{ path: 'a.yml', text: `${rule('a: 1', exemplars)}---\n${other}` }]);
  expect(report.rules.map(({ tests }) => outcomes(tests))).toEqual([['passed'], ['failed']]);
});

test('the published library unwraps events as the playground does', () => {
  const windows = '{"Event": {"System": {"EventID": 1}, "EventData": {"Image": "x.exe"}}}';
  const files = [
    { path: 'a.yml', text: rule('Image|endswith: .exe') },
    { path: 'a.tests.ndjson', text: `{"expect": "match", "event": ${windows}}` },
  ];
  expect(outcomes(runAnyTests(files).rules[0]?.tests)).toEqual(['passed']);
  expect(outcomes(runTests(files).rules[0]?.tests)).toEqual(['failed']);
});
