import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyEdits,
  evaluate,
  explain,
  match,
  readRules,
  RuleError,
  whyNot,
} from '../../src/sigma/matcher.ts';
import type { Diagnostic, EventValue } from '../../src/sigma/matcher.ts';
import { randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import { compiled } from '../_helpers/rule.ts';

const patient = { timeout: 60_000 };

/** What real rules look like, with something of everything. */
const realLooking = `title: Backdoor | "quoted"
id: 5d3f0a5e-7f1c-4a8e-9a60-0b0b7c6a0d11
status: test
description: |
  Two lines,
    one indented.
date: 2024-02-29
tags: [attack.persistence, attack.t1525]
logsource:
  product: aws
  service: cloudtrail
detection:
  selection_a:
    eventSource: 'ecs.amazonaws.com'
    eventName|startswith:
      - 'Register'
      - "Run\\x54ask"
    requestParameters.containerDefinitions.command|contains|all: ['$AWS', '*CRED?NTIALS*']
    sourceIPAddress|cidr: 10.0.0.0/8
    userAgent|re|i: '^aws-(cli|sdk)/\\d+(\\.\\d+)*'
  selection_b: &anchor
    - errorCode|exists: false
      count|gte: 5
    - keyword
  filter_main: *anchor
  filter_other:
    name|fieldref: other
    none: null
    text: ''
    flag: yes
    time|hour|lt: 0755
  condition: >
    1 of selection_*
    and not (filter_main or all of filter_*)
---
# another
detection: {s: {f|base64offset|contains: secret, g|wide|base64|contains: 'a b'}, condition: s}
`;

const scraps = fc.constantFrom(
  ...[
    '\n',
    '  ',
    '\t',
    ':',
    ': ',
    '- ',
    '|',
    '>',
    '"',
    "'",
    '\\',
    '*',
    '&a ',
    '*a',
    '<<: ',
    '!x ',
    '---\n',
    '...',
    '#',
    '%',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    '?',
    '~',
    '\0',
    '\r\n',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\ud800',
    '😀',
    '\x85',
    '@',
    '`',
    '|re|all|',
    '()',
  ],
  ...[
    'condition: ',
    'detection:',
    'null',
    '1e999999999',
    '0x',
    '__proto__: ',
    'constructor',
    '%x%',
    '(a+)+$',
    '(?<n>',
    '10.0.0.0/99',
  ],
);

/** Real text with stretches cut out, doubled, moved, and scraps put in. */
const mutated = fc
  .array(
    fc.tuple(
      fc.nat(realLooking.length),
      fc.nat(40),
      fc.oneof(scraps, fc.constant(''), fc.nat(realLooking.length)),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((edits) =>
    edits.reduce((text, [at, length, insert]) => {
      const put = typeof insert === 'string' ? insert : realLooking.slice(insert, insert + 30);
      return text.slice(0, at) + put + text.slice(at + (length > 20 ? 0 : length));
    }, realLooking),
  );
const soup = fc.array(scraps, { maxLength: 40 }).map((parts) => parts.join(''));
const anyText = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 2, arbitrary: soup },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 2, arbitrary: randomRule({ patterns: true, broken: true }).map(ruleOf) },
);

function expectInside(text: string, diagnostics: readonly Diagnostic[]): void {
  for (const { range, message, fixes } of diagnostics) {
    if (!(0 <= range.start && range.start <= range.end && range.end <= text.length))
      expect.fail(JSON.stringify(range));
    if (message === '') expect.fail('a diagnostic without a message');
    for (const { edits } of fixes ?? [])
      for (const edit of edits)
        if (!(0 <= edit.range.start && edit.range.end <= text.length)) expect.fail(JSON.stringify(edit));
  }
}

const events: EventValue[] = [{}, { eventName: 'RunTask', f: ['a', { g: 5 }], count: '6' }, null, 'text', []];

test('no text makes reading, compiling or explaining throw; all places are in the text', patient, () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { rules, diagnostics } = readRules(text);
      expectInside(text, diagnostics);
      expect(rules.length + diagnostics.length).toBeGreaterThan(0);
      for (const rule of rules) {
        if (rule.type !== 'detection') continue;
        const each = compiled(text);
        expectInside(text, each.diagnostics);
        for (const event of events) {
          const trace = explain(each, event);
          expect(trace.verdict).toBe(match(each, event));
          expect(JSON.stringify(trace)).not.toBe('');
          whyNot(each, event, trace);
        }
        break;
      }
    }),
    { numRuns: 500 },
  );
});

test('`evaluate` answers, or throws a RuleError that says why', patient, () => {
  fc.assert(
    fc.property(anyText, (text) => {
      try {
        for (const answer of evaluate(text, events)) expect(typeof answer).toBe('boolean');
      } catch (error) {
        if (!(error instanceof RuleError)) throw error;
        expect(error.diagnostics.length).toBeGreaterThan(0);
        expect(error.message).not.toBe('');
      }
    }),
    { numRuns: 200 },
  );
});

test('a real rule cut anywhere, or with any character put in anywhere, is read', patient, () => {
  for (let at = 0; at <= realLooking.length; at += 3) {
    readRules(realLooking.slice(at));
    for (const unit of ['\t', '"', '\0'])
      expectInside(
        realLooking + unit,
        readRules(realLooking.slice(0, at) + unit + realLooking.slice(at)).diagnostics,
      );
  }
});

test('the mends of diagnostics can be applied, and what they mend is gone', patient, () => {
  const mendable = [
    ...[
      'repeated_modifier',
      'yaml_1_1_differs',
      'operator_case',
      'exists_value',
      'cidr_host_bits',
      'number_as_text',
    ],
    ...['control_character', 'yaml_tab', 'unknown_modifier', 'unknown_identifier'],
  ];
  fc.assert(
    fc.property(anyText, (text) => {
      const { rules } = readRules(text);
      if (rules[0]?.type !== 'detection') return;
      const all = compiled(text).diagnostics;
      const count = (code: string, each: readonly Diagnostic[]): number =>
        each.filter((one) => one.code === code).length;
      for (const { code, fixes } of all)
        for (const { edits } of fixes ?? []) {
          const mended = applyEdits(text, edits);
          expect(mended).not.toBe(text);
          const [first] = readRules(mended).rules;
          if (!mendable.includes(code) || first?.type !== 'detection' || rules.length > 1) continue;
          if (all.some(({ code: other }) => other === 'yaml_syntax')) continue;
          expect(count(code, compiled(mended).diagnostics)).toBeLessThan(count(code, all));
        }
    }),
    { numRuns: 300 },
  );
});
