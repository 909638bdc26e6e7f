import { describe, expect, test } from 'vitest';
import { catalogChecks } from '../../src/catalog/lint-against-catalog.ts';
import { knowledge } from '../../src/coverage/knowledge.ts';
import { checks } from '../../src/lint/checks.ts';
import { lintCloudTrail } from '../../src/lint/lint-cloudtrail.ts';
import { applyEdits, lintCodes } from '../../src/sigma/index.ts';
import { compiled, firstRule, marked } from '../_helpers/rule.ts';

const around = (detection: string, logsource = 'product: aws, service: cloudtrail') =>
  `title: t\nlogsource: {${logsource}}\ndetection:\n${detection.replace(/^(?=.)/gm, '  ')}\n`;
/** A rule of one selection. */
const select = (...lines: readonly string[]) =>
  around(`s:\n${lines.map((line) => `  ${line}`).join('\n')}\ncondition: s`);
const lint = (text: string) => lintCloudTrail(compiled(text));
const found = async (text: string) => marked(text, await lint(text));

const titled = (title: string, text: string) => text.replace('title: t', `title: ${title}`);
const ipSets = (names: string, more = '') =>
  select('eventSource: guardduty.amazonaws.com', `eventName: ${names}`, ...(more === '' ? [] : [more]));
const iam = (name: string, ...more: readonly string[]) =>
  select('eventSource: iam.amazonaws.com', `eventName: ${name}`, ...more);
const ec2 = (name: string, ...more: readonly string[]) =>
  select('eventSource: ec2.amazonaws.com', `eventName: ${name}`, ...more);
const userIdentity = (...lines: readonly string[]) => iam('CreateUser', ...lines);

interface Row {
  readonly text: string;
  readonly code: string;
  /** What is marked. */
  readonly at: string;
  /** A line of the rule after each fix. */
  readonly fixed?: readonly string[];
}

