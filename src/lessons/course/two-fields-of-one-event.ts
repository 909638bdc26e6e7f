import type { Lesson } from '../lesson.ts';
import { learn, modifierAppendix } from '../links.ts';
import { assumedRole, iamUser, record } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (filter: string) => `title: Access Key Created For Another User
id: 7a0e5d38-c1f4-4b92-9d6e-42b8f3a017c5
status: experimental
description: |
  Detects that somebody makes an access key for a user other than themselves.
  With it they come back, even after their own access is gone.
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
  filter_own_key:
    ${filter}
  condition: selection and not filter_own_key
falsepositives:
  - Administrators who make keys for technical users
level: medium
`;

/** As IAM writes a time: `Nov 12, 2026, 9:14:27 AM`. */
function inWords(at: string): string {
  const [, day, hour, rest] = /-(\d\d)T(\d\d)(.*)Z$/.exec(at) ?? [];
  const hours = Number(hour);
  return `Nov ${day}, 2026, ${hours % 12 || 12}${rest} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** Who makes a key for themselves need not say so: then there are no parameters. */
function newKey(
  userName: string,
  parts: Partial<RecordParts> & { readonly at: string },
  isSaid = true,
): string {
  return record({
    ...parts,
    service: 'iam',
    name: 'CreateAccessKey',
    request: isSaid ? { userName } : null,
    response: {
      accessKey: {
        userName,
        accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
        status: 'Active',
        createDate: inWords(parts.at),
      },
    },
  });
}

export const lesson: Lesson = {
  id: 'two-fields-of-one-event',
  title: 'fieldref: two fields of one event',
  goal:
    'People may make access keys for themselves. Fire when somebody makes one for another user, whoever they ' +
    'are.',
  concept:
    'What stands right of the colon is a text. Even when it reads like the name of a field, it is compared ' +
    'letter by letter, and no engine complains. With `fieldref` it becomes what you meant: the field of that ' +
    'name in the same event. Then two fields are compared with each other, and no name has to stand in the ' +
    'rule.\n\n' +
    'Both must hold the same kind of thing. An ARN ends with a name and is not one; asking whether it ' +
    'contains the name is a guess that goes wrong with the first two names of which one is part of the ' +
    'other. And where one of the fields is missing, `fieldref` does not hold.',
  start: rule('userIdentity.arn|contains: responseElements.accessKey.userName'),
  events: [
    {
      name: 'Dana makes a key for Dana',
      expectation: 'silent',
      text: newKey('dana', { who: iamUser('dana'), at: '2026-11-12T09:14:27Z' }),
    },
    {
      name: 'Sam makes a key and does not say for whom: for himself',
      expectation: 'silent',
      text: newKey('sam', { who: iamUser('sam'), at: '2026-11-12T10:37:05Z' }, false),
    },
    {
      name: 'Dana makes a key for the backup',
      expectation: 'fire',
      text: newKey('backup-operator', {
        who: iamUser('dana'),
        at: '2026-11-12T23:02:51Z',
        ip: '203.0.113.66',
      }),
    },
    {
      name: 'A role makes a key for a user',
      expectation: 'fire',
      text: newKey('deploy-bot', {
        who: assumedRole('support-engineer', 'lena'),
        at: '2026-11-12T23:09:12Z',
        ip: '203.0.113.66',
      }),
    },
  ],
  hidden: [
    {
      name: 'Priya makes a key for Priya',
      expectation: 'silent',
      text: newKey('priya', { who: iamUser('priya'), at: '2026-11-13T08:12:40Z' }),
    },
    {
      name: 'Dana makes a key for Ana, whose name is in hers',
      expectation: 'fire',
      text: newKey('ana', { who: iamUser('dana'), at: '2026-11-13T22:41:19Z', ip: '192.0.2.77' }),
    },
    {
      name: 'Sam makes a key for Dana',
      expectation: 'fire',
      text: newKey('dana', { who: iamUser('sam'), at: '2026-11-13T22:55:03Z', ip: '192.0.2.77' }),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }, { kind: 'uses_modifier', modifier: 'fieldref' }],
  hints: [
    {
      text:
        'Look at `userIdentity.arn` in the first event. It is asked for the letters ' +
        '`responseElements.accessKey.userName`, and no ARN holds those: the filter never does anything.',
      look: { event: 0, field: 'userIdentity.arn' },
    },
    {
      text:
        '`fieldref` makes a field of the text on the right. Then look for a field on the left that holds just ' +
        'the name of a user, as the one on the right does, and compare the two as wholes.',
    },
    {
      text:
        'Compare the name of the caller with the name on the key: `userIdentity.userName|fieldref: ' +
        'responseElements.accessKey.userName`.',
      changes: [{ from: 'userIdentity.arn|contains:', to: 'userIdentity.userName|fieldref:' }],
    },
  ],
  solution: rule('userIdentity.userName|fieldref: responseElements.accessKey.userName'),
  links: [learn('fieldref', 'fieldref'), learn('and-or-not', 'and, or, not'), modifierAppendix],
};
