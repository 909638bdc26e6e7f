import type { Lesson } from '../lesson.ts';
import { learn, specification } from '../links.ts';
import { account, assumedRole, iamUser } from '../records.ts';
import type { RecordParts } from '../records.ts';
import { ec2Write } from './ec2-write.ts';

interface Range {
  readonly cidrIp: string;
  readonly description?: string;
}

type Permission = readonly [port: number, ranges: readonly Range[]];

const items = (ranges: readonly Range[]) =>
  ranges.length > 0 ? { items: ranges.map((each) => ({ ...each })) } : {};

const permission = ([port, ranges]: Permission) => ({
  ipProtocol: 'tcp',
  fromPort: port,
  toPort: port,
  groups: {},
  ipRanges: items(ranges),
  ipv6Ranges: {},
  prefixListIds: {},
});

/** What may come in from now on. */
function ingress(groupId: string, permissions: readonly Permission[], parts: Partial<RecordParts>): string {
  const rules = permissions.flatMap(([port, ranges]) =>
    ranges.map(({ cidrIp, description }) => ({
      groupOwnerId: account,
      groupId,
      securityGroupRuleId: `sgr-${groupId.slice(-8)}${String(port).padStart(5, '0')}${cidrIp.replace(/\D/g, '').padEnd(4, '0').slice(0, 4)}`,
      ...(description === undefined ? {} : { description }),
      isEgress: false,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIpv4: cidrIp,
    })),
  );
  return ec2Write(
    {
      ...parts,
      name: 'AuthorizeSecurityGroupIngress',
      request: { groupId, ipPermissions: { items: permissions.map(permission) } },
    },
    { securityGroupRuleSet: { items: rules } },
  );
}

const world: Range = { cidrIp: '0.0.0.0/0' };

export const lesson: Lesson = {
  id: 'walking-arrays',
  title: 'Walking arrays',
  goal:
    'Fire whenever a security group is opened to the whole internet, `0.0.0.0/0`, on whatever port, and ' +
    'wherever in the call it stands.',
  concept:
    'One call may open many ports, each to many networks: in the record, a list of permissions, and in each ' +
    'of them a list of ranges. A field name walks through that: write the names of all keys on the way, ' +
    'joined by dots, and no numbers. Where the way leads through a list, Sigma tries every element, and one ' +
    'that fits is enough. EC2 puts each list below a key `items`, and that key is part of the way.\n\n' +
    'Two things to keep in mind. Each predicate walks for itself: of two that fit, nothing says that they ' +
    'fit in the same element. And IPv6 has a way of its own, `ipv6Ranges.items.cidrIpv6`: a real rule asks ' +
    'for `::/0` there.',
  start: `title: Security Group Opened To The Internet
id: 8c7e2d14-93ab-4f0d-b6c5-1e0f7a52d9b3
status: experimental
description: Detects that a security group lets in the whole internet.
tags:
  - attack.defense-impairment
  - attack.t1686.001
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: ec2.amazonaws.com
    eventName: AuthorizeSecurityGroupIngress
    requestParameters.cidrIp: 0.0.0.0/0
  condition: selection
falsepositives:
  - Public web servers
level: medium
`,
  events: [
    {
      name: 'SSH is opened to the world',
      expectation: 'fire',
      text: ingress('sg-0a4417c2be90d35f6', [[22, [world]]], {
        who: iamUser('kim'),
        at: '2026-11-12T09:40:02Z',
      }),
    },
    {
      name: 'Remote desktop: the office, and the world',
      expectation: 'fire',
      text: ingress(
        'sg-0e83b5a16cf274d90',
        [[3389, [{ cidrIp: '198.51.100.0/24', description: 'office' }, world]]],
        { who: assumedRole('support-engineer', 'lena'), at: '2026-11-12T10:11:25Z', ip: '203.0.113.66' },
      ),
    },
    {
      name: 'A partner is let in',
      expectation: 'silent',
      text: ingress('sg-0a4417c2be90d35f6', [[443, [{ cidrIp: '203.0.113.0/24', description: 'partner' }]]], {
        who: iamUser('kim'),
        at: '2026-11-12T09:45:31Z',
      }),
    },
    {
      name: 'The world is shut out again',
      expectation: 'silent',
      text: ec2Write({
        name: 'RevokeSecurityGroupIngress',
        who: iamUser('kim'),
        request: {
          groupId: 'sg-0a4417c2be90d35f6',
          ipPermissions: { items: [permission([22, [world]])] },
        },
        at: '2026-11-12T11:02:57Z',
      }),
    },
    {
      name: 'Another security group is let in',
      expectation: 'silent',
      text: ec2Write({
        name: 'AuthorizeSecurityGroupIngress',
        request: {
          groupId: 'sg-05b9c2d7e1f863a04',
          ipPermissions: {
            items: [
              {
                ...permission([5432, []]),
                groups: { items: [{ groupId: 'sg-0a4417c2be90d35f6', userId: account }] },
              },
            ],
          },
        },
        at: '2026-11-12T12:30:10Z',
      }),
    },
  ],
  hidden: [
    {
      name: 'A database is opened to the world in the second permission of a call',
      expectation: 'fire',
      text: ingress(
        'sg-07d1f3a9582be6c40',
        [
          [443, [{ cidrIp: '203.0.113.0/24' }]],
          [5432, [{ cidrIp: '10.20.0.0/16' }, world]],
        ],
        { who: iamUser('omar'), at: '2026-11-13T08:14:44Z', ip: '192.0.2.19' },
      ),
    },
    {
      name: 'All private addresses are let in, 10.0.0.0/8',
      expectation: 'silent',
      text: ingress('sg-07d1f3a9582be6c40', [[22, [{ cidrIp: '10.0.0.0/8' }]]], {
        at: '2026-11-13T08:20:03Z',
      }),
    },
    {
      name: 'A note speaks of the world, and the office is let in',
      expectation: 'silent',
      text: ingress(
        'sg-07d1f3a9582be6c40',
        [[3389, [{ cidrIp: '198.51.100.0/24', description: 'instead of 0.0.0.0/0' }]]],
        { who: iamUser('omar'), at: '2026-11-13T08:21:36Z' },
      ),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Look at `requestParameters.cidrIp` in the first event: the record has no such field. The value is ' +
        'there, further down.',
      look: { event: 0, field: 'requestParameters.cidrIp' },
    },
    {
      text:
        'Walk from `requestParameters` down to the value and write every key that you pass, `items` too, joined ' +
        'by dots. Leave the positions in the lists out: every element is tried.',
    },
    {
      text: 'The whole way is `requestParameters.ipPermissions.items.ipRanges.items.cidrIp`.',
      changes: [
        {
          from: 'requestParameters.cidrIp',
          to: 'requestParameters.ipPermissions.items.ipRanges.items.cidrIp',
        },
      ],
    },
  ],
  solution: `title: Security Group Opened To The Internet
id: 8c7e2d14-93ab-4f0d-b6c5-1e0f7a52d9b3
status: experimental
description: Detects that a security group lets in the whole internet.
tags:
  - attack.defense-impairment
  - attack.t1686.001
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: ec2.amazonaws.com
    eventName: AuthorizeSecurityGroupIngress
    requestParameters.ipPermissions.items.ipRanges.items.cidrIp: 0.0.0.0/0
  condition: selection
falsepositives:
  - Public web servers
level: medium
`,
  links: [learn('arrays', 'arrays'), learn('nested-fields', 'nested fields'), specification('maps', 'maps')],
};
