import { lesson } from '../../../src/lessons/course/only-successes.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const { start } = lesson;
const name = 'eventName: DeleteLogGroup';
const withLine = (line: string) => edited(start, [name, `${name}\n    ${line}`]);
const withFilter = (filter: string) =>
  edited(start, ['condition: selection', `filter:\n    ${filter}\n  condition: selection and not filter`]);

export const answers: Answers = {
  wrong: [
    { name: 'the code in sight is left out', rule: withFilter('errorCode: AccessDenied') },
    {
      name: 'whatever denies is left out',
      rule: withFilter('errorCode|contains: [Denied, Unauthorized, Forbidden]'),
    },
    {
      name: 'there is a request',
      rule: withLine('requestParameters|exists: true\n    requestParameters.logGroupName|exists: true'),
    },
    {
      name: 'the group in sight',
      rule: withLine('requestParameters.logGroupName: /aws/lambda/export-customers'),
    },
  ],
  right: [
    { name: 'exists', rule: withLine('errorCode|exists: false') },
    { name: 'no message', rule: withLine('errorMessage: null') },
    { name: 'no code, whichever, by a filter', rule: withFilter("errorCode: '*'") },
    { name: 'a filter on what exists', rule: withFilter('errorCode|exists: true') },
  ],
};
