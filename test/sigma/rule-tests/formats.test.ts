import { describe, expect, test } from 'vitest';
import {
  collectTests,
  readEvents,
  readLabelled,
  readRules,
  runTests,
  toNdjson,
  toPanther,
  toRegressionData,
} from '../../../src/sigma/matcher.ts';
import type { Collected, RuleTest } from '../../../src/sigma/matcher.ts';
import { firstRule, marked } from '../../_helpers/rule.ts';

const id = '11111111-2222-4333-8444-555555555555';
const ruleText = `title: A Rule
id: ${id}
logsource:
    product: aws
    service: cloudtrail
detection:
    s:
        a: 1
    condition: s
`;
const rule = { path: 'rules/a.yml', text: ruleText };
const info = (tests: string) =>
  `id: 0\nrule_metadata:\n    - id: ${id}\nregression_tests_info:\n${tests.replace(/^/gm, '    ')}\n`;

function plain({ name, expectation, eventText, atLeast }: RuleTest): unknown {
  return [name, expectation, readEvents(eventText).events.map(({ value }) => value), atLeast];
}

function testsIn({ groups }: Collected): unknown[] {
  return groups.flatMap(({ tests }) => tests.map(plain));
}

const tests: RuleTest[] = [
  { name: 'fires', expectation: 'fire', eventText: '{"a": 1, "n": 9007199254740993}' },
  { expectation: 'silent', eventText: '{"a": 2}' },
  { name: 'later', expectation: 'gap', eventText: '{"a": "one"}' },
];

describe('labelled events', () => {
  test('one a line; read from a list and with other words too', () => {
    const { text, notes } = toNdjson(tests);
    expect(text.split('\n')).toEqual([
      '{"name":"fires","expect":"match","event":{"a":1,"n":9007199254740993}}',
      '{"expect":"no-match","event":{"a":2}}',
      '{"name":"later","expect":"known-gap","event":{"a":"one"}}',
      '',
    ]);
    expect(notes).toEqual([]);
    expect(readLabelled(text).tests.map(plain)).toEqual(tests.map(plain));
    const list =
      '[{"expect": 1, "event": {}}, {"expect": false, "event": {}}, {"event": {}, "expect": "gap"}]';
    expect(readLabelled(list).tests.map(({ expectation }) => expectation)).toEqual(['fire', 'silent', 'gap']);
  });

  test('the text of an event stays to the letter', () => {
    const [first] = readLabelled('{"expect": 1, "event": { "a" : 1.0 }}').tests;
    expect(first?.eventText).toBe('{ "a" : 1.0 }');
  });

  test('what is no test is said, with its place', () => {
    const lines = [
      '{"expect": 1}',
      '{"expect": 2, "event": {}}',
      '{"expect": 1, "event": [1]}',
      '{"expect": 1,',
    ];
    const text = [...lines, '{"expect": 1, "event": {}}'].join('\n');
    const { tests, diagnostics } = readLabelled(text);
    expect(tests).toHaveLength(1);
    expect(marked(text, diagnostics).map(([code]) => code)).toEqual([
      'test_shape',
      'test_shape',
      'test_event',
      'json_syntax',
    ]);
    expect(marked(text, diagnostics)[0]).toEqual(['test_shape', lines[0]]);
  });

  test.each(['rules/a.tests.ndjson', 'rules/a.tests.json', 'rules/a.events.json'])(
    '%s is of a.yml',
    (path) => {
      const { groups, problems } = collectTests([{ path, text: toNdjson(tests).text }, rule]);
      expect(groups.map((group) => group.rule?.path)).toEqual(['rules/a.yml']);
      expect(problems).toEqual([]);
    },
  );

  test('other JSON is passed over, unless it was chosen and has labels', () => {
    const files = [
      { path: 'rules/a.ndjson', text: toNdjson(tests).text },
      { path: 'b.json', text: '{"expect": 1}' },
    ];
    expect(testsIn(collectTests(files))).toEqual([]);
    expect(testsIn(collectTests(files, { byContent: true }))).toHaveLength(3);
  });
});

