import { expect, test } from 'vitest';
import { changedAt, withField } from '../../src/authoring/changed-event.ts';
import { controlOf } from '../../src/authoring/control.ts';
import { findEvasions } from '../../src/authoring/evasion.ts';
import { firstSample } from '../../src/lessons/first-sample.ts';
import { loadExampleText, loadRegex } from '../../src/sigma/index.ts';
import type { EventObject } from '../../src/sigma/index.ts';
import { compiled } from '../_helpers/rule.ts';

const exampleText = await loadExampleText();
const regex = await loadRegex();

const call: EventObject = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  userAgent: 'aws-cli/2.15',
  sourceIPAddress: '198.51.100.7',
  awsRegion: 'us-east-1',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/mallory' },
  requestParameters: { userName: 'backdoor', path: '/', tags: [{ key: 'team', value: 'x' }] },
};

const rule = (detection: string) =>
  compiled(`title: t\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n${detection}\n`, { regex });

const evasions = (detection: string, event: EventObject = call) =>
  findEvasions(rule(detection), event, exampleText);

test('nothing is asked of an event that the rule does not fire on', () => {
  expect(evasions('  s: {eventName: DeleteUser}\n  condition: s')).toEqual({
    fires: false,
    ways: [],
    soft: [],
    matched: 0,
  });
});

test('what was done is no evasion', () => {
  const found = evasions(
    '  s: {eventSource: iam.amazonaws.com, eventName: CreateUser, userIdentity.type: IAMUser}\n  condition: s',
  );
  expect(found).toMatchObject({ fires: true, ways: [], soft: [], matched: 3 });
});

test('a user agent silences the rule that asks for one, and the predicate is soft', () => {
  const { ways, soft } = evasions(
    "  s: {eventName: CreateUser, userAgent|contains: 'aws-cli'}\n  condition: s",
  );
  expect(ways).toMatchObject([
    { kind: 'change', control: 'free', path: 'userAgent', pointer: '/userAgent', before: 'aws-cli/2.15' },
  ]);
  expect(ways[0]?.after).toMatch(/^Mozilla/);
  expect(soft).toMatchObject([{ path: 'userAgent' }]);
});

test('an alternative that does not rest on it keeps the rule firing', () => {
  const found = evasions(
    "  a: {userAgent|contains: 'aws-cli'}\n  b: {eventName: CreateUser}\n  condition: a or b",
  );
  expect(found.ways).toEqual([]);
  expect(found.soft).toHaveLength(1);
});

