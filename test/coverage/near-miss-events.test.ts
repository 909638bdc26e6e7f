import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverEvents } from '../../src/coverage/cover-events.ts';
import { maxEvents, maxOperations, toExamples } from '../../src/coverage/near-miss-events.ts';
import { accountId } from '../../src/knowledge/aws/placeholder.ts';
import { loadRegex } from '../../src/sigma/index.ts';
import type { EventObject } from '../../src/sigma/matcher.ts';
import { valuesAt } from '../_helpers/aws.ts';
import { examplesOf } from '../_helpers/examples.ts';
import { compiled } from '../_helpers/rule.ts';

const regex = await loadRegex();
const options = { regex, refuseBacktracking: true };

const cloudTrail = (detection: string) =>
  `title: t\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n${detection}\n`;
const okta = (items: string) =>
  `title: t\nlogsource: {product: okta, service: okta}\ndetection:\n  s:\n    eventType: x\n` +
  `${items.replace(/^/gm, '    ')}\n  condition: s\n`;

/** What the near misses say of a field. */
async function near(text: string, field: string) {
  const { events } = await examplesOf(compiled(text, options));
  const differs = text.slice(text.indexOf(field));
  return events
    .filter(({ predicate }) => predicate && text.slice(predicate.start).startsWith(differs.slice(0, 8)))
    .map(({ event }) => (event as EventObject)[field.replace(/\|.*/, '')]);
}

test('a rule has an event that fires, and one near miss of each predicate, which it marks', async () => {
  const text = cloudTrail(
    '  s:\n    eventSource: cloudtrail.amazonaws.com\n    eventName: StopLogging\n' +
      "    userAgent|contains: aws-cli\n  f:\n    sourceIPAddress: ['10.1.1.1', '10.1.1.2']\n" +
      '  condition: s and not f',
  );
  const { events, problems, predicates } = await examplesOf(compiled(text));
  expect(events.map(({ expectation }) => expectation)).toEqual(['fire', ...Array(5).fill('silent')]);
  expect(events.slice(1).map(({ predicate }) => text.slice(predicate?.start, predicate?.end))).toEqual([
    'eventSource: cloudtrail.amazonaws.com',
    'eventName: StopLogging',
    'userAgent|contains: aws-cli',
    "'10.1.1.1'",
    "'10.1.1.2'",
  ]);
  expect([problems, predicates]).toEqual([[], 5]);
  // Of the same service, writing as this one does.
  expect(events[2]?.event).toMatchObject({ eventName: 'StartLogging', readOnly: false });
});

test('each operation has its own, up to a limit', async () => {
  const names = 'CreateUser DeleteUser CreateRole DeleteRole AttachUserPolicy'.split(' ');
  const some = await examplesOf(
    compiled(
      cloudTrail(
        `  s:\n    eventSource: iam.amazonaws.com\n    eventName: [${names.join(', ')}]\n  condition: s`,
      ),
    ),
  );
  const firing = some.events.filter(({ expectation }) => expectation === 'fire');
  expect(firing.map(({ event }) => event['eventName'])).toEqual(names);
  const all = await examplesOf(
    compiled(cloudTrail('  s:\n    eventSource: ec2.amazonaws.com\n  condition: s')),
  );
  expect(new Set(all.events.map(({ event }) => event['eventName'])).size).toBeLessThanOrEqual(maxOperations);
  expect(all.events.length).toBeLessThanOrEqual(maxEvents);
});

test('objects, arrays and types are those of the API', async () => {
  const text = cloudTrail(
    '  s:\n    eventSource: ecs.amazonaws.com\n    eventName: RegisterTaskDefinition\n' +
      '  f:\n    requestParameters.containerDefinitions.privileged: "true"\n  condition: s and not f',
  );
  const { events } = await examplesOf(compiled(text));
  const excluded = events.find(({ predicate }) =>
    text.slice(predicate?.start).startsWith('requestParameters'),
  );
  const path = ['requestParameters', 'containerDefinitions'];
  expect(valuesAt(excluded?.event, [...path, 'privileged'])).toEqual([true]);
  const request = excluded?.event['requestParameters'] as { containerDefinitions: unknown };
  expect(request.containerDefinitions).toBeInstanceOf(Array);
});

describe('values next to those that are looked for', () => {
  test.each([
    ['f|cidr: 10.0.0.0/8', '11.0.0.0'],
    ['f|cidr: 203.0.113.255/32', '203.0.114.0'],
    ['f|cidr: 2001:db8::/32', '2001:db9::'],
    ['f|gt: 3', 3],
    ['f|gte: 3', 2],
    ['f|lt: 3', 3],
    ['f: true', false],
    ["f: 'true'", 'false'],
    ["f|cased: 'Root'", 'root'],
    ["f|endswith: '\\cmd.exe'", 'C:\\Program Files\\cmd2.exe'],
    ["f|contains: 'secret'", 'secre'],
    ["f|re: '^[a-z]{4}$'", 'Aaaa'],
    ["f|re|i: '^[a-z]{4}$'", 'aaa'],
    ['f|exists: true', undefined],
    ['f: null', 'example'],
    ["f|neq: 'abc'", 'abc'],
    ['f: 0.0.0.0/0', '192.0.2.0/24'],
    ['f: 10.1.1.9', '10.1.1.10'],
    ["f|endswith: ':root'", `arn:aws:iam::${accountId}:roo`],
  ])('%s', async (item, value) => {
    expect(await near(okta(item), item.replace(/:.*/, ''))).toEqual([value]);
  });
});

