import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, specification } from '../links.ts';
import { consoleLogin, browserAgent, fires, iamUser, record, rootUser, silent } from '../records.ts';

const rule = (mfaUsed: string) => `title: Console Sign-In Without MFA
id: d3aca826-a24b-4060-8886-37f148a0896a
status: experimental
description: Detects that somebody signs in to the console with a password alone
tags:
  - attack.initial-access
  - attack.t1078.004
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: signin.amazonaws.com
    eventName: ConsoleLogin
    ${mfaUsed}
  condition: selection
level: medium
`;

const cased = "additionalEventData.MFAUsed|cased: 'NO'";
const plain = "additionalEventData.MFAUsed: 'No'";

export const lesson: Lesson = {
  id: 'case-and-cased',
  title: 'Case, and cased',
  goal:
    'Somebody wanted this rule to be exact and put `|cased` into it. It has not fired since. ' +
    'Make it fire on every sign-in without a second factor, and on nothing else.',
  concept:
    'Sigma takes no notice of capitals in values: `colour: RED` matches `red`, `Red` and `RED`. ' +
    'That is meant well, since logs are seldom tidy.\n\n' +
    'Where capitals do matter, the modifier `cased`, put behind the field with a bar, makes them count: ' +
    '`colour|cased: Red` matches `Red` alone. From then on you must know exactly how the event writes it. ' +
    'Do so only where two spellings mean two things.\n\n' +
    'And one trap of YAML: without quotes, older readers take `No` and `Yes` for `false` and `true`. Quote them.',
  start: rule(cased),
  events: [
    fires(
      'A user signs in with a password alone',
      consoleLogin({ isMfa: false, at: '2026-11-12T08:12:09Z' }),
    ),
    silent(
      'A user signs in with a second factor',
      consoleLogin({ isMfa: true, who: iamUser('ines'), at: '2026-11-12T08:20:47Z' }),
    ),
  ],
  hidden: [
    fires(
      'The root user signs in with a password alone',
      consoleLogin({ isMfa: false, who: rootUser(), ip: '203.0.113.9', at: '2026-11-14T23:51:30Z' }),
    ),
    fires(
      'A user signs in on a phone, with a password alone',
      consoleLogin({
        isMfa: false,
        isMobile: true,
        who: iamUser('marek'),
        ip: '192.0.2.118',
        at: '2026-11-13T18:03:52Z',
      }),
    ),
    silent(
      'A user signs in on a phone, with a second factor',
      consoleLogin({
        isMfa: true,
        isMobile: true,
        who: iamUser('tariq'),
        ip: '192.0.2.119',
        at: '2026-11-13T18:30:14Z',
      }),
    ),
    silent(
      'The second factor is checked',
      record({
        service: 'signin',
        name: 'CheckMfa',
        who: { ...iamUser('ines'), accessKeyId: '' },
        response: { CheckMfa: 'Success' },
        agent: browserAgent,
        at: '2026-11-12T08:20:31Z',
        more: {
          additionalEventData: { MfaType: 'Virtual MFA' },
          requestID: undefined,
          eventType: 'AwsConsoleSignIn',
        },
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text: 'Look at `additionalEventData.MFAUsed` of the first event: what the rule wants, and what it met.',
      look: { event: 0, field: 'additionalEventData.MFAUsed' },
    },
    {
      text:
        '`NO` and `No` are the same for Sigma until `cased` makes capitals count. ' +
        'Do two spellings mean two things here?',
    },
    {
      text: 'Take `|cased` away, and write the value as the event does while you are there.',
      changes: [{ from: cased, to: plain }],
    },
  ],
  solution: rule(plain),
  links: [
    learn('case', 'capitals'),
    learn('cased', 'cased'),
    guide('modifiers', 'modifiers'),
    specification('general', 'case of values'),
    aws('IAM/latest/UserGuide/cloudtrail-integration', 'sign-in events in CloudTrail'),
  ],
};
