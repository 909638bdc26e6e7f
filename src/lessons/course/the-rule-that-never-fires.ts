import type { Lesson } from '../lesson.ts';
import { learn, modifierAppendix } from '../links.ts';
import { assumedRole, iamUser, record } from '../records.ts';
import { ec2Write } from './ec2-write.ts';

const modify = 'ModifyInstanceAttribute';
const boto = 'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.3';

export const lesson: Lesson = {
  id: 'the-rule-that-never-fires',
  title: 'The published rule that never fires',
  goal:
    'This rule is written the way public rules are. It has run for a year, and in that year it has not fired ' +
    'once, although attackers did plant start scripts. Make it fire on every change of an instance’s start ' +
    'script, its user data, and on no other change of an instance.',
  concept:
    'A rule that asks for a field which no record has is no error. It is silent, and silence looks just like ' +
    'peace. Names are where it happens: a parameter is called one thing in the manual of the API, another on ' +
    'the command line, and what counts is the third, the one CloudTrail has written down.\n\n' +
    'So never trust a rule before it has fired on a real record. Below are records of the attack. Let the ' +
    'explanation tell you what they hold in place of what the rule expects.\n\n' +
    'One more thing that you will meet: CloudTrail blacks out values that may hold secrets. Of these only ' +
    'the name is left to ask for, and that is what `exists: true` does.',
  start: `title: EC2 Instance Start Script Changed
id: 5d1c5f0e-6a57-4c38-9d0b-2f7a4e81c611
status: test
description: |
  Detects changes of the user data of an EC2 instance.
  It runs as root at the next start: a way to execute code and to stay.
references:
  - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html
date: 2024-02-07
tags:
  - attack.persistence
  - attack.t1037
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: ec2.amazonaws.com
    eventName: ModifyInstanceAttribute
    requestParameters.attribute: userData
  condition: selection
falsepositives:
  - Administrators who change a start script
level: high
`,
  events: [
    {
      name: 'A stolen role plants a start script',
      expectation: 'fire',
      text: ec2Write({
        name: modify,
        who: assumedRole('web-frontend', 'deploy-4471'),
        request: { instanceId: 'i-0d3f9b2c71e84a650', userData: '<sensitiveDataRemoved>' },
        at: '2026-11-12T02:41:09Z',
        ip: '203.0.113.66',
        agent: boto,
      }),
    },
    {
      name: 'A user plants one on a build machine',
      expectation: 'fire',
      text: ec2Write({
        name: modify,
        who: iamUser('kim'),
        request: { instanceId: 'i-07ac51e0f2b96d438', userData: '<sensitiveDataRemoved>' },
        at: '2026-11-12T14:20:51Z',
      }),
    },
    {
      name: 'The same user makes the machine larger',
      expectation: 'silent',
      text: ec2Write({
        name: modify,
        who: iamUser('kim'),
        request: { instanceId: 'i-07ac51e0f2b96d438', instanceType: { value: 'm7i.xlarge' } },
        at: '2026-11-12T14:19:33Z',
      }),
    },
    {
      name: 'The stolen role lifts the protection against termination',
      expectation: 'silent',
      text: ec2Write({
        name: modify,
        who: assumedRole('web-frontend', 'deploy-4471'),
        request: { instanceId: 'i-0d3f9b2c71e84a650', disableApiTermination: { value: false } },
        at: '2026-11-12T02:40:12Z',
        ip: '203.0.113.66',
        agent: boto,
      }),
    },
    {
      name: 'The stolen role reads a start script',
      expectation: 'silent',
      text: record({
        service: 'ec2',
        name: 'DescribeInstanceAttribute',
        who: assumedRole('web-frontend', 'deploy-4471'),
        request: { instanceId: 'i-0d3f9b2c71e84a650', attribute: 'userData' },
        at: '2026-11-12T02:38:47Z',
        ip: '203.0.113.66',
        agent: boto,
      }),
    },
  ],
  hidden: [
    {
      name: 'Another role plants one in another region',
      expectation: 'fire',
      text: ec2Write({
        name: modify,
        who: assumedRole('support-engineer', 'lena'),
        request: { instanceId: 'i-0f60b7d24c8195ea3', userData: '<sensitiveDataRemoved>' },
        at: '2026-11-13T23:05:18Z',
        ip: '192.0.2.19',
        region: 'ap-southeast-1',
      }),
    },
    {
      name: 'An instance is put into another security group',
      expectation: 'silent',
      text: ec2Write({
        name: modify,
        request: {
          instanceId: 'i-0f60b7d24c8195ea3',
          groupSet: { items: [{ groupId: 'sg-0c41d6e7f8a92b350' }] },
        },
        at: '2026-11-13T09:31:40Z',
      }),
    },
    {
      name: 'An instance may pass on packets, in the older form of the call',
      expectation: 'silent',
      text: ec2Write({
        name: modify,
        who: iamUser('omar'),
        request: {
          instanceId: 'i-02be94d3a5c6710f8',
          attribute: 'sourceDestCheck',
          value: '<sensitiveDataRemoved>',
        },
        at: '2026-11-13T10:02:06Z',
        agent: boto,
      }),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }, { kind: 'uses_modifier', modifier: 'exists' }],
  hints: [
    {
      text:
        'Open the explanation of the first event and go to `requestParameters.attribute`. It does not stop at ' +
        '“absent”: it names the nearest field that this record does have.',
      look: { event: 0, field: 'requestParameters.attribute' },
    },
    {
      text:
        'The record does not say which attribute was changed in a field called `attribute`: that is how one asks ' +
        'to read one, and how an older form of this call was written. Today the parameter itself has the name of ' +
        'the attribute, and its value is always `<sensitiveDataRemoved>`. The name is the whole message, so ask ' +
        'whether it is there.',
    },
    {
      text: 'Ask for the parameter that the call sends: `requestParameters.userData|exists: true`.',
      changes: [
        { from: 'requestParameters.attribute: userData', to: 'requestParameters.userData|exists: true' },
      ],
    },
  ],
  solution: `title: EC2 Instance Start Script Changed
id: 5d1c5f0e-6a57-4c38-9d0b-2f7a4e81c611
status: test
description: |
  Detects changes of the user data of an EC2 instance.
  It runs as root at the next start: a way to execute code and to stay.
references:
  - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html
date: 2024-02-07
tags:
  - attack.persistence
  - attack.t1037
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: ec2.amazonaws.com
    eventName: ModifyInstanceAttribute
    requestParameters.userData|exists: true
  condition: selection
falsepositives:
  - Administrators who change a start script
level: high
`,
  links: [modifierAppendix, learn('exists', 'exists'), learn('nested-fields', 'nested fields')],
};
