import { lesson } from '../../../src/lessons/course/the-rule-that-never-fires.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const asked = 'requestParameters.userData|exists: true';

export const answers: Answers = {
  wrong: [
    {
      name: 'everything but the other changes that are to be seen',
      rule: edited(
        lesson.solution,
        [`    ${asked}\n`, ''],
        [
          'condition: selection',
          'filter:\n    - requestParameters.instanceType|exists: true\n    - requestParameters.disableApiTermination|exists: true\n  condition: selection and not filter',
        ],
      ),
    },
    {
      name: 'calls that do not name an attribute, by the two who planted scripts',
      rule: edited(lesson.solution, [
        asked,
        `requestParameters.userData|exists: true\n    userIdentity.arn|contains:\n      - web-frontend\n      - user/kim`,
      ]),
    },
  ],
  against: [
    { name: 'anything', rule: edited(lesson.solution, [asked, "requestParameters.userData: '*'"]) },
    {
      name: 'the blacked-out value',
      rule: edited(lesson.solution, [asked, 'requestParameters.userData: <sensitiveDataRemoved>']),
    },
  ],
  right: [
    {
      name: 'the older form of the call too',
      rule: edited(
        lesson.solution,
        [
          `    ${asked}\n`,
          `  change_today:\n    ${asked}\n  change_older:\n    requestParameters.attribute: userData\n`,
        ],
        ['condition: selection', 'condition: selection and 1 of change_*'],
      ),
    },
    {
      name: 'not without it',
      rule: edited(
        lesson.solution,
        [`    ${asked}\n`, '  filter_without:\n    requestParameters.userData|exists: false\n'],
        ['condition: selection', 'condition: selection and not filter_without'],
      ),
    },
  ],
};
