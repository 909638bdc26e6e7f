import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, specification } from '../links.ts';
import { assumedRole, fires, iamUser, record, silent } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (more: string) => `title: Log Group Deleted
id: 0ce46f89-6910-4a0d-9c96-e34092a5391d
status: experimental
description: Detects that a log group was deleted, and with it all that was written there
tags:
  - attack.defense-impairment
  - attack.t1685.002
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: logs.amazonaws.com
    eventName: DeleteLogGroup
${more}  condition: selection
level: medium
`;

const noError = '    errorCode: null\n';

const deleteLogGroup = (parts: Omit<RecordParts, 'service' | 'name'>) =>
  record({ ...parts, service: 'logs', name: 'DeleteLogGroup' });

export const lesson: Lesson = {
  id: 'only-successes',
  title: 'Only successes: null and exists',
  goal:
    'CloudTrail also records what was tried and refused. This rule takes no notice of that, and reports groups as ' +
    'deleted that are still there. Make it fire only where the group really is gone.',
  concept:
    'A call that failed has an `errorCode`. A call that succeeded has **none**: not `Success`, not an empty text, ' +
    'the field is simply not there. So there is no value to compare with.\n\n' +
    'Two ways say that nothing is there:\n\n' +
    "- `colour: null` matches where `colour` is not there, or is JSON’s `null`. Without quotes: `'null'` is a word " +
    'of four letters.\n' +
    '- `colour|exists: false` matches only where it is not there. A field that is there and `null` does exist.\n\n' +
    'The difference counts: for calls that answer nothing, as this one, `responseElements` is there and `null` ' +
    'whether they succeeded or not.',
  start: rule(''),
  events: [
    fires(
      'A log group is deleted',
      deleteLogGroup({
        request: { logGroupName: '/aws/lambda/export-customers' },
        at: '2026-11-12T11:57:14Z',
      }),
    ),
    silent(
      'A user must not delete it',
      deleteLogGroup({
        who: iamUser('tariq'),
        error: [
          'AccessDenied',
          'User: arn:aws:iam::111122223333:user/tariq is not authorized to perform: logs:DeleteLogGroup on resource: ' +
            'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/shop:log-stream: because no identity-based ' +
            'policy allows the logs:DeleteLogGroup action',
        ],
        at: '2026-11-12T11:42:38Z',
      }),
    ),
  ],
  hidden: [
    fires(
      'A pipeline deletes another group',
      deleteLogGroup({
        who: assumedRole('deployer', 'release-88'),
        request: { logGroupName: '/aws/codebuild/shop' },
        region: 'us-west-2',
        ip: '203.0.113.77',
        at: '2026-11-13T15:40:06Z',
      }),
    ),
    silent(
      'There is no such group',
      deleteLogGroup({
        request: { logGroupName: '/aws/lambda/export-custommers' },
        error: ['ResourceNotFoundException', 'The specified log group does not exist.'],
        at: '2026-11-12T11:56:49Z',
      }),
    ),
    silent(
      'Somebody else is at it',
      deleteLogGroup({
        who: assumedRole('deployer', 'release-89'),
        request: { logGroupName: '/aws/codebuild/shop' },
        error: [
          'OperationAbortedException',
          'A conflicting operation is currently in progress against this resource. Please try again.',
        ],
        region: 'us-west-2',
        at: '2026-11-13T15:40:07Z',
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'In “A user must not delete it”, `eventName` matches: the call was made. ' +
        'Look for the fields of that event which the other one does not have at all.',
      look: { event: 1, field: 'eventName' },
    },
    {
      text:
        '`errorCode` is there only where a call failed, and there are many codes. Don’t name them: ' +
        'ask that there be none.',
    },
    {
      text: 'Add `errorCode: null` to the search, without quotes. `errorCode|exists: false` does as well.',
      changes: [{ from: 'eventName: DeleteLogGroup\n', to: `eventName: DeleteLogGroup\n${noError}` }],
    },
  ],
  solution: rule(noError),
  links: [
    learn('absent', 'fields that are not there'),
    learn('null', 'null'),
    learn('exists', 'exists'),
    guide('rules', 'detection'),
    specification('special-field-values', 'null and empty values'),
    specification('field-existence', 'existence of fields'),
    aws(
      'awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents',
      'errorCode and the other fields',
    ),
  ],
};
