import type { Lesson } from '../lesson.ts';
import { aws, guide, learn, modifierAppendix } from '../links.ts';
import { assumedRole, fires, iamUser, record, silent } from '../records.ts';
import type { RecordParts } from '../records.ts';

const rule = (document: string) => `title: IAM Policy That Lets Its Owner Climb Through Lambda
id: 85b95196-803e-4aa4-abe5-32ab5ed84d3d
status: experimental
description: |
  Detects an inline policy that allows both to hand a role to a service and to make functions.
  Who holds the two can make a function that runs as a stronger role.
tags:
  - attack.privilege-escalation
  - attack.t1098.003
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: iam.amazonaws.com
    eventName:
      - PutGroupPolicy
      - PutRolePolicy
      - PutUserPolicy
    ${document}
      - iam:PassRole
      - lambda:CreateFunction
  condition: selection
level: high
`;

const anyOf = 'requestParameters.policyDocument|contains:';
const allOf = 'requestParameters.policyDocument|contains|all:';

interface Allowed {
  readonly actions: readonly string[];
  readonly resource?: string;
}

/** As the console writes it: with blanks and line breaks. */
function policy(...allowed: readonly Allowed[]): string {
  const statements = allowed.map(({ actions, resource = '*' }) => ({
    Effect: 'Allow',
    Action: actions.length === 1 ? (actions[0] as string) : actions,
    Resource: resource,
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 4);
}

const putRolePolicy = (
  roleName: string,
  policyName: string,
  policyDocument: string,
  parts: Omit<RecordParts, 'service' | 'name' | 'request'>,
) =>
  record({
    ...parts,
    service: 'iam',
    name: 'PutRolePolicy',
    request: { roleName, policyName, policyDocument },
  });

const anyRole = 'arn:aws:iam::111122223333:role/*';

export const lesson: Lesson = {
  id: 'contains-all',
  title: 'contains|all',
  goal:
    'To hand a role to a service is harmless, and so is making a function. Who may do **both** can make a function ' +
    'that runs as the strongest role there is. Make the rule fire where one policy allows the two, ' +
    'however it is laid out.',
  concept:
    'CloudTrail keeps a policy as one long text in `requestParameters.policyDocument`. `contains` looks for a part ' +
    'of a text, wherever it stands.\n\n' +
    'A list is still an “or”: one of its parts is enough. The modifier `all`, behind `contains`, ' +
    'turns that “or” into an “and”, in any order:\n\n' +
    '```yaml\ncolour|contains|all:\n  - light\n  - green\n```\n\n' +
    'That matches `light green` and `green, but light`, and neither `green` nor `light blue`. ' +
    'Modifiers stand in a row and work from left to right.',
  start: rule(anyOf),
  events: [
    fires(
      'Both in one statement',
      putRolePolicy(
        'support',
        'tools',
        policy({ actions: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'] }),
        { at: '2026-11-12T13:02:15Z' },
      ),
    ),
    silent(
      'A pipeline may hand a role to containers',
      putRolePolicy(
        'pipeline',
        'run-tasks',
        policy(
          { actions: ['ecs:RunTask', 'ecs:StopTask'] },
          { actions: ['iam:PassRole'], resource: 'arn:aws:iam::111122223333:role/task-runner' },
        ),
        { at: '2026-11-12T13:20:51Z' },
      ),
    ),
    silent(
      'A pipeline may make and update functions',
      putRolePolicy(
        'pipeline',
        'functions',
        policy({ actions: ['lambda:CreateFunction', 'lambda:UpdateFunctionCode', 'lambda:PublishVersion'] }),
        { at: '2026-11-12T13:24:07Z', who: iamUser('ines') },
      ),
    ),
  ],
  hidden: [
    fires(
      'Both in two statements, the other way round',
      record({
        service: 'iam',
        name: 'PutUserPolicy',
        request: {
          userName: 'dana',
          policyName: 'temporary',
          policyDocument: policy(
            { actions: ['lambda:InvokeFunction', 'lambda:CreateFunction'] },
            { actions: ['iam:GetRole', 'iam:PassRole'], resource: anyRole },
          ),
        },
        ip: '203.0.113.18',
        at: '2026-11-15T03:44:36Z',
      }),
    ),
    fires(
      'Both, without blanks and in small letters',
      record({
        service: 'iam',
        name: 'PutGroupPolicy',
        who: assumedRole('deployer', 'release-88'),
        request: {
          groupName: 'developers',
          policyName: 'functions',
          policyDocument:
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",' +
            '"Action":["iam:passrole","lambda:createfunction"],"Resource":"*"}]}',
        },
        at: '2026-11-15T08:31:20Z',
      }),
    ),
    silent(
      'A role may be handed over, and functions may be called',
      putRolePolicy(
        'scheduler',
        'nightly',
        policy({ actions: ['lambda:InvokeFunction'] }, { actions: ['iam:PassRole'], resource: anyRole }),
        { at: '2026-11-13T09:58:02Z' },
      ),
    ),
    silent(
      'Functions may be made and called, and no role handed over',
      record({
        service: 'iam',
        name: 'PutUserPolicy',
        who: iamUser('marek'),
        request: {
          userName: 'tariq',
          policyName: 'functions',
          policyDocument: policy({ actions: ['lambda:InvokeFunction', 'lambda:CreateFunction'] }),
        },
        at: '2026-11-13T10:06:49Z',
      }),
    ),
  ],
  constraints: [{ kind: 'no_volatile_fields' }],
  hints: [
    {
      text:
        'Look at `requestParameters.policyDocument` of “A pipeline may hand a role to containers”. ' +
        'It matches. Which of the two parts is in it?',
      look: { event: 1, field: 'requestParameters.policyDocument' },
    },
    {
      text:
        'A list under `contains` is content with one of its parts. You want every one of them, in whatever order: ' +
        'there is a modifier for that.',
    },
    {
      text: 'Put `|all` behind `|contains`. The list stays as it is.',
      changes: [{ from: anyOf, to: allOf }],
    },
  ],
  solution: rule(allOf),
  links: [
    learn('all', 'all'),
    learn('contains', 'contains'),
    guide('modifiers', 'modifiers'),
    modifierAppendix,
    aws('IAM/latest/UserGuide/id_roles_use_passrole', 'who may hand a role to a service'),
  ],
};
