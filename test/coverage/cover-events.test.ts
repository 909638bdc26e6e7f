import { expect, test } from 'vitest';
import { coverEvents } from '../../src/coverage/cover-events.ts';
import { compiled } from '../_helpers/rule.ts';

function rule(logsource: string, detection: string): string {
  return `title: t\nlogsource: {${logsource}}\ndetection:\n${detection.replace(/^(?=.)/gm, '  ')}\n`;
}

const aws = (search: string) =>
  rule('product: aws, service: cloudtrail', `s:\n${search.replace(/^(?=.)/gm, '  ')}\ncondition: s`);

const statesOf = async (text: string) => {
  const { rows } = await coverEvents(compiled(text));
  return rows.map(({ values, state }) => [...values, state].join(' '));
};

const seed = aws(
  'eventSource: ecs.amazonaws.com\n' +
    'eventName: [DescribeTaskDefinition, RegisterTaskDefinition, RunTask]\n' +
    "requestParameters.containerDefinitions.command|contains: '$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'",
);

test('a path that a request does not have keeps a rule from firing', async () => {
  const { rows, fields, unbounded, more } = await coverEvents(compiled(seed));
  expect(fields).toEqual(['eventSource', 'eventName']);
  expect([unbounded, more]).toEqual([false, 0]);
  expect(rows.map(({ values, state }) => [values[1], state])).toEqual([
    ['DescribeTaskDefinition', 'cannot'],
    ['RegisterTaskDefinition', 'may_fire'],
    ['RunTask', 'cannot'],
  ]);
  const [, register, run] = rows;
  expect(register?.kind).toBe('write · management');
  expect(run?.reason).toContain('overrides.containerOverrides.command');
  expect(seed.slice(run?.range?.start, run?.range?.end)).toContain('requestParameters.containerDefinitions');
  expect(seed.slice(register?.range?.start, register?.range?.end)).toBe('RegisterTaskDefinition');
});

test('what asks for the absence of an impossible path fires', async () => {
  const asked = (item: string) =>
    statesOf(aws(`eventSource: ecs.amazonaws.com\neventName: RunTask\n${item}`));
  expect(await asked('requestParameters.containerDefinitions: null')).toEqual([
    'ecs.amazonaws.com RunTask fires',
  ]);
  expect(await asked('requestParameters.containerDefinitions|exists: false')).toEqual([
    'ecs.amazonaws.com RunTask fires',
  ]);
  expect(await asked('requestParameters.containerDefinitions|neq: x')).toEqual([
    'ecs.amazonaws.com RunTask fires',
  ]);
  expect(await asked('requestParameters.containerDefinitions|exists: true')).toEqual([
    'ecs.amazonaws.com RunTask cannot',
  ]);
});

test('a name without a source is one of every source that has it', async () => {
  expect(await statesOf(aws('eventName: DeleteBucket'))).toContain('s3.amazonaws.com DeleteBucket fires');
  expect(await statesOf(aws('eventName|startswith: StopLogg'))).toEqual([
    'cloudtrail.amazonaws.com StopLogging fires',
  ]);
});

test('a source without names has all its operations', async () => {
  const { rows, more } = await coverEvents(compiled(aws('eventSource: ec2.amazonaws.com')));
  expect(rows).toHaveLength(200);
  expect(more).toBeGreaterThan(200);
});

test('names that belong to another source, or to none, are hints', async () => {
  const route53 = aws(
    'eventSource: route53.amazonaws.com\neventName: [TransferDomainToAnotherAwsAccount, NoSuchCall]',
  );
  const { rows } = await coverEvents(compiled(route53));
  expect(rows.map(({ state }) => state)).toEqual(['unknown_operation', 'unknown_operation']);
  expect(rows[0]?.reason).toContain('route53domains');
});

test('data events, what is certain of a call, and fields that no record has', async () => {
  expect(await statesOf(aws('eventSource: s3.amazonaws.com\neventName: GetObject'))).toEqual([
    's3.amazonaws.com GetObject needs_data_events',
  ]);
  expect(await statesOf(aws('eventSource: ecs.amazonaws.com\neventName: RunTask\nreadOnly: true'))).toEqual([
    'ecs.amazonaws.com RunTask cannot',
  ]);
  expect(await statesOf(aws('eventSource: ecs.amazonaws.com\neventName: RunTask\nstatus: success'))).toEqual([
    'ecs.amazonaws.com RunTask cannot',
  ]);
});

const rowOf = async (call: string, item: string) => {
  const [eventSource, eventName] = call.split(' ');
  const text = aws(`eventSource: ${eventSource}.amazonaws.com\neventName: ${eventName}\n${item}`);
  const { rows } = await coverEvents(compiled(text));
  const [{ state, reason, range } = { state: null, reason: '', range: null }] = rows;
  return { state, reason, marked: text.slice(range?.start, range?.end) };
};

