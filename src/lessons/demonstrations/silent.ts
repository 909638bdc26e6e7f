// Rules that stay silent where they should fire.
import { iamUser, record } from '../records.ts';
import type { Demonstration, DemonstrationEvent } from './demonstration.ts';
import { ruleOf } from './demonstration.ts';

const fire = (name: string, text: string): DemonstrationEvent => ({ name, expectation: 'fire', text });
const silent = (name: string, text: string): DemonstrationEvent => ({ name, expectation: 'silent', text });

const denied = ['AccessDenied', 'User is not authorized to perform this action'] as const;

export const silentRules: readonly Demonstration[] = [
  {
    id: 'other-service',
    title: 'The operation of another service',
    about: 'asks Route 53 for what its registrar does',
    story:
      'Domains are registered by a service of its own: what happens to them is recorded under `route53domains.amazonaws.com`. A rule that asks `route53.amazonaws.com` for the same names reads well, is accepted everywhere, and can never fire.',
    rule: ruleOf(
      'Transfer Lock of a Domain Taken Off',
      'high',
      `
selection:
  eventSource: route53.amazonaws.com
  eventName: DisableDomainTransferLock
condition: selection`,
    ),
    events: [
      fire(
        'Lock taken off',
        record({
          service: 'route53domains',
          name: 'DisableDomainTransferLock',
          request: { domainName: 'example.com' },
          response: { operationId: '7d1f0f6e-0000-4000-8000-111122223333' },
          region: 'us-east-1',
        }),
      ),
      silent(
        'Lock put on',
        record({
          service: 'route53domains',
          name: 'EnableDomainTransferLock',
          request: { domainName: 'example.com' },
          response: { operationId: '7d1f0f6e-0000-4000-8000-444455556666' },
          region: 'us-east-1',
        }),
      ),
    ],
    look: { event: 0, field: 'eventSource' },
    cause: 'operation_of_other_source',
    mend: {
      text: 'Ask the service that has the operation',
      changes: [{ from: 'route53.amazonaws.com', to: 'route53domains.amazonaws.com' }],
    },
  },
  {
    id: 'permission-name',
    title: 'Permissions taken for events',
    about: 'names what IAM allows, not what CloudTrail records',
    story:
      'S3 has permissions such as `s3:PutReplicationConfiguration`; the call that they allow is recorded as `PutBucketReplication`. Whoever copies names from a policy gets a rule of which some branches are dead, and nobody notices while the others fire.',
    rule: ruleOf(
      'Bucket Encryption or Replication Changed',
      'medium',
      `
selection:
  eventSource: s3.amazonaws.com
  eventName:
    - PutEncryptionConfiguration
    - PutReplicationConfiguration
condition: selection`,
    ),
    events: [
      fire(
        'Replication to another account',
        record({
          service: 's3',
          name: 'PutBucketReplication',
          request: {
            bucketName: 'payroll-archive',
            replication: '',
            ReplicationConfiguration: {
              Role: 'arn:aws:iam::111122223333:role/replicate',
              Rule: { Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere-444455556666' } },
            },
          },
        }),
      ),
      fire(
        'Encryption with another key',
        record({
          service: 's3',
          name: 'PutBucketEncryption',
          request: { bucketName: 'payroll-archive', encryption: '' },
        }),
      ),
      silent(
        'Encryption read',
        record({
          service: 's3',
          name: 'GetBucketEncryption',
          request: { bucketName: 'payroll-archive', encryption: '' },
        }),
      ),
    ],
    look: { event: 0, field: 'eventName' },
    cause: 'operation_is_permission',
    mend: {
      text: 'Write the names of the events',
      changes: [
        { from: 'PutEncryptionConfiguration', to: 'PutBucketEncryption' },
        { from: 'PutReplicationConfiguration', to: 'PutBucketReplication' },
      ],
    },
  },
  {
    id: 'no-such-field',
    title: 'A field of another log',
    about: 'wants a status, which CloudTrail does not have',
    story:
      'Many logs have a field that says whether something worked. CloudTrail has none: it leaves `errorCode` out when a call succeeded. A line on `status` holds the whole rule back, on every event.',
    rule: ruleOf(
      'SAML Provider Deleted',
      'medium',
      `
selection:
  eventSource: iam.amazonaws.com
  eventName: DeleteSAMLProvider
  status: success
condition: selection`,
    ),
    events: [
      fire(
        'Deleted',
        record({
          service: 'iam',
          name: 'DeleteSAMLProvider',
          request: { sAMLProviderArn: 'arn:aws:iam::111122223333:saml-provider/okta' },
        }),
      ),
      silent('Denied', record({ service: 'iam', name: 'DeleteSAMLProvider', error: denied })),
    ],
    look: { event: 0, field: 'status' },
    cause: 'field_not_in_cloudtrail',
    mend: {
      text: 'Ask for no error instead',
      changes: [{ from: 'status: success', to: 'errorCode: null' }],
    },
  },
  {
    id: 'other-parameter',
    title: 'A parameter of another call',
    about: 'looks for instanceIds, which StartSession does not send',
    story:
      'Each operation has parameters of its own. `SendCommand` takes `instanceIds`, `StartSession` takes a `target`. A rule on one that names the parameter of the other waits for a request that nobody can make. Problems knows the parameters of every call.',
    rule: ruleOf(
      'Shell on an Instance',
      'medium',
      `
selection:
  eventSource: ssm.amazonaws.com
  eventName: StartSession
  requestParameters.instanceIds|startswith: i-
condition: selection`,
    ),
    events: [
      fire(
        'A session on an instance',
        record({
          service: 'ssm',
          name: 'StartSession',
          request: { target: 'i-0abcd1234example0' },
          response: { sessionId: 'dana-0a1b2c3d4e5f60718' },
        }),
      ),
      silent(
        'A session on a machine elsewhere',
        record({
          service: 'ssm',
          name: 'StartSession',
          request: { target: 'mi-0abcd1234example0' },
          response: { sessionId: 'dana-0a1b2c3d4e5f60719' },
        }),
      ),
    ],
    look: { event: 0, field: 'requestParameters.instanceIds' },
    cause: 'field_not_in_request',
    mend: {
      text: 'Ask for the parameter that the call has',
      changes: [{ from: 'requestParameters.instanceIds', to: 'requestParameters.target' }],
    },
  },
  {
    id: 'legacy-request',
    title: 'A form of request of long ago',
    about: 'wants an attribute by its name; clients send the attribute itself',
    story:
      '`ModifyInstanceAttribute` can be called in two ways: with `attribute` and `value`, as in its first years, or with the attribute as a parameter. Today’s clients do the latter, so a rule on `attribute: userData` misses the attack that it was written for.',
    rule: ruleOf(
      'Startup Script of an Instance Changed',
      'high',
      `
selection:
  eventSource: ec2.amazonaws.com
  eventName: ModifyInstanceAttribute
  requestParameters.attribute: userData
condition: selection`,
    ),
    events: [
      fire(
        'Script replaced',
        record({
          service: 'ec2',
          name: 'ModifyInstanceAttribute',
          request: { instanceId: 'i-0abcd1234example0', userData: '<sensitiveDataRemoved>' },
          response: { requestId: '59dbff89-35bd-4eac-99ed-be587EXAMPLE', _return: true },
        }),
      ),
      silent(
        'Another attribute',
        record({
          service: 'ec2',
          name: 'ModifyInstanceAttribute',
          request: { instanceId: 'i-0abcd1234example0', disableApiTermination: { value: true } },
          response: { requestId: '59dbff89-35bd-4eac-99ed-be588EXAMPLE', _return: true },
        }),
      ),
    ],
    look: { event: 0, field: 'requestParameters.attribute' },
    cause: 'field_of_legacy_request',
    mend: {
      text: 'Ask whether the parameter is there',
      changes: [
        { from: 'requestParameters.attribute: userData', to: 'requestParameters.userData|exists: true' },
      ],
    },
  },
  {
    id: 'redacted-value',
    title: 'A value that is never recorded',
    about: 'looks for a command where AWS writes a placeholder',
    story:
      'What `SendCommand` runs is hidden: CloudTrail records `HIDDEN_DUE_TO_SECURITY_REASONS` in its place. A rule that looks for `wget` in it can only fire on a log that nobody has. What is recorded is the document, and to how many machines it went.',
    rule: ruleOf(
      'Shell Command by Systems Manager',
      'medium',
      `
selection:
  eventSource: ssm.amazonaws.com
  eventName: SendCommand
  requestParameters.parameters|contains: wget
condition: selection`,
    ),
    events: [
      fire(
        'A shell command',
        record({
          service: 'ssm',
          name: 'SendCommand',
          request: {
            documentName: 'AWS-RunShellScript',
            instanceIds: ['i-0abcd1234example0'],
            parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
            interactive: false,
          },
        }),
      ),
      silent(
        'An inventory',
        record({
          service: 'ssm',
          name: 'SendCommand',
          request: {
            documentName: 'AWS-GatherSoftwareInventory',
            instanceIds: ['i-0abcd1234example0'],
            interactive: false,
          },
        }),
      ),
    ],
    look: { event: 0, field: 'requestParameters.parameters' },
    cause: 'field_redacted',
    mend: {
      text: 'Ask for the document',
      changes: [
        {
          from: 'requestParameters.parameters|contains: wget',
          to: 'requestParameters.documentName|endswith: AWS-RunShellScript',
        },
      ],
    },
  },
  {
    id: 'escaped-quotes',
    title: 'Quotes escaped twice',
    about: 'copies the backslashes of the log’s JSON into the rule',
    story:
      'A policy is recorded as a text in which quotes stand. In the JSON of the event they are escaped: `\\"Effect\\"`. Those backslashes belong to the JSON, not to the text; copied into the rule, they are looked for and never found.',
    rule: ruleOf(
      'Inline Policy Allows a Pass of Roles',
      'high',
      `
selection:
  eventSource: iam.amazonaws.com
  eventName: PutUserPolicy
  requestParameters.policyDocument|contains|all:
    - '\\"Effect\\": \\"Allow\\"'
    - 'iam:PassRole'
condition: selection`,
    ),
    events: [
      fire(
        'Allowed',
        record({
          service: 'iam',
          name: 'PutUserPolicy',
          request: {
            userName: 'dana',
            policyName: 'helper',
            policyDocument:
              '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}]}',
          },
        }),
      ),
      silent(
        'Forbidden',
        record({
          service: 'iam',
          name: 'PutUserPolicy',
          request: {
            userName: 'dana',
            policyName: 'guard',
            policyDocument:
              '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}]}',
          },
        }),
      ),
    ],
    look: { event: 0, field: 'requestParameters.policyDocument' },
    cause: null,
    mend: {
      text: 'Write the quotes as they are',
      changes: [{ from: `'\\"Effect\\": \\"Allow\\"'`, to: `'"Effect": "Allow"'` }],
    },
  },
  {
    id: 'success-code',
    title: 'A code that means success',
    about: 'waits for errorCode: Success',
    story:
      'There is no such code. Where a call succeeded, CloudTrail leaves `errorCode` out: neither null nor empty, not there. `null` asks for just that.',
    rule: ruleOf(
      'Access Key Created',
      'medium',
      `
selection:
  eventSource: iam.amazonaws.com
  eventName: CreateAccessKey
  errorCode: Success
condition: selection`,
    ),
    events: [
      fire(
        'Created',
        record({
          service: 'iam',
          name: 'CreateAccessKey',
          request: { userName: 'eve' },
          response: { accessKey: { userName: 'eve', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' } },
        }),
      ),
      silent('Denied', record({ service: 'iam', name: 'CreateAccessKey', error: denied })),
    ],
    look: { event: 0, field: 'errorCode' },
    cause: 'value_never_recorded',
    mend: {
      text: 'Ask for no code at all',
      changes: [{ from: 'errorCode: Success', to: 'errorCode: null' }],
    },
  },
  {
    id: 'cased-value',
    title: 'NO, where the log says No',
    about: 'minds case, and has the wrong one',
    story:
      'Sigma disregards case, so this usually hides. With `cased`, or in an engine that minds case anyway, a value must be written as it is recorded: `MFAUsed` is `Yes` or `No`.',
    rule: ruleOf(
      'Console Sign-in Without MFA',
      'medium',
      `
selection:
  eventSource: signin.amazonaws.com
  eventName: ConsoleLogin
  additionalEventData.MFAUsed|cased: 'NO'
condition: selection`,
    ),
    events: [
      fire(
        'Without MFA',
        record({
          service: 'signin',
          name: 'ConsoleLogin',
          who: { ...iamUser('dana'), accessKeyId: undefined },
          response: { ConsoleLogin: 'Success' },
          more: {
            additionalEventData: { MobileVersion: 'No', MFAUsed: 'No' },
            eventType: 'AwsConsoleSignIn',
          },
        }),
      ),
      silent(
        'With MFA',
        record({
          service: 'signin',
          name: 'ConsoleLogin',
          who: { ...iamUser('dana'), accessKeyId: undefined },
          response: { ConsoleLogin: 'Success' },
          more: {
            additionalEventData: { MobileVersion: 'No', MFAUsed: 'Yes' },
            eventType: 'AwsConsoleSignIn',
          },
        }),
      ),
    ],
    look: { event: 0, field: 'additionalEventData.MFAUsed' },
    cause: 'value_case_cased',
    mend: { text: 'Write it as it is recorded', changes: [{ from: `'NO'`, to: `'No'` }] },
  },
  {
    id: 'versioned-name',
    title: 'A name without its version',
    about: 'wants AddPermission; Lambda records AddPermission20150331v2',
    story:
      'Lambda writes the version of its API behind many names. A rule with the name of the documentation is silent, and its author has never seen it fire.',
    rule: ruleOf(
      'Function Opened to Others',
      'medium',
      `
selection:
  eventSource: lambda.amazonaws.com
  eventName: AddPermission
condition: selection`,
    ),
    events: [
      fire(
        'Opened',
        record({
          service: 'lambda',
          name: 'AddPermission20150331v2',
          request: {
            functionName: 'report',
            statementId: 'open',
            action: 'lambda:InvokeFunction',
            principal: '*',
          },
        }),
      ),
      silent(
        'Closed again',
        record({
          service: 'lambda',
          name: 'RemovePermission20150331v2',
          request: { functionName: 'report', statementId: 'open' },
        }),
      ),
    ],
    look: { event: 0, field: 'eventName' },
    cause: 'operation_is_recorded_otherwise',
    mend: {
      text: 'Take any version of it',
      changes: [{ from: 'eventName: AddPermission', to: 'eventName|startswith: AddPermission' }],
    },
  },
  {
    id: 'filtered-failures',
    title: 'Failures, filtered out',
    about: 'looks for what was denied, and leaves out whatever has an error',
    story:
      'A rule for attempts that failed began as a copy of one for successes, and kept its filter. Every event that it is about has an `errorCode`, and is filtered for it.',
    rule: ruleOf(
      'Deletion of a Key Denied',
      'medium',
      `
selection:
  eventSource: kms.amazonaws.com
  eventName: ScheduleKeyDeletion
filter:
  errorCode|exists: true
condition: selection and not filter`,
    ),
    events: [
      fire(
        'Denied',
        record({
          service: 'kms',
          name: 'ScheduleKeyDeletion',
          error: ['AccessDenied', 'User is not authorized to perform: kms:ScheduleKeyDeletion'],
        }),
      ),
      silent(
        'Scheduled',
        record({
          service: 'kms',
          name: 'ScheduleKeyDeletion',
          request: {
            keyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
            pendingWindowInDays: 30,
          },
        }),
      ),
    ],
    look: { event: 0, field: 'errorCode' },
    cause: 'title_contradicts_condition',
    mend: {
      text: 'Ask for an error instead of filtering it',
      changes: [{ from: 'selection and not filter', to: 'selection and filter' }],
    },
  },
];
