import type { Lesson } from '../lesson.ts';
import { guide, learn, specification } from '../links.ts';
import { assumedRole, iamUser, record } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (condition: string) => `title: GuardDuty Switched Off
id: e41d7b60-2f95-4a8c-b3d7-5c0968ea1f72
status: experimental
description: Detects that GuardDuty is deleted or suspended, unless the role that sets it up does it.
tags:
  - attack.defense-impairment
  - attack.t1685
logsource:
  product: aws
  service: cloudtrail
detection:
  selection_delete:
    eventSource: guardduty.amazonaws.com
    eventName: DeleteDetector
  selection_suspend:
    eventSource: guardduty.amazonaws.com
    eventName: UpdateDetector
    requestParameters.enable: false
  filter_baseline:
    userIdentity.sessionContext.sessionIssuer.userName: security-baseline
  condition: ${condition}
falsepositives:
  - Accounts that are closed
level: high
`;

const detectorId = '12abc34d567e8fa901bc2d34e56789f0';

const deleted = (parts: Partial<RecordParts>) =>
  record({ ...parts, service: 'guardduty', name: 'DeleteDetector', request: { detectorId } });

const updated = (request: Record<string, boolean | string>, parts: Partial<RecordParts>) =>
  record({ ...parts, service: 'guardduty', name: 'UpdateDetector', request: { detectorId, ...request } });

const baseline = assumedRole('security-baseline', 'rollout');

export const lesson: Lesson = {
  id: 'precedence',
  title: 'Precedence',
  goal:
    'Fire when GuardDuty is deleted or suspended, and stay silent on both when the role `security-baseline` ' +
    'does it. The three searches are right: only the condition is to be changed.',
  concept:
    'A condition is not read from left to right. `not` binds most tightly, then `and`, and `or` last, as in ' +
    'most languages: `a or b and not c` means `a or (b and not c)`. The filter then guards only one of the ' +
    'two, and nothing looks wrong, for the rule is valid and fires.\n\n' +
    'Parentheses say what belongs together. Write them wherever `and` and `or` meet, even where you know the ' +
    'order: the next reader may not.',
  start: rule('selection_delete or selection_suspend and not filter_baseline'),
  events: [
    {
      name: 'A user deletes the detector',
      expectation: 'fire',
      text: deleted({ who: iamUser('kim'), at: '2026-11-12T02:11:38Z', ip: '203.0.113.66' }),
    },
    {
      name: 'A role suspends the detector',
      expectation: 'fire',
      text: updated(
        { enable: false },
        { who: assumedRole('support-engineer', 'lena'), at: '2026-11-12T02:14:05Z', ip: '203.0.113.66' },
      ),
    },
    {
      name: 'The baseline deletes a detector that is not needed',
      expectation: 'silent',
      text: deleted({ who: baseline, at: '2026-11-12T07:00:16Z', region: 'eu-north-1' }),
    },
    {
      name: 'A user wants findings more often',
      expectation: 'silent',
      text: updated(
        { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' },
        { who: iamUser('kim'), at: '2026-11-12T09:22:47Z' },
      ),
    },
  ],
  hidden: [
    {
      name: 'The baseline suspends a detector',
      expectation: 'silent',
      text: updated({ enable: false }, { who: baseline, at: '2026-11-13T07:00:21Z', region: 'eu-north-1' }),
    },
    {
      name: 'A user called security-baseline suspends the detector',
      expectation: 'fire',
      text: updated(
        { enable: false },
        { who: iamUser('security-baseline'), at: '2026-11-13T23:30:10Z', ip: '192.0.2.77' },
      ),
    },
    {
      name: 'A role deletes the detector in another region',
      expectation: 'fire',
      text: deleted({
        who: assumedRole('support-engineer', 'omar'),
        at: '2026-11-13T23:31:56Z',
        ip: '192.0.2.77',
        region: 'ap-southeast-1',
      }),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }, { kind: 'detection_unchanged' }],
  hints: [
    {
      text:
        'Look at the third event. The filter holds there, as it should, and the rule fires all the same: see in ' +
        'the tree which part of the condition the filter belongs to.',
      look: { event: 2, field: 'userIdentity.sessionContext.sessionIssuer.userName' },
    },
    {
      text:
        '`and` binds more tightly than `or`: `not filter_baseline` goes with `selection_suspend` alone. It has ' +
        'to go with both.',
    },
    {
      text: 'Put the two selections in parentheses.',
      changes: [
        {
          from: 'selection_delete or selection_suspend and',
          to: '(selection_delete or selection_suspend) and',
        },
      ],
    },
  ],
  solution: rule('(selection_delete or selection_suspend) and not filter_baseline'),
  links: [
    learn('and-or-not', 'and, or, not'),
    guide('conditions', 'conditions'),
    specification('condition', 'condition'),
  ],
};
