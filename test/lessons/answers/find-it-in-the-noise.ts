import { lesson } from '../../../src/lessons/course/find-it-in-the-noise.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const { start, solution } = lesson;
const name = "userIdentity.arn|re: ':assumed-role/[^/]+/i-[0-9a-f]{8,17}$'";
const services = 'sourceIPAddress|endswith: .amazonaws.com';

export const answers: Answers = {
  wrong: [
    { name: 'how the names begin', rule: edited(solution, [name, 'userIdentity.arn|contains: /i-0']) },
    {
      name: 'the service that is to be seen',
      rule: edited(solution, [services, 'sourceIPAddress: secretsmanager.amazonaws.com']),
    },
    { name: 'too large a network', rule: edited(solution, ['198.51.100.0/25', '198.51.100.0/24']) },
    {
      name: 'the network of the thief',
      rule: edited(start, [
        '  condition: selection',
        `    ${name}\n    sourceIPAddress|cidr: 203.0.113.0/24\n  condition: selection`,
      ]),
    },
    {
      name: 'the role that was robbed',
      rule: edited(solution, [':assumed-role/[^/]+/i-', ':assumed-role/web-frontend/i-']),
    },
  ],
  against: [
    {
      name: 'the name by the id of the principal',
      rule: edited(solution, [name, "userIdentity.principalId|re: ':i-[0-9a-f]{17}$'"]),
    },
  ],
  right: [
    {
      name: 'how the credentials were fetched',
      rule: edited(solution, [name, 'userIdentity.sessionContext.ec2RoleDelivery|exists: true']),
    },
    {
      name: 'nobody has the call made',
      rule: edited(solution, [services, 'userIdentity.invokedBy|exists: true']),
    },
    {
      name: 'seventeen digits',
      rule: edited(solution, [name, `userIdentity.arn|contains: '/i-${'?'.repeat(17)}'`]),
    },
  ],
  remarks: { events_always_match: 'All of these calls are made by assumed roles.' },
};
