import { lesson } from '../../../src/lessons/course/case-and-cased.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const { start, solution } = lesson;
const cased = "additionalEventData.MFAUsed|cased: 'NO'";

export const answers: Answers = {
  wrong: [
    {
      name: 'only users of IAM',
      rule: edited(solution, [
        'eventName: ConsoleLogin',
        'eventName: ConsoleLogin\n    userIdentity.type: IAMUser',
      ]),
    },
    {
      name: 'whatever at the sign-in has no second factor',
      rule: edited(
        start,
        ['eventName: ConsoleLogin\n    ', ''],
        [cased, ''],
        [
          'condition: selection',
          "filter:\n    additionalEventData.MFAUsed: 'Yes'\n  condition: selection and not filter",
        ],
      ),
    },
    {
      name: 'another value of the event that is No',
      rule: edited(solution, [
        'eventName: ConsoleLogin',
        "eventName: ConsoleLogin\n    additionalEventData.MobileVersion: 'No'",
      ]),
    },
  ],
  right: [
    { name: 'cased, as the event writes it', rule: edited(start, ["'NO'", "'No'"]) },
    { name: 'in capitals, where they do not count', rule: edited(start, ['|cased', '']) },
    {
      name: 'not with a second factor',
      rule: edited(
        start,
        [cased, ''],
        [
          'condition: selection',
          "filter:\n    additionalEventData.MFAUsed: 'Yes'\n  condition: selection and not filter",
        ],
      ),
    },
  ],
};
