import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, modifierAppendix } from '../links.ts';
import { assumedRole, fires, iamUser, record, silent } from '../records.ts';

const rule = (eventName: string) => `title: Lambda Function Opened To Another Caller
id: e7cca4f9-9169-4eb8-ba4f-726981a1263b
status: experimental
description: Detects that somebody is allowed to call a function, which may be a way in
tags:
  - attack.persistence
  - attack.privilege-escalation
  - attack.t1546
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: lambda.amazonaws.com
    ${eventName}
  condition: selection
level: low
`;

const resource = 'arn:aws:lambda:eu-west-1:111122223333:function:';

export const lesson: Lesson = {
  id: 'versioned-names',
  title: 'startswith: versioned operation names',
  goal:
    'In Lambda’s documentation the operation is called `AddPermission`, and so it is in this rule, which has never ' +
    'fired. Make it fire whenever somebody is allowed to call a function, whichever version of the API was used.',
  concept:
    'A value without a modifier must be the **whole** text of the field. CloudTrail writes some names otherwise than ' +
    'the documentation does: Lambda hangs the version of its API on them, so that `CreateFunction` is recorded as ' +
    '`CreateFunction20150331`.\n\n' +
    'A modifier behind the field’s name changes how it is compared:\n\n' +
    '- `colour|startswith: light` matches `lightblue`\n' +
    '- `colour|endswith: green` matches `darkgreen`\n' +
    '- `colour|contains: ish` matches `reddish brown`\n\n' +
    'Give as much of the text as is always there. Less of it lets strangers in.',
  start: rule('eventName: AddPermission'),
  events: [
    fires(
      'A bucket may call a function',
      record({
        service: 'lambda',
        name: 'AddPermission20150331v2',
        request: {
          functionName: 'make-thumbnails',
          statementId: 'uploads',
          action: 'lambda:InvokeFunction',
          principal: 's3.amazonaws.com',
          sourceArn: 'arn:aws:s3:::example-uploads',
        },
        response: {
          statement: JSON.stringify({
            Sid: 'uploads',
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'lambda:InvokeFunction',
            Resource: `${resource}make-thumbnails`,
            Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::example-uploads' } },
          }),
        },
        at: '2026-11-12T10:04:18Z',
      }),
    ),
    silent(
      'That is taken back',
      record({
        service: 'lambda',
        name: 'RemovePermission20150331v2',
        request: { functionName: 'make-thumbnails', statementId: 'uploads' },
        at: '2026-11-12T10:30:40Z',
      }),
    ),
    silent(
      'A function is made',
      record({
        service: 'lambda',
        name: 'CreateFunction20150331',
        request: {
          functionName: 'make-thumbnails',
          runtime: 'python3.13',
          role: 'arn:aws:iam::111122223333:role/thumbnails',
          handler: 'index.handler',
          timeout: 30,
          publish: false,
        },
        response: {
          functionName: 'make-thumbnails',
          functionArn: `${resource}make-thumbnails`,
          runtime: 'python3.13',
          role: 'arn:aws:iam::111122223333:role/thumbnails',
          handler: 'index.handler',
          timeout: 30,
          memorySize: 128,
          version: '$LATEST',
          state: 'Pending',
        },
        at: '2026-11-12T10:01:52Z',
      }),
    ),
  ],
  hidden: [
    fires(
      'Another account may call a function; an older version of the API',
      record({
        service: 'lambda',
        name: 'AddPermission20150331',
        who: assumedRole('deployer', 'release-88'),
        request: {
          functionName: 'price-list',
          statementId: 'partner',
          action: 'lambda:*',
          principal: '444455556666',
        },
        response: {
          statement: JSON.stringify({
            Sid: 'partner',
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::444455556666:root' },
            Action: 'lambda:*',
            Resource: `${resource}price-list`,
          }),
        },
        region: 'us-west-2',
        ip: '203.0.113.77',
        at: '2026-11-13T15:12:33Z',
      }),
    ),
    silent(
      'Others may use a layer, which is no function',
      record({
        service: 'lambda',
        name: 'AddLayerVersionPermission20181031',
        who: iamUser('ines'),
        request: {
          layerName: 'image-tools',
          versionNumber: 4,
          statementId: 'partner',
          action: 'lambda:GetLayerVersion',
          principal: '444455556666',
        },
        response: { revisionId: '6d4e6a1c-31a5-4c0e-9d0b-5c2f6a6a3a11' },
        at: '2026-11-13T09:00:27Z',
      }),
    ),
    silent(
      'Another account may write to a queue',
      record({
        service: 'sqs',
        name: 'AddPermission',
        who: iamUser('ines'),
        request: {
          queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders',
          label: 'partner',
          aWSAccountIds: ['444455556666'],
          actions: ['SendMessage'],
        },
        at: '2026-11-14T13:37:02Z',
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Look at `eventName` of “A bucket may call a function”. ' +
        'Which part of the recorded name does the rule know, and what comes after it?',
      look: { event: 0, field: 'eventName' },
    },
    {
      text:
        'The version changes from time to time; the beginning of the name stays. ' +
        'There is a modifier that compares the beginning of a text.',
    },
    {
      text: 'Put `|startswith` behind `eventName`, and leave the value as it is.',
      changes: [{ from: 'eventName: AddPermission', to: 'eventName|startswith: AddPermission' }],
    },
  ],
  solution: rule('eventName|startswith: AddPermission'),
  links: [
    learn('startswith', 'startswith'),
    guide('modifiers', 'modifiers'),
    modifierAppendix,
    aws('lambda/latest/dg/logging-using-cloudtrail', 'Lambda’s events in CloudTrail'),
  ],
};
