import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, specification } from '../links.ts';
import { assumedRole, fires, iamUser, record, silent } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (principal: string) => `title: Lambda Function Opened To Everybody
id: fdc6233c-4161-464a-9eb8-793ebb6c7e97
status: experimental
description: Detects that whoever likes is allowed to call a function
tags:
  - attack.persistence
  - attack.privilege-escalation
  - attack.t1546
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: lambda.amazonaws.com
    eventName|startswith: AddPermission
    requestParameters.principal: ${principal}
  condition: selection
level: high
`;

interface GrantParts extends Pick<RecordParts, 'who' | 'at' | 'ip' | 'region' | 'error'> {
  readonly to: string;
  readonly functionName: string;
  readonly id: string;
  /** What else the request says. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Somebody is allowed to call a function. */
function grant({ to, functionName, id, more = {}, ...parts }: GrantParts): string {
  const region = parts.region ?? 'eu-west-1';
  const who = to === '*' ? '*' : to.endsWith('.com') ? { Service: to } : { AWS: to };
  const action = more['action'] ?? 'lambda:InvokeFunction';
  const statement = {
    Sid: id,
    Effect: 'Allow',
    Principal: who,
    Action: action,
    Resource: `arn:aws:lambda:${region}:111122223333:function:${functionName}`,
  };
  return record({
    ...parts,
    service: 'lambda',
    name: 'AddPermission20150331v2',
    request: { functionName, statementId: id, action, principal: to, ...more },
    response: { statement: JSON.stringify(statement) },
  });
}

export const lesson: Lesson = {
  id: 'a-star-is-not-a-star',
  title: 'A star is not a star',
  goal:
    'One of these four grants lets **the whole world** call a function: its principal is `*`, which is how AWS writes ' +
    '“everybody”. The rule was written to find that one. It fires on all four. Make it fire only where the ' +
    'principal really is a star.',
  concept:
    'Read the rule aloud: “the principal is `*`”. It sounds right. Now open the explanation of the first event and ' +
    'see what the star met: `s3.amazonaws.com`, and it matched.\n\n' +
    'To Sigma, `*` in a value is no character. It is a **wildcard**: any number of any characters, even none. ' +
    "So `colour: '*'` does not say “the colour is a star” but “there is a colour, whatever it is”. " +
    'Likewise `?` is any **one** character.\n\n' +
    'A backslash takes that power away. `\\*` is a star and `\\?` is a question mark, nothing more:\n\n' +
    "```yaml\ncolour: 'b*e'     # blue, beige, be\ncolour: 'b\\*e'    # the three characters b*e\n```\n\n" +
    'Write such values in single quotes. Without quotes YAML has plans of its own for a star, ' +
    'and in double quotes for a backslash.',
  start: rule("'*'"),
  events: [
    silent(
      'A bucket may call a function',
      grant({
        to: 's3.amazonaws.com',
        functionName: 'make-thumbnails',
        id: 'uploads',
        more: { sourceArn: 'arn:aws:s3:::example-uploads', sourceAccount: '111122223333' },
        at: '2026-11-12T10:04:52Z',
      }),
    ),
    silent(
      'A schedule may call a function',
      grant({
        to: 'events.amazonaws.com',
        functionName: 'nightly-report',
        id: 'every-night',
        more: { sourceArn: 'arn:aws:events:eu-west-1:111122223333:rule/every-night' },
        at: '2026-11-12T10:40:09Z',
      }),
    ),
    silent(
      'A partner’s account may call a function',
      grant({
        to: '444455556666',
        functionName: 'price-list',
        id: 'partner',
        who: iamUser('ines'),
        at: '2026-11-12T11:15:26Z',
      }),
    ),
    fires(
      'Everybody may call a function',
      grant({
        to: '*',
        functionName: 'export-customers',
        id: 'test',
        at: '2026-11-12T11:48:33Z',
      }),
    ),
  ],
  hidden: [
    fires(
      'Everybody may call a function by its address on the web',
      grant({
        to: '*',
        functionName: 'webhook',
        id: 'public-url',
        who: assumedRole('deployer', 'release-88'),
        more: { action: 'lambda:InvokeFunctionUrl', functionUrlAuthType: 'NONE' },
        region: 'us-west-2',
        ip: '203.0.113.77',
        at: '2026-11-13T15:20:41Z',
      }),
    ),
    silent(
      'One role of a partner may call a function',
      grant({
        to: 'arn:aws:iam::444455556666:role/price-reader',
        functionName: 'price-list',
        id: 'partner-role',
        at: '2026-11-13T09:05:58Z',
      }),
    ),
    silent(
      'A web API may call a function, for any path: a star in another field',
      grant({
        to: 'apigateway.amazonaws.com',
        functionName: 'shop',
        id: 'shop-api',
        who: iamUser('marek'),
        more: { sourceArn: 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*/GET/*' },
        at: '2026-11-13T10:11:12Z',
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Look at `requestParameters.principal` of “A bucket may call a function”. ' +
        'It is green. What does the rule look for there, and what did it meet?',
      look: { event: 0, field: 'requestParameters.principal' },
    },
    {
      text:
        'The star in the rule matches everything, and with it the star in the event. ' +
        'You want the character, not the wildcard: something must stand in front of it that says so.',
    },
    {
      text: 'Put a backslash before the star, inside the single quotes.',
      changes: [{ from: "'*'", to: "'\\*'" }],
    },
  ],
  solution: rule("'\\*'"),
  links: [
    learn('wildcards', 'wildcards'),
    learn('escapes', 'backslashes'),
    specification('escaping', 'escaping'),
    guide('rules', 'detection'),
    aws('lambda/latest/api/API_AddPermission', 'AddPermission of Lambda'),
  ],
};
