import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, specification } from '../links.ts';
import { assumedRole, fires, iamUser, record, silent } from '../records.ts';

const rule = (selection: string) => `title: IAM User Created
id: 8c609abf-de9f-43e4-87ff-05c7eb9cf650
status: experimental
description: Detects a new IAM user, which may be a way to come back later
tags:
  - attack.persistence
  - attack.t1136.003
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    ${selection}
  condition: selection
level: medium
`;

export const lesson: Lesson = {
  id: 'two-keys-are-an-and',
  title: 'Two keys are an AND',
  goal:
    'A new user in IAM can do things in your account, so the rule should fire on it. But a dozen other services ' +
    'have users of their own and call the operation `CreateUser` too. Make the rule fire on IAM’s users only.',
  concept:
    'An operation’s name is only half of its identity. CloudTrail writes the other half, the service that was ' +
    'called, into `eventSource`: `ec2.amazonaws.com`, `s3.amazonaws.com` and so on.\n\n' +
    'Lines that stand below each other in one search are joined by **and**:\n\n' +
    '```yaml\nselection:\n  colour: red\n  shape: round\n```\n\n' +
    'That matches what is red **and** round. Values in a list widen a rule; every further key narrows it.',
  start: rule('eventName: CreateUser'),
  events: [
    fires(
      'IAM gets a new user',
      record({
        service: 'iam',
        name: 'CreateUser',
        request: { userName: 'backup-svc' },
        response: {
          user: {
            path: '/',
            userName: 'backup-svc',
            userId: 'AIDAEXAMPLEBACKUPSVC0',
            arn: 'arn:aws:iam::111122223333:user/backup-svc',
            createDate: 'Nov 12, 2026 9:31:08 AM',
          },
        },
        at: '2026-11-12T09:31:08Z',
      }),
    ),
    silent(
      'A file server gets a new user',
      record({
        service: 'transfer',
        name: 'CreateUser',
        who: iamUser('ines'),
        request: {
          serverId: 's-01234567890abcdef',
          userName: 'supplier-7',
          role: 'arn:aws:iam::111122223333:role/transfer-supplier',
          homeDirectory: '/example-inbox/supplier-7',
        },
        response: { serverId: 's-01234567890abcdef', userName: 'supplier-7' },
        at: '2026-11-12T09:40:55Z',
      }),
    ),
    silent(
      'Somebody lists IAM’s users',
      record({
        service: 'iam',
        name: 'ListUsers',
        request: { maxItems: 1000 },
        at: '2026-11-12T09:29:12Z',
      }),
    ),
  ],
  hidden: [
    fires(
      'A pipeline makes an IAM user in a path',
      record({
        service: 'iam',
        name: 'CreateUser',
        who: assumedRole('pipeline', 'build-4711'),
        request: { userName: 'ci-reader', path: '/machines/', tags: [{ key: 'team', value: 'platform' }] },
        response: {
          user: {
            path: '/machines/',
            userName: 'ci-reader',
            userId: 'AIDAEXAMPLECIREADER00',
            arn: 'arn:aws:iam::111122223333:user/machines/ci-reader',
            createDate: 'Nov 14, 2026 2:05:40 PM',
            tags: [{ key: 'team', value: 'platform' }],
          },
        },
        agent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4',
        ip: '203.0.113.77',
        at: '2026-11-14T14:05:40Z',
      }),
    ),
    silent(
      'A cache gets a new user, in the region of IAM’s records',
      record({
        service: 'elasticache',
        name: 'CreateUser',
        who: iamUser('ines'),
        request: {
          userId: 'orders-app',
          userName: 'orders-app',
          engine: 'redis',
          accessString: 'on ~orders:* +@read',
          noPasswordRequired: false,
        },
        response: {
          userId: 'orders-app',
          userName: 'orders-app',
          status: 'active',
          engine: 'redis',
          accessString: 'on ~orders:* -@all +@read',
          userGroupIds: [],
        },
        region: 'us-east-1',
        at: '2026-11-13T11:20:03Z',
      }),
    ),
    silent(
      'IAM deletes a user',
      record({
        service: 'iam',
        name: 'DeleteUser',
        request: { userName: 'backup-svc' },
        at: '2026-11-15T08:00:21Z',
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Look at “A file server gets a new user”: `eventName` matches, and rightly so. ' +
        'Compare that event with the first one: which field tells whose user it is?',
      look: { event: 1, field: 'eventName' },
    },
    {
      text:
        'Both must be true at once: the name of the operation, and the service in `eventSource`. ' +
        'Keys of one search are joined by “and”.',
    },
    {
      text: 'Add a line for the service above the name, just as far to the right.',
      changes: [
        {
          from: 'eventName: CreateUser',
          to: 'eventSource: iam.amazonaws.com\n    eventName: CreateUser',
        },
      ],
    },
  ],
  solution: rule('eventSource: iam.amazonaws.com\n    eventName: CreateUser'),
  links: [
    learn('maps', 'keys below each other'),
    guide('rules', 'detection'),
    specification('maps', 'maps'),
    aws('IAM/latest/APIReference/API_CreateUser', 'CreateUser of IAM'),
  ],
};
