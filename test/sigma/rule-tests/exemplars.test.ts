import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  embedExemplars,
  readEvents,
  readExemplars,
  readRules,
} from '../../../src/sigma/matcher.ts';
import type { RuleTest, TestsRead } from '../../../src/sigma/matcher.ts';
import { marked } from '../../_helpers/rule.ts';

const head = 'title: t\nlogsource:\n    product: aws\ndetection:\n    s:\n        a: 1\n    condition: s\n';

function read(text: string): TestsRead {
  const rule = readRules(text).rules.find(({ type }) => type === 'detection');
  return readExemplars(rule?.document ?? null);
}

function embedded(text: string, tests: readonly RuleTest[]): string {
  const written = embedExemplars(text, tests);
  if ('problem' in written) throw new Error(written.problem);
  return applyEdits(text, written.edits);
}

/** A test as it counts: its event by its value. */
function plain({ name, expectation, eventText }: RuleTest): unknown {
  return { name, expectation, events: readEvents(eventText).events.map(({ value }) => value) };
}

const fire: RuleTest = { name: 'fires', expectation: 'fire', eventText: '{"a": 1}' };
const silent: RuleTest = { name: 'silent', expectation: 'silent', eventText: '{"a": 2}' };
const gap: RuleTest = { name: 'later', expectation: 'gap', eventText: '{"a": "one"}' };

