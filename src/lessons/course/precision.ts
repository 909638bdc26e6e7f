import type { Lesson } from '../lesson.ts';
import { learn, modifierAppendix, specification } from '../links.ts';
import { account, assumedRole, iamUser, otherAccount } from '../records.ts';
import type { RecordParts } from '../records.ts';
import { ec2Write } from './ec2-write.ts';

const rule = (after: string) => `title: EBS Snapshot Shared
id: 19c5f8a2-7e3b-4d06-a1f9-83d2b64c70e5
status: experimental
description: Detects that a snapshot of a disk is shared, with another account or with everybody.
tags:
  - attack.exfiltration
  - attack.t1537
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: ec2.amazonaws.com
    eventName: ModifySnapshotAttribute
${after}
falsepositives:
  - Backups that are kept in another account
level: high
`;

const solved = `    requestParameters.createVolumePermission.add|exists: true
  filter_own_account:
    requestParameters.createVolumePermission.add.items.userId|fieldref: recipientAccountId
  condition: selection and not filter_own_account`;

type Who = { readonly userId: string } | { readonly group: string };

function permission(
  change: 'add' | 'remove',
  items: readonly Who[],
  parts: Partial<RecordParts> & { readonly snapshotId: string },
): string {
  const { snapshotId, ...others } = parts;
  return ec2Write({
    ...others,
    name: 'ModifySnapshotAttribute',
    request: {
      snapshotId,
      createVolumePermission: { [change]: { items: items.map((each) => ({ ...each })) } },
      attributeType: 'CREATE_VOLUME_PERMISSION',
    },
  });
}

const thirdAccount = '123456789012';

export const lesson: Lesson = {
  id: 'precision',
  title: 'Precision',
  goal:
    'The rule fires on every change of who may use a snapshot. Make it fire only when a snapshot is shared, ' +
    'and not when an account shares it just with itself. It runs in all our accounts.',
  concept:
    'A rule is as good as what it keeps quiet about. `ModifySnapshotAttribute` gives and takes away: the ' +
    'same name, the opposite meaning. Which of the two it was is told by which parameter is there, and ' +
    '`exists` asks that.\n\n' +
    'Then take out what is harmless, by what makes it harmless, and not by the names of today. The account ' +
    'in which an event was recorded stands in every record, as `recipientAccountId`; compared by `fieldref`, ' +
    'it serves every account the rule will ever run in.\n\n' +
    'Know the price: where a list is asked, one element that fits is enough. A call that names our own ' +
    'account **and** a stranger in one list is filtered out. Sigma cannot say “all of them are ours”; write ' +
    'such a gap down.',
  start: rule('  condition: selection'),
  events: [
    {
      name: 'A snapshot is shared with another account',
      expectation: 'fire',
      text: permission('add', [{ userId: otherAccount }], {
        snapshotId: 'snap-0b7e41c96fd20a358',
        who: assumedRole('web-frontend', 'deploy-4471'),
        at: '2026-11-12T02:50:33Z',
        ip: '203.0.113.66',
      }),
    },
    {
      name: 'A snapshot is shared with everybody',
      expectation: 'fire',
      text: permission('add', [{ group: 'all' }], {
        snapshotId: 'snap-0b7e41c96fd20a358',
        who: iamUser('kim'),
        at: '2026-11-12T13:08:59Z',
      }),
    },
    {
      name: 'The other account may not use it any more',
      expectation: 'silent',
      text: permission('remove', [{ userId: otherAccount }], {
        snapshotId: 'snap-0b7e41c96fd20a358',
        who: iamUser('kim'),
        at: '2026-11-12T09:33:02Z',
      }),
    },
    {
      name: 'The backup shares a snapshot with the account it is in',
      expectation: 'silent',
      text: permission('add', [{ userId: account }], {
        snapshotId: 'snap-06d2a98b3c15e7f40',
        who: assumedRole('backup', 'nightly'),
        at: '2026-11-12T01:00:44Z',
      }),
    },
  ],
  hidden: [
    {
      name: 'Another of our accounts shares with itself',
      expectation: 'silent',
      text: permission('add', [{ userId: thirdAccount }], {
        snapshotId: 'snap-0fa1c27d5b934e806',
        who: iamUser('keeper', thirdAccount),
        at: '2026-11-13T01:00:51Z',
        more: { recipientAccountId: thirdAccount },
      }),
    },
    {
      name: 'Another of our accounts shares with this one',
      expectation: 'fire',
      text: permission('add', [{ userId: account }], {
        snapshotId: 'snap-0fa1c27d5b934e806',
        who: iamUser('omar', thirdAccount),
        at: '2026-11-13T22:17:08Z',
        ip: '192.0.2.77',
        more: { recipientAccountId: thirdAccount },
      }),
    },
    {
      name: 'The role of the backup shares a snapshot with two strangers',
      expectation: 'fire',
      text: permission('add', [{ userId: thirdAccount }, { userId: otherAccount }], {
        snapshotId: 'snap-06d2a98b3c15e7f40',
        who: assumedRole('backup', 'nightly'),
        at: '2026-11-13T22:20:35Z',
        ip: '192.0.2.77',
      }),
    },
    {
      name: 'Everybody is shut out again',
      expectation: 'silent',
      text: permission('remove', [{ group: 'all' }], {
        snapshotId: 'snap-0b7e41c96fd20a358',
        who: iamUser('omar'),
        at: '2026-11-13T09:10:10Z',
      }),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Compare the first event with the third: the same call, and it says the opposite. Which parameter tells ' +
        'them apart? The fourth has that parameter and is harmless for another reason.',
      look: { event: 2, field: 'eventName' },
    },
    {
      text:
        'Giving is in the record when `createVolumePermission.add` exists. And who gets the snapshot can be ' +
        'compared with `recipientAccountId`, the account of the event, in a filter.',
    },
    {
      text:
        'Add `requestParameters.createVolumePermission.add|exists: true` to the selection, and a filter that ' +
        'compares `….add.items.userId` by `fieldref` with `recipientAccountId`.',
      changes: [{ from: '  condition: selection', to: solved }],
    },
  ],
  solution: rule(solved),
  links: [
    learn('exists', 'exists'),
    learn('fieldref', 'fieldref'),
    modifierAppendix,
    specification('condition', 'condition'),
  ],
};
