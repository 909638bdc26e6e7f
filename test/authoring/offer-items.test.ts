import { expect, test } from 'vitest';
import { offerItems } from '../../src/authoring/offer-items.ts';
import type { Operator, OfferOptions } from '../../src/authoring/offer-items.ts';
import { applyEdits, ExactNumber, match } from '../../src/sigma/index.ts';
import type { EventObject } from '../../src/sigma/index.ts';
import { compiled } from '../_helpers/rule.ts';
import { yaml } from '../_helpers/yaml.ts';

const event: EventObject = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  userAgent: 'aws-cli/2.15 md/awscrt',
  readOnly: false,
  maxResults: 50,
  exact: new ExactNumber('1.0'),
  errorCode: null,
  requestParameters: { policy: 'a*b?c\\*d', tags: [{ key: 'true', value: "it's" }], lines: 'one\ntwo' },
  'dotted.key': { 'a|b': 'x', '': 'y' },
};

function add(rule: string, pointer: string, operator: Operator, options: OfferOptions = {}): string {
  const offer = offerItems(rule, event, pointer, options)?.offers.find((each) => each.operator === operator);
  if (!offer?.fix || !offer.range) return `refused: ${offer?.refusal ?? 'none'}`;
  return applyEdits(rule, offer.fix.edits);
}

const head = 'title: t\nlogsource: {product: aws, service: cloudtrail}\n';

test.each([
  {
    title: 'a new key at the end of the mapping, before what follows it',
    rule: "detection:\n  selection:\n    eventName: 'CreateUser' # the call\n\n  # what is benign\n  filter:\n    userAgent: 'x'\n  condition: selection and not filter\n",
    pointer: '/eventSource',
    operator: 'equals',
    after:
      "detection:\n  selection:\n    eventName: 'CreateUser' # the call\n    eventSource: 'iam.amazonaws.com'\n\n  # what is benign\n  filter:\n    userAgent: 'x'\n  condition: selection and not filter\n",
  },
  {
    title: 'a scalar becomes a list, its comment stays with it',
    rule: 'detection:\n  selection:\n    eventName: DeleteUser   # gone\n    eventSource: iam.amazonaws.com\n  condition: selection\n',
    pointer: '/eventName',
    operator: 'equals',
    after:
      'detection:\n  selection:\n    eventName:\n      - DeleteUser   # gone\n      - CreateUser\n    eventSource: iam.amazonaws.com\n  condition: selection\n',
  },
  {
    title: 'a block list grows in its own indentation',
    rule: 'detection:\n  selection:\n    eventName:\n    - "A"\n    - "B" # two\n\n    eventSource: "x"\n  condition: selection\n',
    pointer: '/eventName',
    operator: 'equals',
    after:
      'detection:\n  selection:\n    eventName:\n    - "A"\n    - "B" # two\n    - "CreateUser"\n\n    eventSource: "x"\n  condition: selection\n',
  },
  {
    title: 'a flow list grows within its brackets',
    rule: 'detection:\n  selection:\n    eventName: [A, B, ]\n  condition: selection\n',
    pointer: '/eventName',
    operator: 'equals',
    after: 'detection:\n  selection:\n    eventName: [A, B, CreateUser, ]\n  condition: selection\n',
  },
  {
    title: 'a flow mapping grows within its braces, and a scalar in it becomes a flow list',
    rule: 'detection: {selection: {eventName: A}, condition: selection}\n',
    pointer: '/eventName',
    operator: 'equals',
    after: 'detection: {selection: {eventName: [A, CreateUser]}, condition: selection}\n',
  },
  {
    title: 'a flow mapping takes a new key',
    rule: 'detection: {selection: {eventName: A}, condition: selection}\n',
    pointer: '/readOnly',
    operator: 'equals',
    after: 'detection: {selection: {eventName: A, readOnly: false}, condition: selection}\n',
  },
  {
    title: 'a list of mappings takes it into the last',
    rule: 'detection:\n  selection:\n    - eventName: A\n    - eventName: B\n      readOnly: true\n  condition: selection\n',
    pointer: '/maxResults',
    operator: 'equals',
    after:
      'detection:\n  selection:\n    - eventName: A\n    - eventName: B\n      readOnly: true\n      maxResults: 50\n  condition: selection\n',
  },
  {
    title: 'an identifier without anything is filled',
    rule: 'detection:\n  selection:\n  condition: selection\n',
    pointer: '/eventName',
    operator: 'exists',
    after: 'detection:\n  selection:\n    eventName|exists: true\n  condition: selection\n',
  },
  {
    title: 'the first that the condition wants, not the first that is defined',
    rule: 'detection:\n  filter:\n    a: b\n  wanted_1:\n    c: d\n  condition: not filter and 1 of wanted_*\n',
    pointer: '/eventName',
    operator: 'equals',
    after:
      'detection:\n  filter:\n    a: b\n  wanted_1:\n    c: d\n    eventName: CreateUser\n  condition: not filter and 1 of wanted_*\n',
  },
  {
    title: 'no detection yet',
    rule: 'level: high\n',
    pointer: '/eventName',
    operator: 'equals',
    after: 'level: high\ndetection:\n  selection:\n    eventName: CreateUser\n  condition: selection\n',
  },
  {
    title: 'CRLF is kept',
    rule: 'detection:\r\n  selection:\r\n    a: b\r\n  condition: selection\r\n',
    pointer: '/eventName',
    operator: 'equals',
    after:
      'detection:\r\n  selection:\r\n    a: b\r\n    eventName: CreateUser\r\n  condition: selection\r\n',
  },
] as const)('$title', ({ rule, pointer, operator, after }) => {
  expect(add(head + rule, pointer, operator)).toBe(head + after);
});