describe("Panther's tests", () => {
  const text = `AnalysisType: rule
Filename: a.py
RuleID: ${id}
Tests:
  -
    Name: Stopped
    ExpectedResult: true
    Mocks:
      - objectName: x
        returnValue: y
    Log:
      {
          "a": 1,
          "account": "012345",
          "when": 2019-01-01
      }
  - Name: "Known gap: later"
    ExpectedResult: no
    Log: {a: one}
  - Name: Test 3
    ExpectedResult: false
    Log: {a: 2}
`;

  test('are read, and found by the id of the rule, its title, or its name', () => {
    const expected = [
      ['Stopped', 'fire', [{ a: 1, account: '012345', when: '2019-01-01' }], undefined],
      ['later', 'gap', [{ a: 'one' }], undefined],
      [undefined, 'silent', [{ a: 2 }], undefined],
    ];
    const files = [
      { path: 'panther/x.yml', text },
      { path: 'panther/x.yml', text: text.replace(id, 'A Rule') },
      { path: 'rules/a.panther.yml', text: text.replace(id, 'other') },
      { path: 'rules/a.tests.yaml', text: text.replace(/^RuleID.*\n/m, '') },
    ];
    for (const file of files) {
      const collected = collectTests([file, rule]);
      expect(testsIn(collected)).toEqual(expected);
      expect(collected.groups.map((group) => group.rule?.path)).toEqual(['rules/a.yml']);
      expect(collected.problems).toEqual([]);
    }
  });

  test('stand in a rule, too', () => {
    const both = ruleText + text.replace(/^[^]*?(?=^Tests:)/m, '');
    expect(collectTests([{ path: 'a.yml', text: both }]).groups.map((group) => group.rule?.id)).toEqual([id]);
  });

  test.each([
    ['no list', 'Tests: {}\n', [['test_shape', '{}']]],
    ['no mapping', 'Tests: [1]\n', [['test_shape', '1']]],
    ['no result', 'Tests: [{Log: {}}]\n', [['test_shape', '{Log: {}}']]],
    ['another result', 'Tests: [{ExpectedResult: maybe, Log: {}}]\n', [['test_shape', 'maybe']]],
    ['no event', 'Tests: [{ExpectedResult: true}]\n', [['test_event', '{ExpectedResult: true}']]],
    ['an event that is a text', "Tests: [{ExpectedResult: true, Log: '{}'}]\n", [['test_event', "'{}'"]]],
  ])('%s is said, with its place', (_, bad, expected) => {
    const { groups, problems } = collectTests([{ path: 'x.yml', text: bad }]);
    expect(groups).toEqual([]);
    expect(marked(bad, problems)).toEqual(expected);
  });

  test('are written with a name each', () => {
    const written = toPanther(id, tests);
    if ('problem' in written) throw new Error(written.problem);
    expect(written.text).toContain('RuleID: 11111111-2222-4333-8444-555555555555\n');
    expect([...written.text.matchAll(/Name: (.*)/g)].map(([, name]) => name)).toEqual([
      'fires',
      'Test 2',
      "'Known gap: later'",
    ]);
    expect(written.notes).toHaveLength(1);
    expect(testsIn(collectTests([rule, { path: 'p.yml', text: written.text }]))).toEqual(tests.map(plain));
  });
});

