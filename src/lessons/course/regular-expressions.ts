import type { Lesson } from '../lesson.ts';
import { learn, modifierAppendix } from '../links.ts';
import { assumedRole, browserAgent, iamUser, record } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (modifiers: string) => `title: AWS API Call From An Attack Distribution
id: b2c94e7f-0d1a-4f65-8e39-6c5a7d20f418
status: experimental
description: |
  Detects calls from Kali and Parrot, by the name of the kernel in the user agent.
  Whoever calls can change it: this finds those who do not care.
tags:
  - attack.execution
  - attack.t1059.009
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    userAgent|${modifiers}: '(kali|parrot)\\d*-(cloud-)?(amd64|arm64)'
  condition: selection
falsepositives:
  - Penetration tests that were agreed on
level: medium
`;

const identity = (agent: string, parts: Partial<RecordParts> = {}) =>
  record({ ...parts, service: 'sts', name: 'GetCallerIdentity', agent });

export const lesson: Lesson = {
  id: 'regular-expressions',
  title: 're, and re|i',
  goal:
    'Fire on every call from Kali or Parrot, whichever way they write the names of their kernels, and not on ' +
    'programs that merely have such letters in their name.',
  concept:
    'Sigma compares texts without regard to case, unless `cased` is asked for. Regular expressions are the ' +
    'exception: they are taken at their word, and `kali` does not find `Kali`. A second modifier behind ' +
    '`re` changes that: `i` for case, `m` for lines, `s` for a dot that matches line breaks as well.\n\n' +
    'An expression may match anywhere in the value; where it must begin or end there, say so with `^` and ' +
    '`$`. And it is the right tool only where the plain ones are too blunt: `contains: kali` would be easier ' +
    'to read, but look at what it would find.',
  start: rule('re'),
  events: [
    {
      name: 'Kali, with its usual kernel',
      expectation: 'fire',
      text: identity('aws-cli/1.22.34 Python/3.10.7 Linux/5.18.0-kali5-amd64 botocore/1.23.34', {
        who: iamUser('kim'),
        at: '2026-11-12T03:02:11Z',
        ip: '203.0.113.66',
      }),
    },
    {
      name: 'Kali, with a kernel that somebody has built',
      expectation: 'fire',
      text: identity(
        'aws-cli/2.31.6 md/awscrt#0.27.6 ua/2.1 os/linux#6.12.38-Kali-amd64 md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython',
        { who: iamUser('kim'), at: '2026-11-12T03:05:40Z', ip: '203.0.113.66' },
      ),
    },
    {
      name: 'Parrot',
      expectation: 'fire',
      text: identity(
        'Boto3/1.34.11 md/Botocore#1.34.11 ua/2.0 os/linux#6.5.0-13parrot1-amd64 md/arch#x86_64 lang/python#3.11.2',
        { who: assumedRole('web-frontend', 'deploy-4471'), at: '2026-11-12T04:26:18Z', ip: '203.0.113.71' },
      ),
    },
    {
      name: 'Ubuntu',
      expectation: 'silent',
      text: identity(
        'aws-cli/2.31.6 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0-31-generic md/arch#x86_64 lang/python#3.13.7',
        { who: iamUser('omar'), at: '2026-11-12T08:00:52Z' },
      ),
    },
    {
      name: 'A program called invoice-kalibrator, on its machine called parrot-3',
      expectation: 'silent',
      text: identity(
        'invoice-kalibrator/2.3 (parrot-3) aws-sdk-go-v2/1.39.2 ua/2.1 os/linux#6.1.0-25-amd64 lang/go#1.25.1 md/GOARCH#amd64',
        { who: assumedRole('invoices', 'parrot-3'), at: '2026-11-12T08:15:00Z' },
      ),
    },
  ],
  hidden: [
    {
      name: 'Parrot, with a kernel in capitals',
      expectation: 'fire',
      text: identity(
        'aws-cli/2.28.1 md/awscrt#0.27.4 ua/2.1 os/linux#6.12.32-1PARROT1-AMD64 md/arch#x86_64 lang/python#3.13.5',
        { who: iamUser('lena'), at: '2026-11-13T01:44:07Z', ip: '192.0.2.77' },
      ),
    },
    {
      name: 'Kali in a cloud',
      expectation: 'fire',
      text: identity(
        'aws-cli/1.29.54 md/Botocore#1.31.54 ua/2.0 os/linux#6.3.0-kali1-cloud-arm64 md/arch#aarch64 lang/python#3.11.8',
        { who: iamUser('lena'), at: '2026-11-13T01:51:29Z', ip: '2001:db8:bad::17' },
      ),
    },
    {
      name: 'A program called Kaliningrad',
      expectation: 'silent',
      text: identity('Kaliningrad-Tours/1.0 Boto3/1.40.61 md/Botocore#1.40.61 os/linux#6.8.0-31-amd64', {
        who: assumedRole('tours', 'web'),
        at: '2026-11-13T10:03:33Z',
      }),
    },
    {
      name: 'A browser',
      expectation: 'silent',
      text: identity(browserAgent, { who: iamUser('omar'), at: '2026-11-13T10:21:46Z' }),
    },
  ],
  constraints: [{ kind: 'no_volatile_fields' }, { kind: 'uses_modifier', modifier: 're' }],
  hints: [
    {
      text:
        'Look at `userAgent` in the second event. The name of the kernel is there, and the expression is not ' +
        'met: what is the only difference between the two?',
      look: { event: 1, field: 'userAgent' },
    },
    {
      text:
        'A regular expression minds case. Instead of writing each letter twice, tell the modifier that case does ' +
        'not matter.',
    },
    {
      text: 'Write `i` behind `re`: `userAgent|re|i`.',
      changes: [{ from: 'userAgent|re:', to: 'userAgent|re|i:' }],
    },
  ],
  solution: rule('re|i'),
  links: [learn('re', 're'), learn('i', 're|i'), modifierAppendix],
};
