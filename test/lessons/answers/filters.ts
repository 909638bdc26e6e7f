import { lesson } from '../../../src/lessons/course/filters.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const withFilter = (filter: string) =>
  edited(lesson.start, [
    'condition: selection',
    `filter:\n    ${filter}\n  condition: selection and not filter`,
  ]);

const session = 'arn:aws:sts::111122223333:assumed-role/key-rotation/rotate-keys';

export const answers: Answers = {
  wrong: [
    { name: 'the session in sight', rule: withFilter(`userIdentity.arn: ${session}`) },
    { name: 'every role', rule: withFilter('userIdentity.type: AssumedRole') },
    { name: 'the address in sight', rule: withFilter('sourceIPAddress: 203.0.113.60') },
    { name: 'the name anywhere in the ARN', rule: withFilter('userIdentity.arn|contains: key-rotation') },
    {
      name: 'what the name of the role begins with',
      rule: withFilter('userIdentity.arn|contains: :assumed-role/key-rotation'),
    },
    { name: 'the user in sight', rule: withFilter('requestParameters.userName: mailer') },
    {
      name: 'only users',
      rule: edited(lesson.start, [
        'eventName: CreateAccessKey',
        'eventName: CreateAccessKey\n    userIdentity.type: IAMUser',
      ]),
    },
  ],
  against: [
    {
      name: 'the id of the role',
      rule: withFilter('userIdentity.sessionContext.sessionIssuer.principalId: AROAEXAMPLEKEYROT1DK5'),
    },
  ],
  right: [
    {
      name: 'the ARN of the role',
      rule: withFilter("userIdentity.sessionContext.sessionIssuer.arn|endswith: ':role/key-rotation'"),
    },
    {
      name: 'the role in the ARN of the session',
      rule: withFilter("userIdentity.arn|contains: ':assumed-role/key-rotation/'"),
    },
    {
      name: 'neq',
      rule: edited(lesson.start, [
        'eventName: CreateAccessKey',
        'eventName: CreateAccessKey\n    userIdentity.sessionContext.sessionIssuer.userName|neq: key-rotation',
      ]),
    },
    {
      name: 'one of the filters',
      rule: edited(lesson.solution, ['selection and not filter_rotation', 'selection and not 1 of filter_*']),
    },
  ],
};