const rows: readonly Row[] = [
  {
    text: select('eventSource: ecs', 'eventName: RunTask'),
    code: 'event_source_unknown',
    at: 'ecs',
    fixed: ['    eventSource: ecs.amazonaws.com'],
  },
  {
    text: select("eventSource: 'route53.amazonaws.com'", 'eventName: DisableDomainTransferLock'),
    code: 'operation_of_other_source',
    at: 'DisableDomainTransferLock',
    fixed: ["    eventSource: 'route53domains.amazonaws.com'"],
  },
  {
    text: ec2('[RunInstances, DisableDomainTransferLock]'),
    code: 'operation_of_other_source',
    at: 'DisableDomainTransferLock',
    fixed: ['    eventName: [RunInstances]'],
  },
  {
    text: select('eventSource: s3.amazonaws.com', 'eventName: PutEncryptionConfiguration'),
    code: 'operation_is_permission',
    at: 'PutEncryptionConfiguration',
    fixed: ['    eventName: PutBucketEncryption'],
  },
  {
    text: select('eventSource: s3.amazonaws.com', 'eventName:', '  - DeleteBucket', '  - ReplicateObject'),
    code: 'operation_is_permission',
    at: 'ReplicateObject',
    fixed: ['      - DeleteBucket'],
  },
  {
    text: select('eventSource: lambda.amazonaws.com', 'eventName: CreateFunction'),
    code: 'operation_is_recorded_otherwise',
    at: 'CreateFunction',
    fixed: ['    eventName|startswith: CreateFunction', '    eventName: CreateFunction20150331'],
  },
  {
    text: select('eventSource: elasticache.amazonaws.com', "eventName: 'AuthorizeCacheSecurityGroupEgress'"),
    code: 'operation_unknown',
    at: "'AuthorizeCacheSecurityGroupEgress'",
    fixed: ["    eventName: 'AuthorizeCacheSecurityGroupIngress'"],
  },
  {
    text: select(
      'eventSource: signin.amazonaws.com',
      'eventName: ConsoleLogin',
      'responseElements.ConsoleLogin: Failure',
    ),
    code: 'operation_not_modelled',
    at: 'ConsoleLogin',
  },
  {
    text: select('eventName: DeleteBucket'),
    code: 'operation_ambiguous',
    at: 'DeleteBucket',
    fixed: [
      '    eventSource: lightsail.amazonaws.com',
      '    eventSource: s3.amazonaws.com',
      '    eventSource: s3express.amazonaws.com',
    ],
  },
  {
    text: select('eventSource: s3.amazonaws.com', 'eventName: GetObject'),
    code: 'operation_needs_data_events',
    at: 'GetObject',
  },
  {
    text: iam('DeleteSAMLProvider', 'status: success'),
    code: 'field_not_in_cloudtrail',
    at: 'status',
  },
  {
    text: iam('CreateUser', 'errorcode: AccessDenied'),
    code: 'field_not_in_cloudtrail',
    at: 'errorcode',
    fixed: ['    errorCode: AccessDenied'],
  },
  {
    text: iam('CreateUser', 'userIdentity.username|startswith: a'),
    code: 'field_not_in_cloudtrail',
    at: 'userIdentity.username',
    fixed: ['    userIdentity.userName|startswith: a'],
  },
  {
    text: iam('CreateUser', 'detail.userAgent: x'),
    code: 'field_not_in_cloudtrail',
    at: 'detail.userAgent',
    fixed: ['    userAgent: x'],
  },
  {
    text: select(
      'eventSource: ecs.amazonaws.com',
      'eventName: RunTask',
      'requestParameters.containerDefinitions.command|contains: x',
    ),
    code: 'field_not_in_request',
    at: 'requestParameters.containerDefinitions.command',
    fixed: ['    requestParameters.overrides.containerOverrides.command|contains: x'],
  },
  {
    text: select(
      'eventSource: ecs.amazonaws.com',
      'eventName:',
      '  - RegisterTaskDefinition',
      "  - 'RunTask'",
      'requestParameters.containerDefinitions.command|contains: x',
    ),
    code: 'field_not_in_request',
    at: "'RunTask'",
    fixed: ['      - RegisterTaskDefinition'],
  },
  {
    text: iam('CreateUser', 'responseElements.nothing: x'),
    code: 'field_not_in_response',
    at: 'responseElements.nothing',
  },
  {
    text: iam('ListUsers', 'responseElements.users.userName: x'),
    code: 'field_not_in_response',
    at: 'responseElements.users.userName',
  },
  {
    text: ec2('ModifyInstanceAttribute', 'requestParameters.attribute: userData'),
    code: 'field_of_legacy_request',
    at: 'userData',
  },
  {
    text: ec2('RunInstances', 'requestParameters.userData|contains: curl'),
    code: 'field_redacted',
    at: 'requestParameters.userData|contains: curl',
  },
  {
    text: userIdentity('userIdentity.type: AWSService', 'userIdentity.arn|contains: x'),
    code: 'identity_lacks_field',
    at: 'userIdentity.arn',
  },
  {
    text: iam('CreateUser', "requestParameters|contains: 'bob'"),
    code: 'text_on_object',
    at: 'requestParameters',
  },
  {
    text: iam('PutUserPolicy', `requestParameters|contains: '"Allow"'`),
    code: 'json_in_text',
    at: 'requestParameters',
    fixed: [`    requestParameters.policyDocument|contains: '"Allow"'`],
  },
  {
    text: iam('CreateRole', `responseElements.role.assumeRolePolicyDocument|contains: '"Allow"'`),
    code: 'json_url_encoded',
    at: `'"Allow"'`,
  },
  {
    text: iam('CreateAccessKey', 'userIdentity.arn|contains: responseElements.accessKey.userName'),
    code: 'field_name_as_value',
    at: 'responseElements.accessKey.userName',
    fixed: ['    userIdentity.arn|contains|fieldref: responseElements.accessKey.userName'],
  },
  {
    text: iam('UpdateLoginProfile', 'userIdentity.arn|fieldref: requestParameters.userName'),
    code: 'fieldref_of_other_kind',
    at: 'requestParameters.userName',
    fixed: ['    userIdentity.userName|fieldref: requestParameters.userName'],
  },
  {
    text: iam('UpdateLoginProfile', 'requestParameters.userName|fieldref: userIdentity.arn'),
    code: 'fieldref_of_other_kind',
    at: 'userIdentity.arn',
    fixed: ['    requestParameters.userName|fieldref: userIdentity.userName'],
  },
  {
    text: iam('CreateUser', "errorCode: 'Success'"),
    code: 'value_never_recorded',
    at: "'Success'",
    fixed: ['    errorCode: null'],
  },
  {
    text: iam('CreateUser', 'userIdentity.type: AssumedRoles'),
    code: 'value_not_in_model',
    at: 'AssumedRoles',
    fixed: ['    userIdentity.type: AssumedRole'],
  },
  {
    text: iam('CreateAccessKey', 'eventType: AwsApiKall'),
    code: 'value_not_in_model',
    at: 'AwsApiKall',
    fixed: ['    eventType: AwsApiCall'],
  },
  {
    text: select(
      'eventSource: ecs.amazonaws.com',
      'eventName: RunTask',
      'requestParameters.launchType: FARGAT',
    ),
    code: 'value_not_in_model',
    at: 'FARGAT',
    fixed: ['    requestParameters.launchType: FARGATE'],
  },
  {
    text: select(
      'eventSource: signin.amazonaws.com',
      'eventName: ConsoleLogin',
      "additionalEventData.MFAUsed: 'NO'",
    ),
    code: 'value_case',
    at: "'NO'",
    fixed: ["    additionalEventData.MFAUsed: 'No'"],
  },
  {
    text: select('eventSource: iam.amazonaws.com', 'eventName|cased: Createuser'),
    code: 'value_case_cased',
    at: 'Createuser',
    fixed: ['    eventName|cased: CreateUser'],
  },
  {
    text: select(
      'eventSource: guardduty.amazonaws.com',
      'eventName: UpdateDetector',
      "requestParameters.enable: 'False'",
    ),
    code: 'value_quoted',
    at: "'False'",
    fixed: ['    requestParameters.enable: false'],
  },
  {
    text: iam('CreateUser', 'readOnly: "false"'),
    code: 'value_quoted',
    at: '"false"',
    fixed: ['    readOnly: false'],
  },
  {
    text: ec2('RunInstances', 'errorCode: AccessDenied'),
    code: 'error_code_of_other_service',
    at: 'AccessDenied',
    fixed: ['    errorCode: Client.UnauthorizedOperation'],
  },
  {
    text: select('userIdentity.type: AssumedRole', 'userIdentity.sessionContext.sessionIssuer.type: Role'),
    code: 'predicate_implied',
    at: 'userIdentity.sessionContext.sessionIssuer.type: Role',
    fixed: ['    userIdentity.type: AssumedRole'],
  },
  {
    text: iam('PutUserPolicy', `requestParameters.policyDocument|contains: '"Resource":"*"'`),
    code: 'value_holds_wildcard',
    at: `'"Resource":"*"'`,
    fixed: [`    requestParameters.policyDocument|contains: '"Resource":"\\*"'`],
  },
  {
    text: titled(
      'Export Task Failure',
      around(
        's:\n  eventSource: ec2.amazonaws.com\n  eventName: CreateInstanceExportTask\nf:\n  errorCode|exists: true\ncondition: s and not f',
      ),
    ),
    code: 'title_contradicts_condition',
    at: 'Export Task Failure',
  },
  {
    text: titled('Successful Key Creation', iam('CreateAccessKey', 'errorCode: AccessDenied')),
    code: 'title_contradicts_condition',
    at: 'Successful Key Creation',
  },
  {
    text: titled(
      'Image Shared',
      ec2('ModifyImageAttribute', 'requestParameters.attributeType: launchPermission'),
    ),
    code: 'operation_in_both_directions',
    at: 'ModifyImageAttribute',
  },
  {
    text: titled('GuardDuty List Changed', ipSets('CreateIPSet')),
    code: 'operation_sibling_missing',
    at: 'CreateIPSet',
    fixed: ['    eventName: [CreateIPSet, UpdateIPSet]'],
  },
  {
    text: titled('GuardDuty List Modified', ipSets('[CreateIPSet, DeleteIPSet]')),
    code: 'operation_sibling_missing',
    at: 'CreateIPSet',
    fixed: ['    eventName: [CreateIPSet, UpdateIPSet, DeleteIPSet]'],
  },
  {
    text: select('eventSource: ses.amazonaws.com', 'eventName:', "  - 'DeleteIdentity'"),
    code: 'operation_sibling_missing',
    at: "'DeleteIdentity'",
    fixed: ['      - DeleteEmailIdentity'],
  },
];

