import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, specification } from '../links.ts';
import {
  assumedRole,
  awsService,
  browserAgent,
  consoleLogin,
  fires,
  iamUser,
  otherAccount,
  record,
} from '../records.ts';
import { rootUser, silent } from '../records.ts';

const rule = (selection: string) => `title: Root User Activity
id: 0f1122ed-d7ef-4eb4-a79d-cd2f53fd0e73
status: experimental
description: Detects that somebody works as the root user, whom hardly anything should ever be done with
tags:
  - attack.initial-access
  - attack.t1078.004
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    ${selection}
  condition: selection
level: medium
`;

const newKey = (userName: string, accessKeyId: string) => ({
  accessKey: { userName, accessKeyId, status: 'Active', createDate: 'Nov 12, 2026 7:02:31 AM' },
});

const otherRoot = {
  ...rootUser(),
  principalId: otherAccount,
  arn: `arn:aws:iam::${otherAccount}:root`,
  accountId: otherAccount,
};

export const lesson: Lesson = {
  id: 'dots-not-nesting',
  title: 'Dots, not nesting',
  goal:
    'The event says who acted in `userIdentity`, and there in `type`. The rule copies that shape, and cannot even be ' +
    'read. Make it fire on everything that the root user does, in any account, and on nobody else.',
  concept:
    'Events are nested: an object in an object. A rule is not. In Sigma, what stands after a key is a **value** to ' +
    'compare with, so an object there makes no sense.\n\n' +
    'To get to a field inside an object, write the way there as **one key**, its steps joined by dots. ' +
    'For the event `{"door": {"colour": "red"}}` that is:\n\n' +
    '```yaml\nselection:\n  door.colour: red\n```\n\n' +
    'The names must be spelled as the event spells them: capitals count in names of fields, though not in values.',
  start: rule('userIdentity:\n      type: Root'),
  events: [
    fires(
      'The root user makes an access key',
      record({
        service: 'iam',
        name: 'CreateAccessKey',
        who: rootUser(),
        response: newKey('root', 'AKIAI44QH8DHBEXAMPLE'),
        agent: browserAgent,
        at: '2026-11-12T07:02:31Z',
      }),
    ),
    silent(
      'An IAM user makes an access key',
      record({
        service: 'iam',
        name: 'CreateAccessKey',
        request: { userName: 'dana' },
        response: newKey('dana', 'AKIAIOSFODNN7EXAMPLE'),
        agent: browserAgent,
        at: '2026-11-12T09:10:44Z',
      }),
    ),
    silent(
      'A role makes an access key',
      record({
        service: 'iam',
        name: 'CreateAccessKey',
        who: assumedRole('pipeline', 'build-4711'),
        request: { userName: 'ci-reader' },
        response: newKey('ci-reader', 'AKIAI44QH8DHBEXAMPLE'),
        at: '2026-11-12T09:26:17Z',
      }),
    ),
  ],
  hidden: [
    fires(
      'The root user of another account signs in',
      consoleLogin({
        who: otherRoot,
        isMfa: true,
        ip: '203.0.113.9',
        at: '2026-11-16T21:44:10Z',
        account: otherAccount,
      }),
    ),
    fires(
      'The root user deletes a bucket',
      record({
        service: 's3',
        name: 'DeleteBucket',
        who: rootUser(),
        request: {
          bucketName: 'example-old-exports',
          Host: 'example-old-exports.s3.eu-west-1.amazonaws.com',
        },
        at: '2026-11-12T07:20:05Z',
      }),
    ),
    silent(
      'An IAM user whose name is `root`',
      record({
        service: 's3',
        name: 'ListBuckets',
        who: iamUser('root'),
        request: { Host: 's3.eu-west-1.amazonaws.com' },
        at: '2026-11-13T12:30:00Z',
      }),
    ),
    silent(
      'A service of AWS uses a key',
      record({
        service: 'kms',
        name: 'Decrypt',
        who: awsService('secretsmanager'),
        request: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
        ip: 'secretsmanager.amazonaws.com',
        agent: 'secretsmanager.amazonaws.com',
        readOnly: true,
        at: '2026-11-12T10:15:36Z',
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Nothing can be decided yet, for the rule cannot be read. Look at what the editor underlines, ' +
        'and read what it says there.',
    },
    {
      text:
        'A key of a rule is a whole path: the names on the way to the field, joined by dots, in one line. ' +
        'The value comes after the colon.',
    },
    {
      text: 'Join `userIdentity` and `type` by a dot, and put `Root` behind them.',
      changes: [{ from: 'userIdentity:\n      type: Root', to: 'userIdentity.type: Root' }],
    },
  ],
  solution: rule('userIdentity.type: Root'),
  links: [
    learn('nested-fields', 'nested fields'),
    guide('rules', 'detection'),
    specification('field-usage', 'field usage'),
    aws('awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity', 'userIdentity'),
  ],
};