test.each([
  ['/requestParameters/policy', 'equals', "requestParameters.policy: 'a\\*b\\?c\\\\\\*d'"],
  ['/requestParameters/tags/0/key', 'equals', "requestParameters.tags.key: 'true'"],
  ['/requestParameters/tags/0/value', 'contains', "requestParameters.tags.value|contains: 'it''s'"],
  ['/requestParameters/lines', 'startswith', 'requestParameters.lines|startswith: "one\\ntwo"'],
  ['/exact', 'equals', 'exact: 1.0'],
  ['/errorCode', 'equals', 'errorCode: null'],
  ['/requestParameters/tags', 'exists', 'requestParameters.tags|exists: true'],
] as const)('%s, %s, is written as %s', (pointer, operator, line) => {
  const rule = `${head}detection:\n  selection:\n    a: b\n  condition: selection\n`;
  expect(add(rule, pointer, operator)).toContain(`    a: b\n    ${line}\n`);
});

test('the selected part counts, and says where a beginning ends', () => {
  const rule = `${head}detection:\n  selection:\n    a: b\n  condition: selection\n`;
  const stretch = { start: 8, end: 12 };
  const lines = offerItems(rule, event, '/userAgent', { stretch })?.offers.map(({ line }) => line);
  expect(lines).toEqual([
    "userAgent: 'aws-cli/2.15 md/awscrt'".replaceAll("'", ''),
    "userAgent|contains: '2.15'",
    'userAgent|startswith: aws-cli/2.15',
    "userAgent|endswith: '2.15 md/awscrt'",
    'userAgent|exists: true',
  ]);
});

test('the identifier that holds the cursor goes first', () => {
  const rule = `${head}detection:\n  selection:\n    a: b\n  filter:\n    c: d\n  condition: selection and not filter\n`;
  const offers = offerItems(rule, event, '/eventName', { cursor: rule.indexOf('c: d') });
  expect(offers?.into).toBe('filter');
  expect(add(rule, '/eventName', 'equals', { cursor: rule.indexOf('c: d') })).toContain(
    '    c: d\n    eventName: CreateUser\n  condition',
  );
});

test('what is too long is not written, and its parts can be', () => {
  const rule = `${head}detection:\n  selection:\n    a: b\n  condition: selection\n`;
  const long = { userAgent: 'x'.repeat(1_000_000) };
  const whole = offerItems(rule, long, '/userAgent')?.offers ?? [];
  expect(whole.map(({ operator, fix }) => [operator, fix !== null])).toEqual([
    ['equals', false],
    ['contains', false],
    ['startswith', false],
    ['endswith', false],
    ['exists', true],
  ]);
  expect(whole[0]?.line).toBe('userAgent: …');
  const part = offerItems(rule, long, '/userAgent', { stretch: { start: 5, end: 9 } })?.offers ?? [];
  expect(part.find(({ operator }) => operator === 'contains')?.line).toBe('userAgent|contains: xxxx');
});

test('an empty text becomes a whole rule that matches the event', () => {
  const made = add(' \n', '/eventName', 'equals');
  expect(match(compiled(made), event)).toBe('match');
  expect(made).toContain('service: cloudtrail');
});

test.each([
  [
    'what stands there already',
    yaml`
    detection:
      selection:
        eventName: [createuser]
      condition: selection
  `,
    '/eventName',
    'equals',
  ],
  ['keywords alone', 'detection:\n  words: [a, b]\n  condition: words\n', '/eventName', 'equals'],
  ['text that is no YAML', 'detection:\n  s: {a: [b\n', '/eventName', 'equals'],
  [
    'a value behind an anchor',
    'detection:\n  s:\n    eventName: &a x\n    b: *a\n  condition: s\n',
    '/eventName',
    'equals',
  ],
  [
    'a value of an alias',
    'detection:\n  s:\n    b: &a x\n    eventName: *a\n  condition: s\n',
    '/eventName',
    'equals',
  ],
] as const)('no edit: %s', (_, rule, pointer, operator) => {
  expect(add(head + rule, pointer, operator)).toMatch(/^refused: ./);
});
