import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, specification } from '../links.ts';
import { assumedRole, fires, iamUser, record, silent } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (end: string) => `title: Access Key Created
id: f22ed426-3ab4-4512-9183-9ccc6071ee72
status: experimental
description: Detects a new access key, which may be a way to come back later
tags:
  - attack.persistence
  - attack.t1098.001
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: iam.amazonaws.com
    eventName: CreateAccessKey
${end}
level: medium
`;

const unfiltered = '  condition: selection';
const filtered = `  filter_rotation:
    userIdentity.sessionContext.sessionIssuer.userName: key-rotation
  condition: selection and not filter_rotation`;

const createAccessKey = (userName: string, parts: Omit<RecordParts, 'service' | 'name'>) =>
  record({
    agent: 'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#5.10.244 lang/python#3.13.9 Botocore/1.40.61',
    ...parts,
    service: 'iam',
    name: 'CreateAccessKey',
    request: { userName },
    response: {
      accessKey: {
        userName,
        accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
        status: 'Active',
        createDate: 'Nov 12, 2026 2:00:07 AM',
      },
    },
  });

export const lesson: Lesson = {
  id: 'filters',
  title: 'Filters',
  goal:
    'Each night the role `key-rotation` replaces old access keys, and each morning this rule has a page full of ' +
    'alarms. Keep it silent on what that role does, and let it fire on everybody else.',
  concept:
    'A rule may have several searches, each with a name. The condition says how their answers are put together, with ' +
    '`and`, `or`, `not` and brackets:\n\n' +
    '```yaml\nselection:\n  shape: round\nfilter_apples:\n  kind: apple\ncondition: selection and not filter_apples\n```\n\n' +
    'What is to be left out stands in a search of its own, usually called `filter_…`, ' +
    'and the condition takes it back out.\n\n' +
    'A filter is a hole in the rule. Make it as small as you can, and fit it to something that others cannot ' +
    'choose for themselves: a role’s name is given by whoever owns the account, ' +
    'the name of a **session** by whoever starts it.',
  start: rule(unfiltered),
  events: [
    silent(
      'The rotation replaces a key',
      createAccessKey('mailer', {
        who: assumedRole('key-rotation', 'rotate-keys'),
        ip: '203.0.113.60',
        at: '2026-11-12T02:00:07Z',
      }),
    ),
    fires(
      'A user makes a key for somebody else',
      createAccessKey('backup-svc', {
        who: iamUser('dana'),
        at: '2026-11-12T09:33:45Z',
      }),
    ),
  ],
  hidden: [
    silent(
      'The rotation replaces another key, in another session',
      createAccessKey('reports', {
        who: assumedRole('key-rotation', 'retry-2026-11-13'),
        ip: '203.0.113.61',
        agent: 'Boto3/1.42.2 md/Botocore#1.42.2 ua/2.1 os/linux#5.10.245 lang/python#3.13.9 Botocore/1.42.2',
        at: '2026-11-13T02:14:51Z',
      }),
    ),
    fires(
      'Another role makes a key',
      createAccessKey('mailer', {
        who: assumedRole('build', 'build-4711'),
        ip: '203.0.113.60',
        at: '2026-11-13T02:00:31Z',
      }),
    ),
    fires(
      'Another role, whose session calls itself `key-rotation`',
      createAccessKey('reports', {
        who: assumedRole('build', 'key-rotation'),
        ip: '198.51.100.200',
        at: '2026-11-14T02:00:09Z',
      }),
    ),
    fires(
      'Another role, whose name begins alike',
      createAccessKey('mailer', {
        who: assumedRole('key-rotation-test', 'rotate-keys'),
        ip: '203.0.113.60',
        at: '2026-11-14T16:22:28Z',
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Look at “The rotation replaces a key”: `eventName` matches there as it does for everybody. ' +
        'Now look through `userIdentity` of that event for what tells that role from others, in each of its sessions.',
      look: { event: 0, field: 'eventName' },
    },
    {
      text:
        'Write a second search that matches the role, and leave it out in the condition with `and not`. ' +
        'The role’s own name stands in `sessionIssuer`; ARN and `principalId` also hold the session’s.',
    },
    {
      text:
        'The search `filter_rotation` asks for the name of the role, and the condition becomes ' +
        '`selection and not filter_rotation`.',
      changes: [{ from: unfiltered, to: filtered }],
    },
  ],
  solution: rule(filtered),
  links: [
    learn('filters', 'filters'),
    learn('and-or-not', 'and, or, not'),
    guide('conditions', 'conditions'),
    specification('condition', 'conditions'),
    aws('awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity', 'sessionIssuer'),
  ],
};