test.each([
  ['ssm SendCommand', 'requestParameters.parameters|contains: curl', 'cannot'],
  ['ssm SendCommand', 'requestParameters.parameters.commands|contains: curl', 'cannot'],
  ['ssm StartSession', 'requestParameters.parameters|contains: curl', 'may_fire'],
  ['ec2 RunInstances', "requestParameters.userData: 'IyEvYmlu'", 'cannot'],
  ['ec2 RunInstances', 'requestParameters.userData|exists: true', 'may_fire'],
  ['ec2 RunInstances', "requestParameters.userData|contains: '*'", 'may_fire'],
  ['ec2 RunInstances', 'requestParameters.userData|neq: IyEvYmlu', 'fires'],
  ['rds ModifyDBInstance', 'requestParameters.masterUserPassword: hunter2', 'cannot'],
  [
    'rds ModifyDBInstance',
    'requestParameters.masterUserPassword: HIDDEN_DUE_TO_SECURITY_REASONS',
    'may_fire',
  ],
] as const)('what is always masked, %s, %s: %s', async (call, item, state) => {
  const row = await rowOf(call, item);
  expect(row.state).toBe(state);
  if (state !== 'cannot') return;
  expect(row.reason).toMatch(/`(HIDDEN_DUE_TO_SECURITY_REASONS|<sensitiveDataRemoved>)`/);
  expect(row.marked).toContain(item.split(/[:|]/)[0]);
});

test.each([
  ['errorCode: Success', 'cannot'],
  ['errorCode: [success, SUCCESS]', 'cannot'],
  ['errorCode: [Success, AccessDenied]', 'may_fire'],
  ['errorCode: [Success, null]', 'may_fire'],
  ['errorCode|neq: Success', 'fires'],
] as const)('no record has the error Success, %s: %s', async (item, state) => {
  expect(await rowOf('ecs RunTask', item)).toMatchObject({ state });
});

test('a rule that names neither is not bounded', async () => {
  const { rows, unbounded } = await coverEvents(compiled(aws('userIdentity.type: Root')));
  expect([rows, unbounded]).toEqual([[], true]);
});

test('pairs that the condition excludes are left out', async () => {
  const text = rule(
    'product: aws, service: cloudtrail',
    's:\n  eventSource: ecs.amazonaws.com\n  eventName: [RunTask, StopTask]\nf:\n  eventName: StopTask\ncondition: s and not f',
  );
  expect(await statesOf(text)).toEqual(['ecs.amazonaws.com RunTask fires']);
});

test('Windows: a category has its events, those that the rule excludes left out', async () => {
  const of = (search: string) =>
    statesOf(rule('product: windows, category: process_creation', `s:\n  ${search}\ncondition: s`));
  expect(await of('Image: x')).toEqual([
    '1 Microsoft-Windows-Sysmon/Operational may_fire',
    '4688 Security may_fire',
  ]);
  expect(await of('EventID: 4688')).toEqual(['4688 Security fires']);
});

test('Windows: an audited process has other names for some fields, and none for others', async () => {
  const rowsOf = async (search: string) => {
    const text = rule('product: windows, category: process_creation', `s:\n  ${search}\ncondition: s`);
    return (await coverEvents(compiled(text))).rows.map(({ values, state, reason }) => [
      values[0],
      state,
      reason,
    ]);
  };
  expect(await rowsOf('Image: x')).toEqual([
    ['1', 'may_fire', ''],
    ['4688', 'may_fire', expect.stringContaining('`NewProcessName`')],
  ]);
  expect(await rowsOf('ParentCommandLine: x')).toEqual([
    ['1', 'may_fire', ''],
    ['4688', 'cannot', expect.stringContaining('`ParentCommandLine`')],
  ]);
  expect(await rowsOf('ParentCommandLine: null')).toEqual([
    ['1', 'may_fire', ''],
    ['4688', 'may_fire', ''],
  ]);
});

test('Windows: a service has its channel, with the event ids that the rule names', async () => {
  const text = rule(
    'product: windows, service: system',
    's:\n  Provider_Name: Service Control Manager\n  EventID: [7045, 7036]\n  ServiceName: x\ncondition: s',
  );
  expect(await statesOf(text)).toEqual([
    'System 7045 Service Control Manager may_fire',
    'System 7036 Service Control Manager may_fire',
  ]);
});

test('other products have the values that the rule names; without any, any event will do', async () => {
  const okta = (search: string) => rule('product: okta, service: okta', `s:\n  ${search}\ncondition: s`);
  expect(await statesOf(okta('eventType: user.session.start'))).toEqual(['user.session.start fires']);
  expect(await statesOf(okta('eventType|startswith: user.'))).toEqual(['user.* may_fire']);
  expect(await coverEvents(compiled(okta('actor: x')))).toMatchObject({
    fields: [],
    rows: [],
    unbounded: true,
  });
  expect(await coverEvents(compiled(rule('category: proxy', 's:\n  c-uri: x\ncondition: s')))).toMatchObject({
    fields: [],
    unbounded: true,
  });
});

test('what compares source and name depends on both', async () => {
  const text =
    'eventSource: ecs.amazonaws.com\neventName: [RunTask, Ecs.amazonaws.com]\neventSource|fieldref: eventName';
  expect(await statesOf(aws(text))).toEqual(['ecs.amazonaws.com Ecs.amazonaws.com unknown_operation']);
  expect(await coverEvents(compiled(aws('eventName|fieldref: eventSource')))).toMatchObject({ rows: [] });
});

test('hostile names and refused rules', async () => {
  expect(await statesOf(aws('eventSource: __proto__\neventName: constructor'))).toEqual([
    '__proto__ constructor unknown_operation',
  ]);
  expect((await coverEvents(compiled(aws('eventName|unknown: x')))).rows).toEqual([]);
});
