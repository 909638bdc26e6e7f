import type { Lesson } from '../lesson.ts';
import { learn, modifierAppendix } from '../links.ts';
import { assumedRole, iamUser, record } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (after: string) => `title: Secret Read From Outside
id: 3f6b0a9c-58d7-4e21-a4c3-90e1d7b85f26
status: experimental
description: Detects that a secret is read from an address that is not ours.
tags:
  - attack.credential-access
  - attack.t1555.006
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: secretsmanager.amazonaws.com
    eventName: GetSecretValue
  filter_network:
    sourceIPAddress|cidr:
      - 198.51.100.0/25
      - 2001:db8:100::/48
${after}
falsepositives:
  - People who work from elsewhere
level: high
`;

function reading(secretId: string, parts: Partial<RecordParts>): string {
  return record({ ...parts, service: 'secretsmanager', name: 'GetSecretValue', request: { secretId } });
}

/** A service reads on behalf of someone: it stands where an address and a program would. */
const onBehalf = (who: RecordParts['who'], by: string) => ({
  who: { ...who, invokedBy: by },
  ip: by,
  agent: by,
});

export const lesson: Lesson = {
  id: 'cidr',
  title: 'cidr, and things that are no addresses',
  goal:
    'Our addresses are `198.51.100.0/25` and `2001:db8:100::/48`. Fire when a secret is read from any other ' +
    'address, and stay silent when a service of AWS reads it for us, whichever service that is.',
  concept:
    '`cidr` asks whether an address lies in a network. It counts in bits where `startswith` counts in ' +
    'letters, and it knows IPv4 and IPv6. Two different things make it say no: the address lies elsewhere, ' +
    'or there is no address at all. CloudTrail calls its field `sourceIPAddress`, but when a service makes ' +
    'the call, the name of the service stands there, and sometimes just `AWS Internal`.\n\n' +
    'This matters below a `not`. A filter that keeps our networks out keeps nothing else out, and everything ' +
    'that is no address passes for a stranger. What is harmless for another reason needs another filter, and ' +
    '`not 1 of filter_*` lets neither pass.',
  start: rule('  condition: selection and not filter_network'),
  events: [
    {
      name: 'An application reads its password at home',
      expectation: 'silent',
      text: reading('prod/orders/db', {
        who: assumedRole('orders-service', 'orders-7f9c'),
        at: '2026-11-12T06:00:03Z',
        ip: '198.51.100.40',
      }),
    },
    {
      name: 'An application reads its password at home, over IPv6',
      expectation: 'silent',
      text: reading('prod/orders/db', {
        who: assumedRole('orders-service', 'orders-2b1d'),
        at: '2026-11-12T06:00:09Z',
        ip: '2001:db8:100:7::2c',
      }),
    },
    {
      name: 'The role of the application is used elsewhere',
      expectation: 'fire',
      text: reading('prod/orders/db', {
        who: assumedRole('orders-service', 'orders-7f9c'),
        at: '2026-11-12T03:17:44Z',
        ip: '203.0.113.66',
      }),
    },
    {
      name: 'CloudFormation reads a secret for a stack',
      expectation: 'silent',
      text: reading('prod/orders/db', {
        ...onBehalf(iamUser('kim'), 'cloudformation.amazonaws.com'),
        at: '2026-11-12T09:31:20Z',
      }),
    },
    {
      name: 'A service that does not give its name reads a secret',
      expectation: 'silent',
      text: reading('prod/reports/warehouse', {
        ...onBehalf(assumedRole('reports', 'nightly'), 'AWS Internal'),
        at: '2026-11-12T01:30:00Z',
      }),
    },
  ],
  hidden: [
    {
      name: 'Another service reads a secret',
      expectation: 'silent',
      text: reading('prod/crm/token', {
        ...onBehalf(assumedRole('crm-sync', 'hourly'), 'appflow.amazonaws.com'),
        at: '2026-11-13T11:00:02Z',
      }),
    },
    {
      name: 'The neighbours of our network read a secret',
      expectation: 'fire',
      text: reading('prod/crm/token', {
        who: iamUser('omar'),
        at: '2026-11-13T21:48:55Z',
        ip: '198.51.100.201',
      }),
    },
    {
      name: 'A stranger reads a secret over IPv6',
      expectation: 'fire',
      text: reading('prod/crm/token', {
        who: iamUser('omar'),
        at: '2026-11-13T21:52:31Z',
        ip: '2001:db8:bad::17',
        agent: 'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/windows#11 md/arch#amd64 lang/python#3.12.3',
      }),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }, { kind: 'uses_modifier', modifier: 'cidr' }],
  hints: [
    {
      text:
        'Look at `sourceIPAddress` in the event of CloudFormation: the explanation says that what stands there ' +
        'is no IP address. So `filter_network` does not hold, and the rule fires.',
      look: { event: 3, field: 'sourceIPAddress' },
    },
    {
      text:
        'Names of services are recognised by their end, and new services come every year: do not list them. Put ' +
        'them in a filter of their own, and let the condition keep out what either filter finds.',
    },
    {
      text:
        "Add `filter_service` with the values `'*.amazonaws.com'` and `AWS Internal`, and end the condition with " +
        '`not 1 of filter_*`.',
      changes: [
        {
          from: '  condition: selection and not filter_network',
          to: "  filter_service:\n    sourceIPAddress:\n      - '*.amazonaws.com'\n      - AWS Internal\n  condition: selection and not 1 of filter_*",
        },
      ],
    },
  ],
  solution: rule(
    "  filter_service:\n    sourceIPAddress:\n      - '*.amazonaws.com'\n      - AWS Internal\n  condition: selection and not 1 of filter_*",
  ),
  links: [learn('cidr', 'cidr'), learn('one-of', '1 of'), modifierAppendix],
};
