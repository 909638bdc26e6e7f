import { lesson } from '../../../src/lessons/course/dots-not-nesting.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const nested = 'userIdentity:\n      type: Root';
const withSelection = (selection: string) => edited(lesson.start, [nested, selection]);

export const answers: Answers = {
  startErrors: ['nested_value'],
  wrong: [
    {
      name: 'the ARN of the event in sight',
      rule: withSelection("userIdentity.arn: 'arn:aws:iam::111122223333:root'"),
    },
    { name: 'what the ARN ends in', rule: withSelection('userIdentity.arn|endswith: root') },
    { name: 'the word anywhere below', rule: withSelection('userIdentity|contains: root') },
    {
      name: 'neither a user nor a role',
      rule: edited(withSelection('userIdentity.type: [IAMUser, AssumedRole]'), [
        'condition: selection',
        'condition: not selection',
      ]),
    },
  ],
  right: [
    {
      name: 'what the ARN ends in, with the colon',
      rule: withSelection("userIdentity.arn|endswith: ':root'"),
    },
    { name: 'in lower case', rule: withSelection("'userIdentity.type': root") },
  ],
};
