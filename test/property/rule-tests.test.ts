import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyEdits,
  collectTests,
  embedExemplars,
  readEvents,
  readLabelled,
  runTests,
  toNdjson,
  toPanther,
  toRegressionData,
} from '../../src/sigma/matcher.ts';
import type { RuleTest, TestFile } from '../../src/sigma/matcher.ts';
import { firstRule } from '../_helpers/rule.ts';

/** Texts that YAML may take for something else, or that need quotes. */
const special = fc.constantFrom(
  ...[
    '',
    'yes',
    'No',
    '~',
    'null',
    'true',
    '1e3',
    '0x1F',
    '0o7',
    '012',
    '1_000',
    '12:30:45',
    '2019-01-01',
    '=',
  ],
  ...[
    '.inf',
    '<<',
    '- a',
    'a: b',
    '#a',
    ' a ',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    '"',
    "'",
    '{',
    '[',
    '|',
    '>',
  ],
  ...[
    'a\nb',
    'a\r\nb',
    'a\n',
    '\n',
    '\t',
    '\0',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud800',
    '😀',
    '---',
    '...',
    '?',
  ],
  ...['__proto__', 'constructor', '?x', '-', 'a #b', 'x'.repeat(300), `${'word '.repeat(60)}\nline`],
);
const text = fc.oneof(special, fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 }));
const number = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '1.0',
    '1e3',
    '1E+400',
    '9007199254740993',
    '-1.5e-7',
    '123456789012345678901234',
  ),
  fc.integer().map(String),
);
const json: fc.Arbitrary<string> = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text.map((each) => JSON.stringify(each)),
    number,
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    tie('object'),
  ),
  object: fc
    .uniqueArray(fc.tuple(text, tie('value')), { maxLength: 4, selector: ([key]) => key })
    .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
})).object;

/** Names that formats of other tools give to tests without one, and to gaps, are no names. */
const name = text
  .map((each) => each.trim())
  .filter((each) => each !== '' && !/^(test|known gap)/i.test(each));
const tests: fc.Arbitrary<RuleTest[]> = fc
  .uniqueArray(
    fc.record({
      name: fc.option(name, { nil: undefined }),
      expectation: fc.constantFrom('fire' as const, 'silent' as const, 'gap' as const),
      eventText: json,
    }),
    { minLength: 1, maxLength: 4, selector: (each) => each.name ?? {} },
  )
  .map((all) => all.map(({ name, ...rest }) => (name === undefined ? rest : { name, ...rest })));

const ruleText = 'title: t\nid: an-id\nlogsource: {}\ndetection:\n    s:\n        a: 1\n    condition: s\n';
const rule: TestFile = { path: 'rules/t.yml', text: ruleText };

function plain({ name, expectation, eventText }: RuleTest): unknown {
  return { name, expectation, event: readEvents(eventText).events.map(({ value }) => value) };
}

function testsIn(files: readonly TestFile[]): unknown[] {
  const { groups, problems } = collectTests(files);
  expect(problems).toEqual([]);
  expect(groups.every((group) => group.rule !== null)).toBe(true);
  return groups.flatMap((group) => group.tests.map(plain));
}

function written<T extends object>(result: T | { readonly problem: string }): T {
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

const formats: [string, (tests: readonly RuleTest[]) => readonly TestFile[]][] = [
  [
    'exemplars in the rule',
    (all) => [{ ...rule, text: applyEdits(ruleText, written(embedExemplars(ruleText, all)).edits) }],
  ],
  ["Panther's tests", (all) => [rule, { path: 'p.yml', text: written(toPanther('an-id', all)).text }]],
  [
    "SigmaHQ's regression data",
    (all) => {
      const info = { id: 'i', date: '2026-01-31', author: 'a' };
      return [rule, ...written(toRegressionData(firstRule(ruleText), all, info)).files];
    },
  ],
  ['labelled events', (all) => [rule, { path: 'rules/t.tests.ndjson', text: toNdjson(all).text }]],
];

test.each(formats)('%s: what is written is read again, all three labels', (_, write) => {
  fc.assert(
    fc.property(tests, (all) => {
      expect(testsIn(write(all))).toEqual(all.map(plain));
    }),
  );
});

test('no text makes the readers throw', () => {
  const fragment = fc.constantFrom(
    ...[
      'Tests:',
      '\n',
      ' ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ': ',
      ',',
      '"',
      '*a',
      '&a ',
      'regression_tests_info:',
      '|',
    ],
    ...[
      'rsigma.exemplars:',
      'custom_attributes:',
      'detection:',
      'expect: match',
      'event:',
      'Log:',
      'condition: s',
    ],
    ...[
      '"expect":1',
      '"event":',
      'path: e.json',
      'type: json',
      'match_count: 9',
      'ExpectedResult: true',
      '---\n',
    ],
  );
  const hostile = fc.oneof(
    fc.array(fragment, { maxLength: 40 }).map((all) => all.join('')),
    fc.string(),
  );
  fc.assert(
    fc.property(hostile, hostile, (a, b) => {
      const files = [
        { path: 'a.yml', text: a },
        { path: 'b/info.yml', text: `${ruleText}${b}` },
        { path: 'a.tests.json', text: b },
        { path: '../../e.json', text: a },
      ];
      const { ok } = runTests(files);
      expect(typeof ok).toBe('boolean');
      collectTests(files, { byContent: true });
      readLabelled(a);
      embedExemplars(`${ruleText}${a}`, [{ expectation: 'fire', eventText: '{"a":1}' }]);
    }),
  );
});
