import { expect, test } from 'vitest';
import { marksOf } from '../../../src/intake/marks-of.ts';
import { applyEdits, readEvents } from '../../../src/sigma/index.ts';
import { createEngine } from '../../../src/worker/engine.ts';
import type {
  EventLabel,
  TestFormat,
  TestsOpened,
} from '../../../src/worker/workbench/rule-tests-protocol.ts';

const ruleText =
  'title: My Rule\nid: an-id\nlogsource:\n    product: aws\n    service: cloudtrail\ndetection:\n    s:\n' +
  '        a: 1\n    condition: s\n';
const events = ['{"a": 1, "n": 9007199254740993}', '{"a": 2}', '{"a": "one"}', '{"unlabelled": 1}'];
const labels: EventLabel[] = [
  { event: 0, expectation: 'fire', name: 'fires' },
  { event: 1, expectation: 'silent' },
  { event: 2, expectation: 'gap', name: 'later' },
];

async function engineWith(eventsText: string, text = ruleText) {
  const engine = createEngine({ onRunning: () => {} });
  await engine.run({ id: 1, ruleText: text, eventsText, selected: 0, skipped: [] });
  return engine;
}

/** Each event with what is said of it. */
function said({ eventsText, marks }: TestsOpened): unknown[] {
  const { events, diagnostics } = readEvents(eventsText);
  expect(diagnostics).toEqual([]);
  const found = marksOf(
    marks,
    events.map(({ range }) => range),
  );
  return events.map(({ value }, i) => [value, found[i]?.expectation, found[i]?.name]);
}

const expected = labels.map(({ event, expectation, name }) => [
  readEvents(events[event] ?? '').events[0]?.value,
  expectation,
  name,
]);

test.each<[TestFormat, string[]]>([
  ['ndjson', ['my_rule.tests.ndjson']],
  ['panther', ['my_rule.panther.yml']],
  [
    'regression',
    ['info.yml', 'an-id.json', '2/an-id.json', '3/an-id.json'].map(
      (name) => `regression_data/rules/aws/cloudtrail/my_rule/${name}`,
    ),
  ],
])('%s: labelled events go out to files, and come in again', async (format, paths) => {
  const engine = await engineWith(events.join('\n'));
  const written = await engine.ask('writeTests', format, labels);
  if (!('files' in written)) throw new Error(JSON.stringify(written));
  expect(written.files.map(({ path }) => path)).toEqual(paths);
  const opened = await engine.ask('readTests', written.files);
  expect(said(opened)).toEqual(expected);
  expect(opened).toMatchObject({
    counts: { fire: 1, silent: 1, gap: 1, open: 0 },
    ruleText: null,
    isOfOtherRule: false,
    leftOut: 0,
    problems: [],
  });
});

test('into the rule, and out of it', async () => {
  const engine = await engineWith(events.join('\n'));
  expect(await engine.ask('readOwnTests')).toBe(null);
  const written = await engine.ask('writeTests', 'exemplars', labels);
  if (!('edits' in written)) throw new Error(JSON.stringify(written));
  const withTests = applyEdits(ruleText, written.edits);
  const other = await engineWith('', withTests);
  const own = await other.ask('readOwnTests');
  expect(own && said(own)).toEqual(expected);
  const opened = await engine.ask('readTests', [{ path: 'pasted', text: withTests }]);
  expect(said(opened)).toEqual(expected);
  expect(opened.ruleText).toBe(withTests);
});

test('an event that was unwrapped goes out as the rule sees it', async () => {
  const engine = await engineWith('{"Event": {"System": {"EventID": 1}, "EventData": {"a": 1}}}');
  const written = await engine.ask('writeTests', 'ndjson', [{ event: 0, expectation: 'fire' }]);
  expect('files' in written && written.files[0]?.text).toBe(
    '{"expect":"match","event":{"EventID":1,"a":1}}\n',
  );
});

test('of several rules the first with tests is opened, and what is left out is counted', async () => {
  const engine = await engineWith('');
  const exemplars = 'rsigma.exemplars:\n  - {expect: match, event: {a: 1}}\n';
  const rules = ['one', 'two'].map((id) => ruleText.replace('an-id', id) + exemplars);
  const opened = await engine.ask('readTests', [
    { path: 'a.yml', text: ruleText },
    { path: 'b.yml', text: rules.join('---\n') },
  ]);
  expect(opened).toMatchObject({ leftOut: 1, counts: { fire: 1 } });
  expect(opened.ruleText).toMatch(/^title: My Rule\nid: one\n[^]*event: \{a: 1\}\}\n$/);
  expect(opened.ruleText).not.toContain('two');
});

test('some of several events: they come without labels, for which of them should fire is not said', async () => {
  const engine = await engineWith('');
  const info = 'rule_metadata: [{id: other}]\nregression_tests_info: [{name: n, type: json, path: e.json}]\n';
  const opened = await engine.ask('readTests', [
    { path: 'info.yml', text: info },
    { path: 'e.json', text: '{"a": 1}\n{"a": 2}' },
  ]);
  expect(said(opened)).toEqual([
    [{ a: 1 }, undefined, 'n'],
    [{ a: 2 }, undefined, 'n'],
  ]);
  expect(opened).toMatchObject({ counts: { fire: 0, open: 1 }, isOfOtherRule: true });
});

test('what holds no tests says why, where there is a why', async () => {
  const engine = await engineWith('');
  const opened = await engine.ask('readTests', [
    { path: 'What was pasted', text: 'hello' },
    { path: 'a.ndjson', text: '{"expect": 5, "event": {}}' },
  ]);
  expect(opened).toMatchObject({ eventsText: '', marks: [] });
  expect(opened.problems.map(({ path }) => path)).toEqual(['a.ndjson']);
});

test('without a rule there is nothing to be a test of, labelled events aside', async () => {
  const engine = await engineWith(events.join('\n'), '');
  for (const format of ['exemplars', 'panther', 'regression'] as const)
    expect(await engine.ask('writeTests', format, labels)).toHaveProperty('problem');
  expect(await engine.ask('writeTests', 'ndjson', labels)).toHaveProperty('files');
});
