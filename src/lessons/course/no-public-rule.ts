import type { Lesson } from '../lesson.ts';
import { guide, learn, specification } from '../links.ts';
import { account, assumedRole, iamUser, otherAccount, record } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (detection: string) => `title: Database Snapshot Shared With Another Account
id: c6d80e4b-35a1-4f97-8b2e-9f14a07d63c8
status: experimental
description: |
  Detects that a snapshot of an RDS or Aurora database is shared with another account or with everybody.
  Whoever it is shared with restores it in an account of their own and reads all that is in it.
tags:
  - attack.exfiltration
  - attack.t1537
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: rds.amazonaws.com
${detection}
falsepositives:
  - Backups that are kept in another account
level: high
`;

const solved = `    eventName:
      - ModifyDBSnapshotAttribute
      - ModifyDBClusterSnapshotAttribute
    requestParameters.attributeName: restore
    requestParameters.valuesToAdd|exists: true
    errorCode: null
  filter_own_account:
    requestParameters.valuesToAdd|fieldref: recipientAccountId
  condition: selection and not filter_own_account`;

const thirdAccount = '123456789012';

interface Change {
  readonly snapshot: string;
  readonly isCluster?: boolean;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  /** With whom it is shared afterwards. */
  readonly left?: readonly string[];
}

function changed({ snapshot, isCluster = false, add, remove, left }: Change, parts: Partial<RecordParts>) {
  const kind = isCluster ? 'DBCluster' : 'DB';
  const key = `d${kind.slice(1)}Snapshot`;
  const attributes = [{ attributeName: 'restore', attributeValues: left ?? add ?? [] }];
  return record({
    response: parts.error ? null : { [`${key}Identifier`]: snapshot, [`${key}Attributes`]: attributes },
    ...parts,
    service: 'rds',
    name: `Modify${kind}SnapshotAttribute`,
    request: {
      [`${key}Identifier`]: snapshot,
      attributeName: 'restore',
      valuesToAdd: add,
      valuesToRemove: remove,
    },
  });
}

const denied = (user: string, snapshot: string): NonNullable<RecordParts['error']> => [
  'AccessDenied',
  `User: arn:aws:iam::${account}:user/${user} is not authorized to perform: rds:ModifyDBSnapshotAttribute on resource: arn:aws:rds:eu-west-1:${account}:snapshot:${snapshot} because no identity-based policy allows the rds:ModifyDBSnapshotAttribute action`,
];

