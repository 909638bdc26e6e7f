import { expect, test } from 'vitest';
import { checks } from '../../src/lint/checks.ts';
import { lintAgainstEvents } from '../../src/lint/lint-against-events.ts';
import { applyEdits } from '../../src/sigma/index.ts';
import type { Diagnostic, EventValue } from '../../src/sigma/index.ts';
import { compiled, marked, rule, selection } from '../_helpers/rule.ts';

function lint(text: string, ...events: readonly EventValue[]): readonly Diagnostic[] {
  const steps = lintAgainstEvents(compiled(text), events);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
const found = (text: string, ...events: readonly EventValue[]) => marked(text, lint(text, ...events));

const tags = (...pairs: readonly (readonly [string, string])[]): EventValue => ({
  tags: pairs.map(([key, value]) => ({ key, value })),
});

const rows: readonly {
  readonly what: string;
  readonly search: string;
  readonly events: readonly EventValue[];
  readonly found: readonly (readonly [string, string])[];
  /** The search after the only fix. */
  readonly fixed?: string;
}[] = [
  {
    what: 'a field that no event has, and the nearest',
    search: 'a.nam|contains: x',
    events: [{ a: { name: 'x' } }],
    found: [['events_lack_field', 'a.nam']],
    fixed: 'a.name|contains: x',
  },
  {
    what: 'a field in other case',
    search: 'eventname: x',
    events: [{ eventName: 'x' }],
    found: [['events_lack_field', 'eventname']],
    fixed: 'eventName: x',
  },
  {
    what: 'a value that is a field',
    search: 'user: target.user',
    events: [{ user: 'a', target: { user: 'a' } }],
    found: [['events_have_field_named', 'target.user']],
    fixed: 'user|fieldref: target.user',
  },
  {
    what: 'a value that is a flat field',
    search: 'SubjectUserName: TargetUserName',
    events: [{ SubjectUserName: 'a', TargetUserName: 'a' }],
    found: [['events_have_field_named', 'TargetUserName']],
    fixed: 'SubjectUserName|fieldref: TargetUserName',
  },
  {
    what: 'a number asked of a text',
    search: 'size|gt: 10',
    events: [{ size: 'large' }],
    found: [['events_have_other_type', 'size|gt: 10']],
  },
  {
    what: 'a network asked of a name',
    search: 'ip|cidr: 10.0.0.0/8',
    events: [{ ip: 'cloudformation.amazonaws.com' }],
    found: [['events_have_other_type', 'ip|cidr: 10.0.0.0/8']],
  },
  {
    what: 'a text asked of an object',
    search: 'a|contains: z',
    events: [{ a: { b: 'x' } }],
    found: [['events_text_on_object', 'a']],
  },
  {
    what: 'a text asked of an object that holds it',
    search: 'a|contains: z',
    events: [{ a: { b: 'x', c: { d: ['yz'] } } }],
    found: [['events_text_on_object', 'a']],
    fixed: 'a.c.d|contains: z',
  },
  {
    what: 'a name asked of an ARN',
    search: 'who.arn: alice',
    events: [{ who: { arn: 'arn:aws:iam::111122223333:user/alice' } }],
    found: [['events_have_arn', 'alice']],
    fixed: 'who.arn|endswith: /alice',
  },
  {
    what: 'an ARN asked of a name',
    search: 'who.userName: arn:aws:iam::111122223333:user/alice',
    events: [{ who: { userName: 'alice' } }],
    found: [['events_have_arn', 'arn:aws:iam::111122223333:user/alice']],
    fixed: 'who.userName: alice',
  },
  {
    what: 'a field with an ARN compared with one with a name',
    search: 'who.arn|fieldref: target',
    events: [{ who: { arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' }, target: 'alice' }],
    found: [['events_have_arn', 'target']],
    fixed: 'who.userName|fieldref: target',
  },
  {
    what: 'a field with a name compared with one with an ARN',
    search: 'target|fieldref: who.arn',
    events: [{ who: { arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' }, target: 'alice' }],
    found: [['events_have_arn', 'who.arn']],
    fixed: 'target|fieldref: who.userName',
  },
  {
    what: 'a star that the events have',
    search: 'resource: bucket/*',
    events: [{ resource: 'bucket/*' }],
    found: [['events_hold_wildcard', 'bucket/*']],
    fixed: 'resource: bucket/\\*',
  },
  {
    what: 'a question mark that the events have',
    search: 'url|contains: /login?user',
    events: [{ url: 'https://host/login?user=x' }],
    found: [['events_hold_wildcard', '/login?user']],
    fixed: 'url|contains: /login\\?user',
  },
  {
    what: 'a truth value that is quoted',
    search: "public: 'True'",
    events: [{ public: true }],
    found: [['events_value_quoted', "'True'"]],
    fixed: 'public: true',
  },
  {
    what: 'a number that is quoted',
    search: "port: '22'",
    events: [{ port: [22, 443] }],
    found: [['events_value_quoted', "'22'"]],
    fixed: 'port: 22',
  },
  {
    what: 'what never matches',
    search: 'a: z\nb: 1',
    events: [
      { a: 'x', b: 1 },
      { a: 'y', b: 2 },
      { a: 'y', b: 3 },
    ],
    found: [['events_never_match', 'a: z']],
  },
  {
    what: 'what always matches',
    search: 'a|startswith: x\nb: 1',
    events: Array.from({ length: 10 }, (_, i) => ({ a: `x${i}`, b: i })),
    found: [['events_always_match', 'a|startswith: x']],
  },
  {
    what: 'values of `all` in several elements',
    search: 'list|contains|all: [a, b]',
    events: [{ list: ['xa', 'xb'] }],
    found: [['events_spread_all', 'list|contains|all: [a, b]']],
  },
];

test.each(rows)('$what', ({ search, events, found: expected, fixed }) => {
  const text = selection(search);
  expect(found(text, ...events)).toEqual(expected);
  const fixes = lint(text, ...events).flatMap(({ fixes = [] }) => fixes);
  const mended = fixes.map(({ edits }) => applyEdits(text, edits));
  expect(mended).toEqual(fixed === undefined ? [] : [selection(fixed)]);
  expect(mended.flatMap((each) => found(each, ...events))).toEqual([]);
});

const parts = (condition: string): string =>
  rule(`s:\n  a: 1\nt:\n  b: 1\nf:\n  c: 1\ncondition: ${condition}`);

test.each<[string, string, readonly EventValue[], readonly (readonly [string, string])[]]>([
  [
    'a filter that matches only where nothing fires',
    's and t and not f',
    [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 1, c: 1 },
      { a: 2, b: 1 },
    ],
    [['events_part_idle', 'f']],
  ],
  [
    'a part that another one implies',
    's and t and not f',
    [
      { a: 1, b: 1 },
      { a: 1, b: 1, c: 1 },
      { a: 2, b: 2 },
    ],
    [
      ['events_part_idle', 's'],
      ['events_part_idle', 't'],
    ],
  ],
  [
    'a part that is one of two',
    '(s or t) and not f',
    [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 2 },
      { a: 1, c: 1 },
    ],
    [['events_part_idle', 't']],
  ],
  [
    'parts all of which count',
    's and t and not f',
    [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
      { a: 1, b: 1, c: 1 },
    ],
    [],
  ],
  [
    'events all of which fire',
    's and t',
    [
      { a: 1, b: 1, d: 1 },
      { a: 1, b: 1, d: 2 },
      { a: 1, b: 1, d: 3 },
    ],
    [],
  ],
])('%s', (_, condition, events, expected) => {
  const idle = (each: readonly EventValue[]) =>
    found(parts(condition), ...each).filter(([code]) => code === 'events_part_idle');
  expect(idle([events, events, events, events].flat())).toEqual(expected);
  expect(idle(events)).toEqual([]);
});

test('an alternative that never matches is no dead one where another matches', () => {
  const events = [
    { a: 1, b: 3 },
    { a: 2, b: 4 },
    { a: 3, b: 5 },
  ];
  const text = selection('- a: 1\n- b: 1');
  expect(found(text, ...events)).toEqual([]);
  expect(found(selection('- a: 1\n  b: 1\n- b: 9'), ...events)).toEqual([['events_never_match', 'b: 1']]);
  expect(found(text, ...events.slice(1), { a: 4, b: 6 }).map(([code]) => code)).toEqual([
    'events_never_match',
    'events_never_match',
  ]);
});

test('a filter that never matches is told of where some events fire and some do not', () => {
  const text = rule('s:\n  a: 1\nf:\n  b: 1\ncondition: s and not f');
  const firing = [
    { a: 1, b: 2 },
    { a: 1, b: 3 },
    { a: 1, b: 4 },
  ];
  expect(found(text, ...firing)).toEqual([]);
  expect(found(text, ...firing, { a: 2, b: 2 })).toEqual([['events_never_match', 'b: 1']]);
});

test('fields that records have only sometimes are not missed', () => {
  const of = (field: string) =>
    `title: t\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  s:\n    ${field}: x\n  condition: s\n`;
  const event = { eventName: 'RunTask', requestParameters: { cluster: 'x' } };
  expect(found(of('errorCode'), event)).toEqual([]);
  expect(found(of('errorcode'), event)).toEqual([['events_lack_field', 'errorcode']]);
  expect(found(of('requestParameters.clusters'), event)).toEqual([
    ['events_lack_field', 'requestParameters.clusters'],
  ]);
});

test('events of another kind are not missed field by field', () => {
  const text = selection('Image: x\nCommandLine: y');
  expect(found(text, { a: 1 })).toEqual([]);
  expect(found(text, { a: 1, Image: 'z' })).toEqual([['events_lack_field', 'CommandLine']]);
});

test('rules of very many values hold nothing up', () => {
  const values = Array.from({ length: 3000 }, (_, i) => `      - 'na?me.of${i}'`).join('\n');
  const lists = Array.from({ length: 1000 }, (_, i) => `- a: ${i}\n  o|contains: 'q${i}'`).join('\n');
  const event = { name: 'na?me.of1', a: 5, o: { x: 'y', z: Array.from({ length: 50 }, (_, i) => `t${i}`) } };
  const events = Array.from({ length: 1000 }, () => event);
  for (const text of [selection(`name:\n${values}`), selection(lists)]) {
    const steps = lintAgainstEvents(compiled(text), events);
    let longest = 0;
    for (let isDone = false; !isDone;) {
      const startedAt = performance.now();
      isDone = steps.next().done ?? false;
      longest = Math.max(longest, performance.now() - startedAt);
    }
    expect(longest).toBeLessThan(1000);
  }
});

test('of many events the first are looked at, in steps', () => {
  const events = Array.from({ length: 1200 }, (_, i) => ({ a: i === 1100 ? 1 : 0 }));
  const [only, ...more] = lint(selection('a: 1'), ...events);
  expect([only?.code, more]).toEqual(['events_never_match', []]);
  expect(only?.message).toContain('first 1000');
  expect([...lintAgainstEvents(compiled(selection('a: 1')), events)].length).toBeGreaterThan(20);
});

test('every check is in the table', () => {
  const used = new Set([
    'events_part_idle',
    'events_spread_keys',
    ...rows.flatMap((row) => row.found.map(([code]) => code)),
  ]);
  expect(checks.events.map(({ code }) => code).filter((code) => !used.has(code))).toEqual([]);
});

test.each<[string, string, ...EventValue[]]>([
  ['a field that is not to be there', 'a: null', { b: 1 }],
  ['numbers in texts', 'size|gt: 10', { size: '11' }],
  ['values of `all` in one element', 'list|contains|all: [a, b]', { list: ['xab', 'c'] }],
  ['keys in one element', 'tags.key: k\ntags.value: v', tags(['k', 'v'], ['l', 'w'])],
  ['keys without an array', 'a.x: 1\na.y: 2', { a: { x: 1, y: 2 } }],
  ['a word that is a field by chance', 'a: user', { a: 'b', user: 'c' }],
])('says nothing of %s', (_, search, ...events) => {
  expect(found(selection(search), ...events)).toEqual([]);
});

test('says nothing without events, and of a refused rule', () => {
  expect(found(selection('a: 1'))).toEqual([]);
  expect(found(selection('a|nonsense: 1'), { b: 1 })).toEqual([]);
});

test('hostile events are events', () => {
  let deep: EventValue = { leaf: 1 };
  for (let i = 0; i < 5000; i++) deep = { deep };
  const proto = JSON.parse('{"__proto__": {"a": 1}, "constructor": {"prototype": 1}}') as EventValue;
  const text = rule('s:\n  __proto__.a: 1\n  x: 1\ncondition: s');
  expect(found(text, deep, proto).map(([code]) => code)).toEqual(['events_lack_field']);
});