describe.each(rows)('$code at $at', ({ text, code, at, fixed = [] }) => {
  test('is all that is said', async () => expect(await found(text)).toEqual([[code, at]]));

  test('is mended by each fix, and the rule still reads', async () => {
    const [only] = await lint(text);
    const mended = (only?.fixes ?? []).map(({ edits }) => applyEdits(text, edits));
    expect(mended).toHaveLength(fixed.length);
    for (const [i, each] of mended.entries()) {
      expect(each.split('\n')).toContain(fixed[i]);
      expect(each.split('\n')).not.toEqual(text.split('\n'));
      expect(compiled(each).refused).toBe(false);
      expect((await found(each)).map(([codeThere]) => codeThere)).not.toContain(code);
    }
  });
});

test('every check is in the table, and every code has a check', () => {
  const used = new Set(rows.map(({ code }) => code));
  expect(checks.aws.map(({ code }) => code).filter((code) => !used.has(code))).toEqual([]);
  const { document, detection, file } = checks.conventions;
  const ofText = [
    ...checks.document,
    ...checks.documents,
    ...checks.detection,
    ...document,
    ...detection,
    ...file,
  ];
  const all = [...ofText, ...checks.rule, ...checks.aws, ...checks.events, ...catalogChecks].map(
    ({ code }) => code,
  );
  // `switches.test.ts`.
  const ofComments = ['switch_unknown', 'switch_without_effect'];
  expect([...all, ...ofComments].sort()).toEqual(Object.keys(lintCodes).sort());
});

