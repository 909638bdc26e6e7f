// Samples in which it is several events together that tell.
import { consoleLogin, iamUser } from '../records.ts';
import type { Sample } from '../samples.ts';

const rule = `title: Failed Console Sign-In
name: failed_sign_in
status: experimental
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: signin.amazonaws.com
    eventName: ConsoleLogin
    responseElements.ConsoleLogin: Failure
  condition: selection
level: low
---
title: Console Sign-In
name: sign_in
status: experimental
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: signin.amazonaws.com
    eventName: ConsoleLogin
    responseElements.ConsoleLogin: Success
  condition: selection
level: informational
---
title: Many Failed Sign-Ins From One Address
name: many_failed
status: experimental
correlation:
  type: event_count
  rules:
    - failed_sign_in
  group-by:
    - sourceIPAddress
  timespan: 10m
  condition:
    gte: 5
level: medium
---
title: Sign-In After Many Failed Ones
status: experimental
correlation:
  type: temporal_ordered
  rules:
    - many_failed
    - sign_in
  group-by:
    - sourceIPAddress
  timespan: 15m
level: high
tags:
  - attack.credential-access
  - attack.t1110.001
`;

const attacker = '203.0.113.66';
const spray = '198.51.100.23';
const office = '192.0.2.10';

/** On 2026-11-12; at what time, from where, as whom, and whether it succeeded. */
const signIns: readonly (readonly [clock: string, ip: string, user: string, succeeded: boolean])[] = [
  ['08:57:40', office, 'alex', true],
  ['09:01:12', attacker, 'dana', false],
  ['09:01:55', attacker, 'dana', false],
  ['09:02:04', office, 'sam', false],
  ['09:02:31', office, 'sam', true],
  ['09:02:48', attacker, 'dana', false],
  ['09:03:20', spray, 'alex', false],
  ['09:03:36', attacker, 'dana', false],
  ['09:04:27', attacker, 'dana', false],
  ['09:05:02', spray, 'dana', false],
  ['09:05:19', attacker, 'dana', false],
  ['09:08:44', spray, 'sam', false],
  ['09:09:30', attacker, 'dana', true],
  ['09:11:07', spray, 'kim', false],
  ['09:13:32', spray, 'lee', false],
  ['09:16:05', spray, 'kim', true],
  ['09:20:18', office, 'kim', true],
];

function signIn([clock, ip, user, succeeded]: (typeof signIns)[number]): string {
  const at = `2026-11-12T${clock}Z`;
  return consoleLogin({ who: iamUser(user), at, ip, isMfa: false, isRefused: !succeeded });
}

export const sequences: readonly Sample[] = [
  {
    id: 'brute-force',
    group: 'Several events',
    title: 'Brute force, then a success',
    about: 'correlations on a timeline: many failed sign-ins, then one that succeeds',
    rule,
    events: async () =>
      `[\n${signIns.map((each) => signIn(each).trim().replace(/^/gm, '  ')).join(',\n')}\n]\n`,
  },
];