describe('reading', () => {
  test('name, expectation, event, and the place of each', () => {
    const text = `${head}custom_attributes:
    rsigma.exemplars:
        - name: one
          expect: match
          event: {a: 1, b: [yes, 0x1F, 9007199254740993, 012345, 1.0, .5, ~], c: {d: 'x'}}
        - expect: no-match
          event:
              a: 2
        - name: 'Known gap: later'
          expect: no-match
          event: {a: one}
`;
    const { tests, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(tests.map(({ name, expectation }) => [name, expectation])).toEqual([
      ['one', 'fire'],
      [undefined, 'silent'],
      ['later', 'gap'],
    ]);
    const [first] = readEvents(tests[0]?.eventText ?? '').events;
    expect(tests[0]?.eventText.replace(/\s+/g, ' ')).toBe(
      '{ "a": 1, "b": [ "yes", 31, 9007199254740993, "012345", 1.0, 0.5, null ], "c": { "d": "x" } }',
    );
    expect(first?.value).toHaveProperty('c', { d: 'x' });
    expect(text.slice(tests[1]?.range?.start, tests[1]?.range?.end)).toMatch(
      /^expect: no-match\s+event:\s+a: 2$/,
    );
  });

  test('under a key of the rule itself; what is nested counts before it', () => {
    const top = `${head}rsigma.exemplars:\n  - {expect: match, event: {a: 1}}\n`;
    expect(read(top).tests).toHaveLength(1);
    const both = `${top}custom_attributes: {rsigma.exemplars: [{expect: no-match, event: {a: 2}}]}\n`;
    expect(read(both).tests.map(({ expectation }) => expectation)).toEqual(['silent']);
  });

  test.each([
    ['no list', '{a: 1}', [['test_shape', 'rsigma.exemplars']]],
    ['an empty list', '[]', [['test_shape', 'rsigma.exemplars']]],
    ['an entry that is no mapping', '[x]', [['test_shape', 'x']]],
    ['no expectation', '[{event: {}}]', [['test_shape', '{event: {}}']]],
    ['another expectation', '[{expect: maybe, event: {}}]', [['test_shape', 'maybe']]],
    ['no event', '[{expect: match}]', [['test_event', '{expect: match}']]],
    ['an event that is no mapping', '[{expect: match, event: [1]}]', [['test_event', '[1]']]],
    ['a sequence for a correlation', '[{expect: match, events: []}]', [['test_not_run', 'events']]],
  ])('%s is said, with its place', (_, list, expected) => {
    const text = `${head}custom_attributes: {rsigma.exemplars: ${list}}\n`;
    const { tests, diagnostics } = read(text);
    expect(tests).toEqual([]);
    expect(marked(text, diagnostics)).toEqual(expected);
  });

  test('one bad entry hides none of its neighbours', () => {
    const list = '[{expect: match, event: {a: 1}}, 5, {expect: no-match, event: {a: 2}}]';
    const { tests, diagnostics } = read(`${head}custom_attributes: {rsigma.exemplars: ${list}}\n`);
    expect([tests.length, diagnostics.length]).toEqual([2, 1]);
  });

  test('keys of objects are no keys of ours', () => {
    const list = '[{expect: match, event: {__proto__: {a: 1}, constructor: 2}}]';
    const [test] = read(`${head}custom_attributes: {rsigma.exemplars: ${list}}\n`).tests;
    const [event] = readEvents(test?.eventText ?? '').events;
    expect(Object.keys(event?.value ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.prototype).not.toHaveProperty('a');
  });

  test('aliases that make too much of an event are stopped', () => {
    const long = `x: &x ${'y'.repeat(500_000)}\n`;
    const list = `- expect: match\n    event: {a: [${'*x, '.repeat(100)}]}\n`;
    const { tests, diagnostics } = read(`${head}${long}rsigma.exemplars:\n  ${list}`);
    expect(tests).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['test_event']);
  });
});

describe('embedding', () => {
  test('at the end of the rule, in its own indentation', () => {
    const text = 'title: t # of mine\nlogsource: {}\ndetection:\n  s:\n    a: 1\n  condition: s\n# the end\n';
    expect(embedded(text, [fire, silent])).toBe(
      `title: t # of mine
logsource: {}
detection:
  s:
    a: 1
  condition: s
custom_attributes:
  rsigma.exemplars:
    - name: fires
      expect: match
      event:
        a: 1
    - name: silent
      expect: no-match
      event:
        a: 2
# the end
`,
    );
  });

  const attributes = 'custom_attributes:\n    mine: 1 # keep\nlevel: high # this too\n';
  test.each([
    ['no custom attributes', `${head}level: high # this too\n`],
    ['custom attributes', head + attributes],
    ['custom attributes without anything', `${head}custom_attributes:\nlevel: high\n`],
    ['custom attributes as {}', `${head}custom_attributes: {}\nlevel: high\n`],
    ['custom attributes as {a: b}', `${head}custom_attributes: {mine: 1} # keep\nlevel: high\n`],
    [
      'exemplars already',
      `${head}custom_attributes:\n    rsigma.exemplars: [] # old\n    mine: 1 # keep\nlevel: high\n`,
    ],
    [
      'long exemplars already',
      `${head}custom_attributes:\n    rsigma.exemplars:\n    - expect: match\n      event:\n          b: |\n              old\n    # keep\n    mine: 1\nlevel: high\n`,
    ],
    ['exemplars in {}', `${head}custom_attributes: {rsigma.exemplars: [1], mine: 1}\nlevel: high\n`],
    ['exemplars at the top', `${head}rsigma.exemplars:\n  - 1\nlevel: high\n`],
    ['a rule without a line break at its end', head.trimEnd()],
    ['a block scalar at its end', `${head}description: |+\n    text\n\n`],
    ['lines that end with CR LF', `${head}${attributes}`.replaceAll('\n', '\r\n')],
    ['a rule in braces', '{title: t, logsource: {}, detection: {s: {a: 1}, condition: s}}'],
    ['another document behind it', `${head}---\ntitle: other\n`],
    ['a document mark and a comment before it', `# mine\n---\n${head}...\n`],
    ['a correlation before it', `title: c\ncorrelation: {}\n---\n${head}`],
  ])('%s', (_, text) => {
    const lines: RuleTest = { expectation: 'silent', eventText: '{"a": "two\\nlines\\n"}' };
    const tests = [fire, silent, gap, lines];
    const after = embedded(text, tests);
    expect(read(after).tests.map(plain)).toEqual(tests.map(plain));
    // What was there is there still, exemplars aside.
    for (const kept of ['# keep', '# this too', '# mine', 'title: other', 'mine: 1'])
      expect(after.includes(kept)).toBe(text.includes(kept));
    expect(after.includes('old')).toBe(false);
    if (text.includes('\r\n')) expect(after).not.toMatch(/[^\r]\n/);
    const before = readRules(text).rules;
    const rules = readRules(after).rules;
    expect(rules.map(({ type }) => type)).toEqual(before.map(({ type }) => type));
    expect(rules.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual(
      before.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)),
    );
    expect(after).toMatch(/[\n}]$/);
    // Once more changes nothing.
    expect(embedded(after, tests)).toBe(after);
  });

  test('a known gap is said to be one, for rsigma has no word for it', () => {
    const written = embedExemplars(head, [gap]);
    expect('notes' in written && written.notes).toHaveLength(1);
    expect(embedded(head, [gap])).toContain('expect: no-match');
  });

  test('names are different, as rsigma wants them', () => {
    const tests = [fire, fire, { ...gap, name: ' ' }, { ...gap, name: '' }];
    const names = [...embedded(head, tests).matchAll(/name: (.*)/g)].map(([, name]) => name);
    expect(names).toEqual(['fires', 'fires (2)', 'Known gap', 'Known gap 2']);
    expect(read(embedded(head, tests)).tests.map(({ name }) => name)).toEqual([
      'fires',
      'fires (2)',
      undefined,
      undefined,
    ]);
  });

  test('several events are a test each; what cannot be said is left out, and that is said', () => {
    const several: RuleTest = { expectation: 'fire', eventText: '{"a": 1}\n{"a": 2}' };
    expect(read(embedded(head, [several])).tests).toHaveLength(2);
    const written = embedExemplars(head, [fire, { ...several, atLeast: 1 }, { ...fire, eventText: '{' }]);
    expect('notes' in written && written.notes).toHaveLength(2);
  });

  const deep = `${'{"a":'.repeat(120)}1${'}'.repeat(120)}`;
  test.each([
    ['no rule', 'title: t\n', [fire]],
    ['no tests', head, []],
    ['custom attributes that are a list', `${head}custom_attributes: [1]\n`, [fire]],
    ['custom attributes that are an alias', `x: &x {b: 1}\n${head}custom_attributes: *x\n`, [fire]],
    [
      'exemplars that are an alias',
      `x: &x [1]\n${head}custom_attributes:\n    rsigma.exemplars: *x\n`,
      [fire],
    ],
    ['an event that is too deep for YAML', head, [{ ...fire, eventText: deep }]],
    [
      'events that are too large for a rule',
      head,
      [{ ...fire, eventText: `{"a": "${'x'.repeat(1_000_000)}"}` }],
    ],
  ])('%s: nothing is written, and why', (_, text, tests) => {
    expect(embedExemplars(text, tests)).toHaveProperty('problem');
  });
});