test.each([
  ['userAgent|startswith: terraform/', 'userAgent', 'set', 'free', /^terraform\//],
  ['userAgent|contains: [terraform, ansible]', 'userAgent', 'set', 'free', /^aws-cli\/2.15 terraform$/],
  ['sourceIPAddress|cidr: 10.0.0.0/8', 'sourceIPAddress', 'set', 'elsewhere', /^10\./],
  [
    'requestParameters.tags.value|re: ^managed-[a-z]+$',
    'requestParameters.tags.value',
    'set',
    'free',
    /^managed-/,
  ],
  ['requestParameters.comment: approved', 'requestParameters.comment', 'set', 'free', /^approved$/],
  ['userAgent: null', 'userAgent', 'set', 'free', null],
  ['requestParameters.description|exists: true', 'requestParameters.description', 'set', 'free', /./],
] as const)('an exclusion of %s can be met', (item, path, kind, control, after) => {
  const { ways } = evasions(
    `  s: {eventName: CreateUser}\n  filter:\n    ${item}\n  condition: s and not filter`,
  );
  expect(ways).toMatchObject([{ kind, control, path }]);
  if (after === null) expect(ways[0]?.after).toBeNull();
  else expect(ways[0]?.after).toMatch(after);
});

test('an exclusion of two values is not met by one', () => {
  const detection =
    '  s: {eventName: CreateUser}\n  filter: {userAgent: x, requestParameters.comment: y}\n  condition: s and not filter';
  expect(evasions(detection).ways).toEqual([]);
});

test('what is excluded by `neq` can be set', () => {
  const { ways } = evasions('  s: {eventName: CreateUser, userAgent|neq: console}\n  condition: s');
  expect(ways).toMatchObject([{ kind: 'set', path: 'userAgent', after: 'console' }]);
});

test('the strongest come first', () => {
  const { ways } = evasions(
    "  s: {eventName: CreateUser, awsRegion: us-east-1, userAgent|contains: 'aws-cli'}\n  f: {userAgent: ok}\n  condition: s and not f",
  );
  expect(ways.map(({ kind, control }) => [kind, control])).toEqual([
    ['set', 'free'],
    ['change', 'free'],
    ['change', 'elsewhere'],
  ]);
});

test('a command that says the same in other words: the sample that such a rule misses', () => {
  const event = JSON.parse(firstSample.events) as EventObject;
  const found = findEvasions(compiled(firstSample.rule), event, exampleText);
  expect(found).toMatchObject({ fires: true, matched: 3, soft: [{}] });
  expect(found.ways[0]).toMatchObject({
    kind: 'change',
    control: 'free',
    path: 'requestParameters.containerDefinitions.command',
  });
  expect(found.ways[0]?.after).toContain('${AWS_CONTAINER_CREDENTIALS_RELATIVE_URI}');
});

test('a process under another name', () => {
  const event = {
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Image: 'C:\\a\\certutil.exe',
    CommandLine: 'certutil -urlcache',
  };
  const text =
    'title: t\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s:\n    Image|endswith: \\certutil.exe\n    CommandLine|contains: urlcache\n  condition: s\n';
  const { ways, soft } = findEvasions(compiled(text), event, exampleText);
  expect(ways.map(({ path, after }) => [path, after])).toEqual([
    ['Image', 'C:\\Users\\Public\\renamed.exe'],
    ['CommandLine', 'certutil -urlc^ache'],
  ]);
  expect(soft).toHaveLength(2);
});

test('events with keys of every kind are changed where the pointer leads, and nowhere else', () => {
  const event = JSON.parse('{"__proto__":{"a":1},"b":[{"c":1},{"c":2}],"~/":3}') as EventObject;
  expect(JSON.stringify(changedAt(event, ['/__proto__/a'], 2))).toBe(
    '{"__proto__":{"a":2},"b":[{"c":1},{"c":2}],"~/":3}',
  );
  expect(changedAt(event, ['/b/0', '/b/1'], undefined)['b']).toEqual([]);
  expect(changedAt(event, ['/~0~1'], 4)['~/']).toBe(4);
  expect(changedAt(event, ['/none/at/all'], 4)).toEqual(event);
  expect(JSON.stringify(withField({ a: [{ b: 1 }] }, 'a.__proto__.c', 5))).toBe(
    '{"a":[{"b":1,"__proto__":{"c":5}}]}',
  );
  expect(withField({ a: 1 }, 'a.b', 5)).toBeNull();
});

test.each([
  ['userAgent', 'cloudtrail', 'free'],
  ['eventName', 'cloudtrail', 'deed'],
  ['awsRegion', 'cloudtrail', 'elsewhere'],
  ['userIdentity.type', 'cloudtrail', 'fixed'],
  ['requestParameters.policyArn', 'cloudtrail', 'deed'],
  ['requestParameters.policyDocument', 'cloudtrail', 'free'],
  ['requestParameters.roleSessionName', 'cloudtrail', 'free'],
  ['somethingElse', 'cloudtrail', 'unclear'],
  ['requestParameters.roleName', 'cloudtrail', 'free', 'CreateRole'],
  ['requestParameters.functionName', 'cloudtrail', 'free', 'CreateFunction20150331'],
  ['requestParameters.name', 'cloudtrail', 'free', 'CreateTrail'],
  ['requestParameters.policyName', 'cloudtrail', 'free', 'PutUserPolicy'],
  ['requestParameters.userName', 'cloudtrail', 'deed', 'PutUserPolicy'],
  ['requestParameters.userName', 'cloudtrail', 'deed', 'CreateAccessKey'],
  ['requestParameters.roleName', 'cloudtrail', 'deed', 'DeleteRole'],
  ['CommandLine', 'windows', 'free'],
  ['OriginalFileName', 'windows', 'elsewhere'],
  ['Image', 'none', 'unclear'],
] as const)('%s of %s is %s', (path, table, control, ...[eventName]: string[]) => {
  expect(controlOf(path, table, eventName).control).toBe(control);
});
