import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, specification } from '../links.ts';
import { assumedRole, fires, iamUser, record, silent } from '../records.ts';

const rule = (eventName: string) => `title: CloudTrail Logging Disabled
id: 2eb8bf91-84d2-4e5b-a666-3ebc1fb475ae
status: experimental
description: Detects that a trail is switched off, so that what follows is no longer recorded
tags:
  - attack.t1685.002
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: cloudtrail.amazonaws.com
    eventName:${eventName}
  condition: selection
level: high
`;

const trail = `arn:aws:cloudtrail:eu-west-1:111122223333:trail/management-events`;

export const lesson: Lesson = {
  id: 'a-list-is-an-or',
  title: 'A list is an OR',
  goal:
    'Somebody who wants to work unseen can stop a trail, and can just as well delete it. ' +
    'The rule below only knows the first way. Make it fire on both, and stay silent on everything else.',
  concept:
    'A line such as `eventName: StopLogging` compares one field of the event with one value. ' +
    'Where a field may have one of several values, write them as a list below the field, one to a line, ' +
    'each after a dash:\n\n' +
    '```yaml\ncolour:\n  - red\n  - green\n```\n\n' +
    'That reads “`colour` is `red` **or** `green`”. One value of the list is enough.',
  start: rule(' StopLogging'),
  events: [
    fires(
      'A trail is stopped',
      record({
        service: 'cloudtrail',
        name: 'StopLogging',
        request: { name: trail },
        at: '2026-11-12T09:14:27Z',
      }),
    ),
    fires(
      'A trail is deleted',
      record({
        service: 'cloudtrail',
        name: 'DeleteTrail',
        request: { name: trail },
        at: '2026-11-12T09:15:02Z',
      }),
    ),
    silent(
      'Somebody looks which trails there are',
      record({
        service: 'cloudtrail',
        name: 'DescribeTrails',
        request: { includeShadowTrails: true, trailNameList: [] },
        at: '2026-11-12T09:13:55Z',
      }),
    ),
  ],
  hidden: [
    fires(
      'Another trail is deleted, in another region and by a role',
      record({
        service: 'cloudtrail',
        name: 'DeleteTrail',
        who: assumedRole('platform-admin', 'marek', true),
        request: { name: 'data-events' },
        region: 'us-east-2',
        ip: '203.0.113.41',
        at: '2026-11-13T16:40:19Z',
      }),
    ),
    silent(
      'Logging is started again',
      record({
        service: 'cloudtrail',
        name: 'StartLogging',
        request: { name: trail },
        at: '2026-11-12T09:48:11Z',
      }),
    ),
    silent(
      'A new trail is made',
      record({
        service: 'cloudtrail',
        name: 'CreateTrail',
        who: iamUser('ines'),
        request: {
          name: 'data-events',
          s3BucketName: 'example-trail-archive',
          isMultiRegionTrail: true,
          enableLogFileValidation: true,
        },
        response: {
          name: 'data-events',
          s3BucketName: 'example-trail-archive',
          includeGlobalServiceEvents: true,
          isMultiRegionTrail: true,
          trailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/data-events',
          logFileValidationEnabled: true,
          isOrganizationTrail: false,
        },
        at: '2026-11-12T10:02:44Z',
      }),
    ),
    silent(
      'A dashboard of CloudTrail is deleted',
      record({
        service: 'cloudtrail',
        name: 'DeleteDashboard',
        who: iamUser('ines'),
        request: { dashboardId: 'failed-calls' },
        at: '2026-11-12T10:20:30Z',
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Look at what `eventName` says of “A trail is deleted”: the rule asks for `StopLogging`, ' +
        'and the event has something else.',
      look: { event: 1, field: 'eventName' },
    },
    {
      text:
        '`eventName` may have one of two values here. Two values of one field are written as a list, ' +
        'and a list is an “or”.',
    },
    {
      text: 'Write both names below `eventName`, each on a line of its own and after a dash.',
      changes: [
        {
          from: 'eventName: StopLogging',
          to: 'eventName:\n      - StopLogging\n      - DeleteTrail',
        },
      ],
    },
  ],
  solution: rule('\n      - StopLogging\n      - DeleteTrail'),
  links: [
    learn('lists', 'lists'),
    guide('rules', 'detection'),
    specification('maps', 'maps, and lists in them'),
    aws('awscloudtrail/latest/APIReference/API_StopLogging', 'StopLogging'),
  ],
};
