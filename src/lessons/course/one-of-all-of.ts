import type { Lesson } from '../lesson.ts';
import { guide, learn, specification } from '../links.ts';
import { assumedRole, fires, iamUser, record, silent } from '../records.ts';

const rule = (condition: string) => `title: Watching Switched Off
id: 14eea177-767f-4bde-b011-19a194d8b5aa
status: experimental
description: Detects that one of the services that watch an account is switched off
tags:
  - attack.defense-impairment
  - attack.t1685
logsource:
  product: aws
  service: cloudtrail
detection:
  selection_config:
    eventSource: config.amazonaws.com
    eventName:
      - DeleteConfigurationRecorder
      - StopConfigurationRecorder
  selection_guardduty:
    eventSource: guardduty.amazonaws.com
    eventName: DeleteDetector
  selection_trail:
    eventSource: cloudtrail.amazonaws.com
    eventName:
      - DeleteTrail
      - StopLogging
  filter_sandbox:
    userIdentity.sessionContext.sessionIssuer.userName: sandbox-teardown
  condition: ${condition}
level: high
`;

const allOf = 'all of selection_* and not filter_sandbox';
const oneOf = '1 of selection_* and not filter_sandbox';

const detectorId = '12abc34d567e8fa901bc2d34e56789f0';

export const lesson: Lesson = {
  id: 'one-of-all-of',
  title: '1 of, all of',
  goal:
    'Three searches, one for each service that watches the account. Whichever of them is switched off, the rule should ' +
    'fire, except where the role that clears the sandbox does it. It has never fired. The searches are right: ' +
    'change the condition alone.',
  concept:
    'A condition need not name every search. `*` in a **name** of the condition stands for the rest of it:\n\n' +
    '- `1 of selection_*`: at least one of the searches whose names begin with `selection_` matches\n' +
    '- `all of selection_*`: each of them matches\n' +
    '- `1 of them`, `all of them`: the same of all searches there are, filters included\n\n' +
    'All of it is asked of **one event** at a time. An event has one name and one service. ' +
    'Before you write `all of`, think of an event that could please all of them.',
  start: rule(allOf),
  events: [
    fires(
      'A trail is stopped',
      record({
        service: 'cloudtrail',
        name: 'StopLogging',
        request: { name: 'management-events' },
        at: '2026-11-12T22:14:27Z',
      }),
    ),
    fires(
      'GuardDuty is switched off',
      record({
        service: 'guardduty',
        name: 'DeleteDetector',
        request: { detectorId },
        at: '2026-11-12T22:15:10Z',
      }),
    ),
    silent(
      'Somebody looks whether GuardDuty is on',
      record({
        service: 'guardduty',
        name: 'ListDetectors',
        request: { maxResults: 50 },
        at: '2026-11-12T22:13:31Z',
      }),
    ),
    silent(
      'The sandbox is cleared',
      record({
        service: 'guardduty',
        name: 'DeleteDetector',
        who: assumedRole('sandbox-teardown', 'nightly'),
        request: { detectorId },
        ip: '203.0.113.60',
        region: 'us-east-1',
        at: '2026-11-13T03:00:18Z',
      }),
    ),
  ],
  hidden: [
    fires(
      'AWS Config is stopped',
      record({
        service: 'config',
        name: 'StopConfigurationRecorder',
        who: iamUser('ines'),
        request: { configurationRecorderName: 'default' },
        ip: '203.0.113.18',
        at: '2026-11-14T01:02:55Z',
      }),
    ),
    silent(
      'The sandbox is cleared further',
      record({
        service: 'config',
        name: 'DeleteConfigurationRecorder',
        who: assumedRole('sandbox-teardown', 'nightly'),
        request: { configurationRecorderName: 'default' },
        ip: '203.0.113.60',
        region: 'us-east-1',
        at: '2026-11-13T03:00:26Z',
      }),
    ),
    silent(
      'The role that clears the sandbox deletes a bucket',
      record({
        service: 's3',
        name: 'DeleteBucket',
        who: assumedRole('sandbox-teardown', 'nightly'),
        request: { bucketName: 'example-sandbox-7', Host: 'example-sandbox-7.s3.us-east-1.amazonaws.com' },
        ip: '203.0.113.60',
        region: 'us-east-1',
        at: '2026-11-13T03:01:02Z',
      }),
    ),
  ],
  constraints: [{ kind: 'detection_unchanged' }, { kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Look at the row of “A trail is stopped”: one search matches in full, two do not. ' +
        'What does the condition want of the three?',
      look: { event: 0, field: 'eventSource' },
    },
    {
      text:
        'One event never comes from three services. Each search is a way of its own to switch watching off, ' +
        'and one of them is enough.',
    },
    {
      text: 'Write `1 of` in place of `all of`. The filter stays as it is.',
      changes: [{ from: allOf, to: oneOf }],
    },
  ],
  solution: rule(oneOf),
  links: [
    learn('one-of', '1 of'),
    learn('all-of', 'all of'),
    learn('them', 'them'),
    guide('conditions', 'conditions'),
    specification('condition', 'conditions'),
  ],
};