describe('says nothing of', () => {
  test.each([
    ['a rule that is right', iam('CreateUser', 'requestParameters.userName: bob', 'errorCode: null')],
    ['an event of another case', iam('createuser').replace('createuser', 'CreateUser')],
    [
      'a list of names and sources, each name of one of them',
      select(
        'eventSource: [iam.amazonaws.com, sts.amazonaws.com]',
        'eventName: [CreateUser, GetCallerIdentity]',
      ),
    ],
    [
      'a version that no table has',
      select('eventSource: lambda.amazonaws.com', 'eventName: UpdateFunctionCode20991231v9'),
    ],
    [
      'names asked for by their beginning',
      select('eventSource: lambda.amazonaws.com', 'eventName|startswith: CreateFunction'),
    ],
    [
      'a field that one of two operations has, where the other does not need it',
      around(
        'a:\n  eventSource: ecs.amazonaws.com\n  eventName: RunTask\nb:\n  eventSource: ecs.amazonaws.com\n  eventName: RegisterTaskDefinition\n  requestParameters.containerDefinitions.command|contains: x\ncondition: a or b',
      ),
    ],
    [
      'parameters of EC2, of which no model can be trusted',
      ec2('RunInstances', 'requestParameters.nothingSet.items.x: 1'),
    ],
    ['whether a redacted field is there', ec2('RunInstances', 'requestParameters.userData|exists: true')],
    [
      'what a redacted field is recorded as',
      ec2('RunInstances', "requestParameters.userData: '<sensitiveDataRemoved>'"),
    ],
    [
      'an ARN that contains a name',
      iam('CreateUser', 'userIdentity.arn|contains|fieldref: requestParameters.userName'),
    ],
    [
      'a value that looks like a field of nothing',
      iam('CreateUser', 'sourceIPAddress: cloudformation.amazonaws.com'),
    ],
    ['EC2’s own error codes', ec2('RunInstances', 'errorCode|startswith: Client.')],
    [
      'text that is quoted and text',
      iam('CreateUser', "userIdentity.sessionContext.attributes.mfaAuthenticated: 'false'"),
    ],
    [
      'a star that is escaped',
      iam('PutUserPolicy', `requestParameters.policyDocument|contains: '"Resource":"\\*"'`),
    ],
    [
      'a failure that is one',
      titled('Failed Login', iam('CreateUser', 'errorMessage: Failed authentication')),
    ],
    ['successes and failures', titled('Failed or Successful', iam('CreateUser', 'errorCode: null'))],
    [
      'a failover',
      titled(
        'Cluster Failover',
        select('eventSource: rds.amazonaws.com', 'eventName: FailoverDBCluster', 'errorCode: null'),
      ),
    ],
    [
      'giving alone',
      titled(
        'Image Shared',
        ec2('ModifyImageAttribute', 'requestParameters.launchPermission.add.items.group: all'),
      ),
    ],
    ['giving and taking', titled('Image Permissions Changed', ec2('ModifyImageAttribute'))],
    ['what is created', titled('GuardDuty List Created', ipSets('CreateIPSet'))],
    ['all that changes', titled('GuardDuty List Changed', ipSets('[CreateIPSet, UpdateIPSet]'))],
    [
      'siblings by their beginning',
      titled('List Changed', select('eventSource: guardduty.amazonaws.com', 'eventName|contains: IPSet')),
    ],
    ['other log sources', around('s:\n  eventName: Nothing\ncondition: s', 'product: okta, service: okta')],
    ['a rule that is refused', select('eventName|nonsense: Nothing')],
  ])('%s', async (_, text) => expect(await found(text)).toEqual([]));
});

