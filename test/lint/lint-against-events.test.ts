import { expect, test } from 'vitest';
import { checks } from '../../src/lint/checks.ts';
import { lintAgainstEvents } from '../../src/lint/lint-against-events.ts';
import { applyEdits } from '../../src/sigma/index.ts';
import type { EventValue } from '../../src/sigma/index.ts';
import { compiled, marked, rule, selection } from '../_helpers/rule.ts';

const lint = (text: string, ...events: readonly EventValue[]) => lintAgainstEvents(compiled(text), events);
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
    found: [['events_have_other_type', 'a|contains: z']],
  },
  {
    what: 'what never matches',
    search: 'a: z\nb: 1',
    events: [
      { a: 'x', b: 1 },
      { a: 'y', b: 2 },
    ],
    found: [['events_never_match', 'a: z']],
  },
  {
    what: 'what always matches',
    search: 'a|startswith: x\nb: 1',
    events: [
      { a: 'x1', b: 1 },
      { a: 'x2', b: 2 },
    ],
    found: [['events_always_match', 'a|startswith: x']],
  },
  {
    what: 'values of `all` in several elements',
    search: 'list|contains|all: [a, b]',
    events: [{ list: ['xa', 'xb'] }],
    found: [['events_spread_all', 'list|contains|all: [a, b]']],
  },
  {
    what: 'keys of one array in several elements',
    search: 'tags.key: k\ntags.value: v',
    events: [tags(['k', 'w'], ['l', 'v'])],
    found: [['events_spread_keys', 'tags.value: v']],
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

test('every check is in the table', () => {
  const used = new Set(rows.flatMap((row) => row.found.map(([code]) => code)));
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