test('of several texts that must all be there, each is missed once', async () => {
  const { events } = await examplesOf(compiled(okta("f|contains|all: ['one', 'two', 'three']")));
  const missing = events.flatMap(({ event, expectation }) =>
    expectation === 'fire'
      ? []
      : ['one', 'two', 'three'].filter((each) => 'f' in event && !String(event['f']).includes(each)),
  );
  expect(missing).toEqual(['one', 'two', 'three']);
});

test('an exclusion of two parts is shown with all but one of them, and with all', async () => {
  const text = okta('a: 1').replace('condition: s', 'f: {b: x, c: y}\n  condition: s and not f');
  const { events, problems } = await examplesOf(compiled(text));
  expect(problems).toEqual([]);
  const shown = events.map(({ event, expectation }) => [event['b'], event['c'], expectation]);
  expect(shown).toContainEqual(['x', 'y', 'silent']);
  expect(shown).toContainEqual([undefined, 'y', 'fire']);
  expect(shown).toContainEqual(['x', undefined, 'fire']);
});

test('words that may stand anywhere are missed one by one', async () => {
  const text = okta('a: 1').replace(
    'condition: s',
    "k: {'|all': [one, two]}\n  l: [three, four]\n  condition: k and l",
  );
  const { events, problems, predicates } = await examplesOf(compiled(text));
  expect([problems, predicates, events.length]).toEqual([
    [
      { range: expect.anything(), reason: 'not_decisive' },
      { range: expect.anything(), reason: 'not_decisive' },
    ],
    5,
    4,
  ]);
});

test('words that a record of CloudTrail shall hold, or not, are put where it has free text', async () => {
  const text = cloudTrail(
    '  k: [HashiCorp]\n  s:\n    eventSource: iam.amazonaws.com\n    eventName: CreateUser\n' +
      '  f: [Terraform]\n  condition: s and k and not f',
  );
  const { events, problems } = await examplesOf(compiled(text));
  expect(problems).toEqual([]);
  expect(events.find(({ name }) => name.startsWith('excluded'))?.event['userAgent']).toMatch(/Terraform/);
});

test('either of two ways is shown by an event of its own', async () => {
  const text = okta('a: 1').replace('condition: s', 't: {eventType: x, b: 2}\n  condition: s or t');
  const { events, problems } = await examplesOf(compiled(text));
  expect(problems).toEqual([]);
  const firing = events.filter(({ expectation }) => expectation === 'fire').map(({ event }) => event);
  expect(firing.some(({ a, b }) => a === 1 && b === undefined)).toBe(true);
  expect(firing.some(({ a, b }) => a === undefined && b === 2)).toBe(true);
});

test('a field is compared with another one of the event', async () => {
  const text = cloudTrail(
    '  s:\n    eventSource: iam.amazonaws.com\n    eventName: CreateAccessKey\n' +
      '  f:\n    requestParameters.userName|fieldref: userIdentity.userName\n  condition: s and not f',
  );
  const { problems } = await examplesOf(compiled(text));
  expect(problems).toEqual([]);
});

test.each([
  [
    'never alone',
    okta('a: 1').replace('condition: s', 't: {z: 1}\n  condition: s or (s and t)'),
    'z: 1',
    'not_decisive',
  ],
  [
    'never recorded',
    cloudTrail('  s:\n    eventName: StopLogging\n    errorCode: Success\n  condition: s'),
    'errorCode: Success',
    'not_recorded',
  ],
  ['always with another', okta("f|contains: 'abc'\nf|startswith: 'abc'"), "f|contains: 'abc'", 'not_alone'],
] as const)('%s: says so', async (_, text, predicate, reason) => {
  const { problems } = await examplesOf(compiled(text));
  const found = problems.find(({ range }) => text.slice(range.start, range.end) === predicate);
  expect(found?.reason).toBe(reason);
});

test('nothing is made of a rule that cannot be evaluated', async () => {
  const { events } = await examplesOf(compiled(okta('f|nosuch: 1')));
  expect(events).toEqual([]);
});

test('others have their turn before each predicate', async () => {
  const rule = compiled(okta('f: 1\ng: 2'));
  let turns = 0;
  await toExamples(rule, await coverEvents(rule), null, { pause: () => void turns++ });
  expect(turns).toBe(3);
});

test('each built-in rule has them, of nearly every predicate', { timeout: 60_000 }, async () => {
  const folder = join(import.meta.dirname, '../../src/catalog/rules');
  let [predicates, without] = [0, 0];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yml'))) {
    const examples = await examplesOf(compiled(readFileSync(join(folder, file), 'utf8'), options), file);
    expect(
      examples.events.some(({ expectation }) => expectation === 'fire'),
      file,
    ).toBe(true);
    predicates += examples.predicates;
    without += examples.problems.length;
  }
  expect(1 - without / predicates).toBeGreaterThan(0.99);
});

const file = join(import.meta.dirname, '../../../shared/conformance/public/rules.ndjson');

test.skipIf(!existsSync(file))('so do most public rules', { timeout: 240_000 }, async () => {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  let [rules, firing, predicates, without] = [0, 0, 0, 0];
  for (const line of lines) {
    const { id, yaml } = JSON.parse(line) as { id: string; yaml: string };
    const rule = compiled(yaml, options);
    if (rule.refused) continue;
    const examples = await examplesOf(rule, id);
    rules++;
    if (examples.events.length > 0) firing++;
    predicates += examples.predicates;
    without += examples.problems.length;
  }
  expect(firing / rules).toBeGreaterThan(0.98);
  expect(1 - without / predicates).toBeGreaterThan(0.93);
});