test('a filter on a field that is never there is told to exclude nothing', async () => {
  const text = around(
    's:\n  eventSource: iam.amazonaws.com\n  eventName: CreateUser\nf:\n  requestParameters.nothing: x\ncondition: s and not f',
  );
  const [only] = await lint(text);
  expect(only?.code).toBe('field_not_in_request');
  expect(only?.message).toMatch(/excludes/);
});

test('only models of what the rule asks for are loaded', async () => {
  const asked: string[] = [];
  const service = (source: string) => {
    asked.push(source);
    return knowledge.service(source);
  };
  const lintWith = (text: string) => lintCloudTrail(compiled(text), { ...knowledge, service });
  await lintWith(iam('CreateUser', 'userAgent: x'));
  await lintWith(select('requestParameters.userName: x'));
  expect(asked).toEqual([]);
  await lintWith(iam('CreateUser', 'requestParameters.userName: x'));
  expect(asked).toEqual(['iam.amazonaws.com']);
});

test('warnings refuse nothing, and hostile names are unknown ones', async () => {
  const text = select(
    'eventSource: __proto__.amazonaws.com',
    'eventName: constructor',
    'requestParameters.__proto__.x: y',
    'toString: z',
  );
  expect(compiled(text).rule).toEqual(firstRule(text));
  expect((await found(text)).map(([code]) => code)).toEqual([
    'event_source_unknown',
    'field_not_in_cloudtrail',
  ]);
});