describe("SigmaHQ's regression data", () => {
  const folder = 'regression_data/rules/aws/cloudtrail/a_rule';
  const event = { path: `${folder}/${id}.json`, text: '{"a": 1}\n' };
  const evtx = `- {name: one, type: evtx, provider: x, match_count: 1, path: ${folder}/${id}.evtx}`;
  const json = `- {name: two, type: json, path: ${folder}/${id}.json}`;
  const collect = (tests: string, ...more: { path: string; text: string }[]) =>
    collectTests([{ path: `${folder}/info.yml`, text: info(tests) }, rule, ...more]);

  test('the JSON beside an EVTX file stands for it, once', () => {
    expect(testsIn(collect(evtx, event))).toEqual([['one', 'fire', [{ a: 1 }], undefined]]);
    expect(testsIn(collect(`${evtx}\n${json}`, event))).toEqual([['two', 'fire', [{ a: 1 }], undefined]]);
  });

  test.each([
    ['no count', '', '{"a":1}', ['fire', undefined]],
    ['no count, and several events', '', '{"a":1}\n{"a":2}', ['fire', 1]],
    ['some', 'match_count: 2,', '{"a":1}\n{"a":1}\n{"a":2}', ['fire', 2]],
    ['all', 'match_count: 2,', '[{"a":1},{"a":1}]', ['fire', undefined]],
    ['none', 'match_count: 0,', '{"a":1}', ['silent', undefined]],
  ])('matches: %s', (_, count, text, expected) => {
    const entry = `- {type: json, ${count} path: ${folder}/${id}.json}`;
    const [group] = collect(entry, { ...event, text }).groups;
    expect(group?.tests.map(({ expectation, atLeast }) => [expectation, atLeast])).toEqual([expected]);
  });

  test('files are found from wherever paths are written', () => {
    for (const base of ['', 'sigma/', './', 'C:\\sigma\\'])
      expect(
        testsIn(
          collectTests(
            [{ path: `${folder}/info.yml`, text: info(json) }, rule, event].map(({ path, text }) => ({
              path: base + (base.includes('\\') ? path.replaceAll('/', '\\') : path),
              text,
            })),
          ),
        ),
      ).toHaveLength(1);
    const loose = [
      { path: 'info.yml', text: info(json) },
      { path: `${id}.json`, text: '{"a": 1}' },
    ];
    expect(testsIn(collectTests(loose, { byContent: true }))).toHaveLength(1);
  });

  test('a file of the same name elsewhere is another', () => {
    const elsewhere = { path: `other/place/${id}.json`, text: '{}' };
    expect(collect(json, elsewhere).problems.map(({ code }) => code)).toEqual(['test_file_missing']);
    expect(testsIn(collect(json, elsewhere, event))).toEqual([['two', 'fire', [{ a: 1 }], undefined]]);
  });

  test('the rule may name its tests instead', () => {
    const pointing = `${ruleText.replace(id, 'other')}regression_tests_path: ../${folder}/info.yml\n`;
    const { groups } = collectTests([
      { path: 'rules/b.yml', text: pointing },
      { path: `${folder}/info.yml`, text: info(json) },
      event,
    ]);
    expect(groups.map((group) => group.rule?.path)).toEqual(['rules/b.yml']);
  });

  test.each([
    ['no mapping', '- 1', 'test_shape'],
    ['no path', '- {type: json}', 'test_shape'],
    ['another type', `- {type: csv, path: ${folder}/${id}.json}`, 'test_shape'],
    ['a count that is none', `- {type: json, match_count: -1, path: ${folder}/${id}.json}`, 'test_shape'],
    ['a file that is not there', '- {type: json, path: x.json}', 'test_file_missing'],
    ['EVTX without JSON', '- {type: evtx, path: x.evtx}', 'test_not_run'],
  ])('%s is said, with its place', (_, entry, code) => {
    const text = info(entry);
    const { groups, problems } = collect(entry, event);
    expect(groups).toEqual([]);
    expect(marked(text, problems)).toEqual([[code, entry.slice(2)]]);
  });

  test('is written as its repository has it, a file for each test', () => {
    const written = toRegressionData(firstRule(ruleText), tests, {
      id: 'i',
      date: '2026-01-31',
      author: 'me',
    });
    if ('problem' in written) throw new Error(written.problem);
    expect(written.files.map(({ path }) => path)).toEqual([
      `${folder}/info.yml`,
      `${folder}/${id}.json`,
      `${folder}/2/${id}.json`,
      `${folder}/3/${id}.json`,
    ]);
    expect(written.files[0]?.text).toContain('match_count: 0');
    expect(testsIn(collectTests([rule, ...written.files]))).toEqual(tests.map(plain));
  });

  test('a rule without an id has none', () => {
    const bare = firstRule(ruleText.replace(/^id.*\n/m, ''));
    expect(toRegressionData(bare, tests, { id: 'i', date: 'd', author: '' })).toHaveProperty('problem');
  });
});

test('YAML that has nothing to do with rules is passed over', () => {
  const files = [
    { path: '.github/workflows/ci.yml', text: 'on: push\njobs: {}\n' },
    { path: 'helm.yaml', text: 'a: {{ b }}\n' },
    { path: 'empty.yml', text: '' },
    { path: 'nested.yml', text: 'a:\n  detection: 1\n' },
    { path: 'note.md', text: 'Tests:' },
    { path: 'rules/a.events.json', text: '[{"eventName": "A"}]' },
  ];
  expect(collectTests(files)).toEqual({ rules: [], groups: [], problems: [] });
  expect(readRules('on: push\n').rules).toHaveLength(1);
});

test.each([
  ['a rule that is no YAML', 'title: t\ndetection:\n  s: [\n', 'yaml_syntax'],
  ['a rule without a detection', 'title: t\nlogsource: {}\n', 'missing_detection'],
  ['a part of a collection', 'action: repeat\nlogsource: {}\n', 'action_without_rule'],
  ['tests that are no YAML', 'regression_tests_info:\n  - {type: json\n', 'yaml_syntax'],
  ["tests of Panther's that are no YAML", 'Tests:\n  - Log: {a: "b}\n', 'yaml_syntax'],
])('%s is said', (_, text, code) => {
  expect(runTests([{ path: 'a.yml', text }]).problems.map((each) => each.code)).toContain(code);
});
