import { lesson } from '../../../src/lessons/course/contains-all.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const document = `requestParameters.policyDocument|contains:
      - iam:PassRole
      - lambda:CreateFunction`;
const withDocument = (text: string) => edited(lesson.start, [document, text]);

export const answers: Answers = {
  wrong: [
    {
      name: 'one after the other',
      rule: withDocument("requestParameters.policyDocument: '*iam:PassRole*lambda:CreateFunction*'"),
    },
    {
      name: 'one after the other, by a regular expression',
      rule: withDocument("requestParameters.policyDocument|re|s: 'iam:PassRole.+lambda:CreateFunction'"),
    },
    {
      name: 'part of the policy in sight',
      rule: withDocument(
        'requestParameters.policyDocument|contains|all:\n      - iam:PassRole\n      - lambda:InvokeFunction',
      ),
    },
    {
      name: 'capitals count',
      rule: edited(lesson.solution, ['|contains|all', '|contains|all|cased']),
    },
    {
      name: 'what the harmless ones allow is left out',
      rule: edited(lesson.start, [
        'condition: selection',
        `filter:
    requestParameters.policyDocument|contains: [ecs, UpdateFunctionCode]
  condition: selection and not filter`,
      ]),
    },
  ],
  right: [
    {
      name: 'two searches',
      rule: edited(
        lesson.start,
        [document, 'requestParameters.policyDocument|contains: iam:PassRole'],
        [
          'condition: selection',
          `functions:
    requestParameters.policyDocument|contains: lambda:CreateFunction
  condition: selection and functions`,
        ],
      ),
    },
    {
      name: 'two keys, one of them with stars',
      rule: withDocument(
        "requestParameters.policyDocument|contains: iam:PassRole\n    requestParameters.policyDocument: '*lambda:CreateFunction*'",
      ),
    },
  ],
};