export const lesson: Lesson = {
  id: 'no-public-rule',
  title: 'Capstone: no public rule exists',
  goal:
    'There is no public rule for this attack, so write one. A database snapshot, of RDS or of an Aurora ' +
    'cluster, is shared with another account or with everybody. Fire when that was done: not when it was ' +
    'refused, not when sharing ends, and not when an account shares with itself. The rule runs in all our ' +
    'accounts.',
  concept:
    'Begin with a record of the attack, not with an idea of it, and ask of it in this order. Which service ' +
    'and which operations? One idea may have several names: what RDS does for a database, it does for a ' +
    'cluster by another call. Which parameter carries the meaning? Then: did it succeed? And last: who does ' +
    'this every day for a good reason, and by what is that reason to be seen in the record?\n\n' +
    'Each answer is a line or a filter. When you think you are done, look for the next operation that does ' +
    'the same, and the next way to be refused.',
  start: rule('  condition: selection'),
  events: [
    {
      name: 'A snapshot is shared with another account',
      expectation: 'fire',
      text: changed(
        { snapshot: 'orders-2026-11-11', add: [otherAccount] },
        { who: assumedRole('support-engineer', 'lena'), at: '2026-11-12T02:58:14Z', ip: '203.0.113.66' },
      ),
    },
    {
      name: 'A snapshot of a cluster is shared with everybody',
      expectation: 'fire',
      text: changed(
        { snapshot: 'ledger-final', isCluster: true, add: ['all'] },
        { who: iamUser('kim'), at: '2026-11-12T03:04:49Z', ip: '203.0.113.66' },
      ),
    },
    {
      name: 'The nightly snapshot is made',
      expectation: 'silent',
      text: record({
        service: 'rds',
        name: 'CreateDBSnapshot',
        who: assumedRole('backup', 'nightly'),
        request: { dBSnapshotIdentifier: 'orders-2026-11-11', dBInstanceIdentifier: 'orders' },
        response: {
          dBSnapshotIdentifier: 'orders-2026-11-11',
          dBInstanceIdentifier: 'orders',
          engine: 'postgres',
          allocatedStorage: 200,
          status: 'creating',
          snapshotType: 'manual',
          encrypted: true,
        },
        at: '2026-11-12T01:00:12Z',
      }),
    },
    {
      name: 'The backup shares a snapshot with the account it is in',
      expectation: 'silent',
      text: changed(
        { snapshot: 'orders-2026-11-11', add: [account] },
        { who: assumedRole('backup', 'nightly'), at: '2026-11-12T01:20:40Z' },
      ),
    },
    {
      name: 'The other account may not use the snapshot any more',
      expectation: 'silent',
      text: changed(
        { snapshot: 'orders-2026-11-11', remove: [otherAccount], left: [] },
        { who: iamUser('omar'), at: '2026-11-12T08:11:05Z' },
      ),
    },
    {
      name: 'A user wants to share a snapshot and may not',
      expectation: 'silent',
      text: changed(
        { snapshot: 'orders-2026-11-11', add: [otherAccount] },
        {
          who: iamUser('kim'),
          error: denied('kim', 'orders-2026-11-11'),
          at: '2026-11-12T02:55:31Z',
          ip: '203.0.113.66',
        },
      ),
    },
    {
      name: 'A user looks with whom a snapshot is shared',
      expectation: 'silent',
      text: record({
        service: 'rds',
        name: 'DescribeDBSnapshotAttributes',
        who: iamUser('omar'),
        request: { dBSnapshotIdentifier: 'orders-2026-11-11' },
        at: '2026-11-12T08:09:22Z',
      }),
    },
  ],
  hidden: [
    {
      name: 'A snapshot of a cluster is shared with a third account',
      expectation: 'fire',
      text: changed(
        { snapshot: 'crm-before-upgrade', isCluster: true, add: [thirdAccount] },
        { who: iamUser('omar'), at: '2026-11-13T22:40:53Z', ip: '192.0.2.77' },
      ),
    },
    {
      name: 'Another of our accounts shares with this one',
      expectation: 'fire',
      text: changed(
        { snapshot: 'invoices-2026-10', add: [account] },
        {
          who: iamUser('ines', thirdAccount),
          at: '2026-11-13T22:47:01Z',
          more: { recipientAccountId: thirdAccount },
        },
      ),
    },
    {
      name: 'Another of our accounts shares a snapshot of a cluster with itself',
      expectation: 'silent',
      text: changed(
        { snapshot: 'invoices-2026-10', isCluster: true, add: [thirdAccount] },
        {
          who: iamUser('keeper', thirdAccount),
          at: '2026-11-13T01:20:44Z',
          more: { recipientAccountId: thirdAccount },
        },
      ),
    },
    {
      name: 'A snapshot of a cluster is shared too often already',
      expectation: 'silent',
      text: changed(
        { snapshot: 'crm-before-upgrade', isCluster: true, add: [otherAccount] },
        {
          who: iamUser('omar'),
          error: [
            'SharedSnapshotQuotaExceeded',
            'The request cannot be processed because it would exceed the number of accounts that a snapshot can be shared with.',
          ],
          at: '2026-11-13T22:42:36Z',
          ip: '192.0.2.77',
        },
      ),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Take the events that fire and should not, one after the other, and compare each with the first one. ' +
        '`eventName` tells two of them apart, a parameter the next two, and a field that only failed calls have ' +
        'the last.',
      look: { event: 2, field: 'eventSource' },
    },
    {
      text:
        'You need a list of two operations, `exists` on what is added, a `null` for the error that is not there, ' +
        'and a filter by `fieldref` for the account itself, which stands in `recipientAccountId`.',
    },
    {
      text:
        'Ask for the two operations, for `requestParameters.valuesToAdd|exists: true` and `errorCode: null`, and ' +
        'filter out what `valuesToAdd|fieldref: recipientAccountId` finds.',
      changes: [{ from: '  condition: selection', to: solved }],
    },
  ],
  solution: rule(solved),
  links: [
    learn('null', 'null'),
    learn('fieldref', 'fieldref'),
    guide('rules', 'detection'),
    specification('detection', 'detection'),
  ],
};
