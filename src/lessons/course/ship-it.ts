import type { Lesson } from '../lesson.ts';
import { learn, specification } from '../links.ts';
import { account, assumedRole, iamUser, record } from '../records.ts';
import type { RecordParts } from '../records.ts';

const start = `title: AWS Config Recording Stopped
status: experimental
description: |
  Detects that AWS Config no longer records what changes in an account, or has no place to put it.
author: you
date: 2026-11-12
tags:
  - attack.defense_evasion
  - attack.t1562.008
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: config.amazonaws.com
    eventName:
      - StopConfigurationRecorder
      - DeleteConfigurationRecorder
      - DeleteDeliveryChanel
  filter_landing_zone:
    userIdentity.sessionContext.sessionIssuer.username: landing-zone
  condition: selection and not filter_landing_zone
falsepositives:
  - Accounts that are closed
level: high
`;

const solution = `title: AWS Config Recording Stopped
id: 0b94f3e6-d27a-4c58-b1e0-6f8d35a97c24
status: experimental
description: |
  Detects that AWS Config no longer records what changes in an account, or has no place to put it.
author: you
date: 2026-11-12
tags:
  - attack.defense-impairment
  - attack.t1685.002
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: config.amazonaws.com
    eventName:
      - StopConfigurationRecorder
      - DeleteConfigurationRecorder
      - DeleteDeliveryChannel
  filter_landing_zone:
    userIdentity.sessionContext.sessionIssuer.userName: landing-zone
  condition: selection and not filter_landing_zone
falsepositives:
  - Accounts that are closed
level: high
`;

function config(name: string, request: RecordParts['request'], parts: Partial<RecordParts>): string {
  return record({ ...parts, service: 'config', name, request: request ?? null });
}

const recorder = { configurationRecorderName: 'default' };
const channel = { deliveryChannelName: 'default' };
const landingZone = assumedRole('landing-zone', 'enrol-account');

export const lesson: Lesson = {
  id: 'ship-it',
  title: 'Ship it',
  goal:
    'The rule is to be published. Make it right on all events, and leave nothing that the linter has to say: ' +
    'no errors, no warnings, no advice. Give it an `id` as well.',
  concept:
    'Before others rely on a rule, read it as they will. Tags place it on the map of ATT&CK, and that map ' +
    'changes: version 19 has divided “Defense Evasion”, and what was T1562 has other numbers now. The `id`, ' +
    'a random UUID, is how other rules, exceptions and tickets refer to it, for ever; Sigma does not demand ' +
    'one, so no linter will, but every collection of rules does, and so does this lesson.\n\n' +
    'A diagnostic is a question, not an order. One can silence it by taking out what it is about, and then ' +
    'the rule has less to say and nobody notices. Ask each time what the author meant, and mend that.',
  start,
  events: [
    {
      name: 'A user stops the recorder',
      expectation: 'fire',
      text: config('StopConfigurationRecorder', recorder, {
        who: iamUser('kim'),
        at: '2026-11-12T02:21:17Z',
        ip: '203.0.113.66',
      }),
    },
    {
      name: 'A role deletes the recorder',
      expectation: 'fire',
      text: config('DeleteConfigurationRecorder', recorder, {
        who: assumedRole('support-engineer', 'lena'),
        at: '2026-11-12T02:23:50Z',
        ip: '203.0.113.66',
      }),
    },
    {
      name: 'The landing zone stops the recorder to set it up anew',
      expectation: 'silent',
      text: config('StopConfigurationRecorder', recorder, {
        who: landingZone,
        at: '2026-11-12T07:30:05Z',
        region: 'eu-north-1',
      }),
    },
    {
      name: 'The landing zone starts the recorder',
      expectation: 'silent',
      text: config('StartConfigurationRecorder', recorder, {
        who: landingZone,
        at: '2026-11-12T07:31:12Z',
        region: 'eu-north-1',
      }),
    },
    {
      name: 'A user looks where the records go',
      expectation: 'silent',
      text: config('DescribeDeliveryChannels', null, { who: iamUser('kim'), at: '2026-11-12T09:02:44Z' }),
    },
  ],
  hidden: [
    {
      name: 'A role deletes the place where the records go',
      expectation: 'fire',
      text: config('DeleteDeliveryChannel', channel, {
        who: assumedRole('support-engineer', 'lena'),
        at: '2026-11-13T22:30:31Z',
      }),
    },
    {
      name: 'The landing zone deletes the recorder of an account that is closed',
      expectation: 'silent',
      text: config('DeleteConfigurationRecorder', recorder, {
        who: assumedRole('landing-zone', 'close-account'),
        at: '2026-11-13T10:15:08Z',
      }),
    },
    {
      name: 'A user called landing-zone stops the recorder',
      expectation: 'fire',
      text: config('StopConfigurationRecorder', recorder, {
        who: iamUser('landing-zone'),
        at: '2026-11-13T22:34:59Z',
        ip: '192.0.2.77',
      }),
    },
    {
      name: 'A role says anew where the records go',
      expectation: 'silent',
      text: config(
        'PutDeliveryChannel',
        { deliveryChannel: { name: 'default', s3BucketName: `config-archive-${account}` } },
        { who: assumedRole('platform-admin', 'marek', true), at: '2026-11-13T11:20:26Z' },
      ),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }, { kind: 'no_diagnostics' }, { kind: 'has_id' }],
  hints: [
    {
      text:
        'The third event fires, though the landing zone may do this. Look at the field of the filter: names of ' +
        'fields mind case. The list of problems says it too, and it says more.',
      look: { event: 2, field: 'userIdentity.sessionContext.sessionIssuer.username' },
    },
    {
      text:
        'Go through the problems one by one; each offers a mend. Two of them are about tags: take the technique ' +
        'first, and the tactic follows from it. One is about a name that no event has: it is misspelt, so do not ' +
        'delete it, correct it.',
    },
    {
      text:
        'Write `userName`, `DeleteDeliveryChannel`, `attack.defense-impairment` and `attack.t1685.002`, and give ' +
        'the rule an `id`.',
      changes: [
        { from: 'sessionIssuer.username', to: 'sessionIssuer.userName' },
        { from: 'DeleteDeliveryChanel', to: 'DeleteDeliveryChannel' },
        { from: 'attack.defense_evasion', to: 'attack.defense-impairment' },
        { from: 'attack.t1562.008', to: 'attack.t1685.002' },
        {
          from: 'status: experimental',
          to: 'id: 0b94f3e6-d27a-4c58-b1e0-6f8d35a97c24\nstatus: experimental',
        },
      ],
    },
  ],
  solution,
  links: [
    specification('identification', 'id'),
    {
      text: 'Sigma specification: tags',
      href: 'https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-appendix-tags.md',
    },
    learn('log-source', 'log source'),
    { text: 'ATT&CK: T1685.002', href: 'https://attack.mitre.org/techniques/T1685/002/' },
  ],
};
