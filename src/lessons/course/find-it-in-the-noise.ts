import type { Lesson } from '../lesson.ts';
import { learn, specification } from '../links.ts';
import {
  describeInstances,
  inNoise,
  instanceSession,
  listBuckets,
  makeNoise,
  onBehalf,
  ownNetworks,
  readSecret,
  session,
  whoAmI,
} from './noise.ts';

const rule = (detection: string) => `title: Instance Credentials Used Elsewhere
id: 58e9d2c7-a40b-4163-9f5d-e7160b3a8c42
status: experimental
description: |
  Detects that the credentials of an EC2 instance are used from an address that is neither ours nor AWS's own.
  Then they were taken from the instance, often through its metadata service.
tags:
  - attack.credential-access
  - attack.t1552.005
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    userIdentity.type: AssumedRole
${detection}
falsepositives:
  - Instances that reach AWS through addresses which are missing here
level: high
`;

const solved = `    userIdentity.arn|re: ':assumed-role/[^/]+/i-[0-9a-f]{8,17}$'
  filter_network:
    sourceIPAddress|cidr:
      - ${ownNetworks[0]}
      - ${ownNetworks[1]}
  filter_service:
    sourceIPAddress|endswith: .amazonaws.com
  condition: selection and not 1 of filter_*`;

const stolen = instanceSession('web-frontend', 'i-0d3f9b2c71e84a650');

const fromOutside = { who: stolen, ip: '203.0.113.66' };

const attack = [
  inNoise('fire', 'web-frontend', { ...whoAmI, ...fromOutside, at: '2026-11-12T02:31:07Z' }),
  inNoise('fire', 'web-frontend', { ...listBuckets, ...fromOutside, at: '2026-11-12T02:32:40Z' }),
  inNoise('fire', 'web-frontend', {
    ...readSecret('prod/orders/db'),
    ...fromOutside,
    at: '2026-11-12T02:38:15Z',
  }),
];

const decrypt = {
  service: 'kms',
  name: 'Decrypt',
  request: {
    encryptionContext: {
      SecretARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/orders/db-Ab12Cd',
    },
    encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  },
};

/** One is called like an instance, the other has an address like none of ours. */
const decoys = [
  inNoise('silent', 'break-glass', {
    ...describeInstances,
    who: session('break-glass', 'i-dont-panic'),
    ip: '203.0.113.140',
    at: '2026-11-12T19:26:33Z',
  }),
  inNoise('silent', 'web-frontend', {
    ...decrypt,
    readOnly: true,
    ...onBehalf(instanceSession('web-frontend', 'i-07ac51e0f2b96d438'), 'secretsmanager'),
    at: '2026-11-12T11:45:02Z',
  }),
];

const timed = [...makeNoise(36, 127), ...attack, ...decoys].sort((a, b) => a.at.localeCompare(b.at));

/** Where one of them stands among all. */
const placeOf = (wanted: (typeof timed)[number] | undefined) => timed.findIndex((each) => each === wanted);

const [, serviceDecoy] = decoys;

export const lesson: Lesson = {
  id: 'find-it-in-the-noise',
  title: 'Capstone: find it in the noise',
  goal: `Someone has taken the credentials of an instance and uses them elsewhere. In a day of calls by assumed roles, fire on these and on nothing else. Our addresses are \`${ownNetworks[0]}\` and \`${ownNetworks[1]}\`; what a service of AWS does on behalf of an instance is no theft.`,
  concept:
    'No single field says “stolen”. What does is a contradiction between two: a session that belongs to a ' +
    'machine, and an address where this machine is not. EC2 names the session of an instance after the ' +
    'instance, and the name of a session stands at the end of `userIdentity.arn`. So first find the sessions ' +
    'of instances, then take out every place where they belong.\n\n' +
    'Noise is like this: a good half of it comes from strange addresses for good reasons, and some of it has ' +
    'names made of digits. People may name their sessions as they please, so ask for the exact form of an id ' +
    'and not for its first letters. Work by exclusion, and look at the totals after each step: no true alarm ' +
    'may get lost on the way.',
  start: rule('  condition: selection'),
  events: timed.map(({ name, expectation, text }) => ({ name, expectation, text })),
  hidden: [
    inNoise('fire', 'batch-worker', {
      ...describeInstances,
      who: instanceSession('batch-worker', 'i-02be94d3a5c6710f8'),
      ip: '2001:db8:bad::17',
      at: '2026-11-13T03:12:25Z',
    }),
    inNoise('fire', 'batch-worker', {
      ...readSecret('prod/crm/token'),
      who: instanceSession('batch-worker', 'i-0f60b7d24c8195ea3'),
      ip: '198.51.100.201',
      at: '2026-11-13T03:40:58Z',
    }),
    inNoise('silent', 'break-glass', {
      ...listBuckets,
      who: session('break-glass', 'i-0nboarding'),
      ip: '203.0.113.151',
      at: '2026-11-13T14:05:10Z',
    }),
    inNoise('silent', 'batch-worker', {
      service: 's3',
      name: 'GetBucketLocation',
      request: {
        bucketName: 'example-reports',
        location: '',
        Host: 'example-reports.s3.eu-west-1.amazonaws.com',
      },
      ...onBehalf(instanceSession('batch-worker', 'i-02be94d3a5c6710f8'), 'athena'),
      at: '2026-11-13T15:30:47Z',
    }),
  ].map(({ name, expectation, text }) => ({ name, expectation, text })),
  constraints: [{ kind: 'no_volatile_fields' }, { kind: 'max_predicates', count: 6 }],
  hints: [
    {
      text:
        'Two decoys among the false alarms are worth a look. At 19:26 somebody called their session ' +
        '`i-dont-panic`. And at 11:45 the session is an instance’s, but what stands in `sourceIPAddress` is the ' +
        'name of a service.',
      look: { event: placeOf(serviceDecoy), field: 'userIdentity.type' },
    },
    {
      text:
        'Three steps: a regular expression on `userIdentity.arn` for a name of the form `i-` and up to 17 ' +
        'hexadecimal digits, at the very end; a filter by `cidr` for our networks; a filter for addresses that ' +
        'end in `.amazonaws.com`.',
    },
    {
      text:
        "Ask for `userIdentity.arn|re: ':assumed-role/[^/]+/i-[0-9a-f]{8,17}$'`, and end with `not 1 of " +
        'filter_*` over the two filters.',
      changes: [{ from: '  condition: selection', to: solved }],
    },
  ],
  solution: rule(solved),
  links: [
    learn('re', 're'),
    learn('cidr', 'cidr'),
    learn('one-of', '1 of'),
    specification('condition', 'condition'),
    {
      text: 'AWS: userIdentity in CloudTrail',
      href: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html',
    },
  ],
};
