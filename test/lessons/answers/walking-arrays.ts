import { lesson } from '../../../src/lessons/course/walking-arrays.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const path = 'requestParameters.ipPermissions.items.ipRanges.items.cidrIp';
const asked = `${path}: 0.0.0.0/0`;

export const answers: Answers = {
  wrong: [
    {
      name: 'a part of the address',
      rule: edited(lesson.solution, [asked, `${path}|contains: 0.0.0.0`]),
    },
    {
      name: 'anywhere in the event',
      rule: edited(
        lesson.solution,
        [`    ${asked}\n`, '  keywords:\n    - 0.0.0.0/0\n'],
        ['condition: selection', 'condition: selection and keywords'],
      ),
    },
    {
      name: 'the ports that are to be seen',
      rule: edited(lesson.solution, [
        asked,
        'requestParameters.ipPermissions.items.fromPort:\n      - 22\n      - 3389',
      ]),
    },
  ],
  right: [
    {
      name: 'what the response says',
      rule: edited(lesson.solution, [path, 'responseElements.securityGroupRuleSet.items.cidrIpv4']),
    },
    { name: 'no bits at all are given', rule: edited(lesson.solution, [asked, `${path}|endswith: /0`]) },
  ],
};
