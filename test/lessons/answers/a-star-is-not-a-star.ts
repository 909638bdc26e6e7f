import { lesson } from '../../../src/lessons/course/a-star-is-not-a-star.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const { start } = lesson;
const line = "requestParameters.principal: '*'";
const end = `${line}\n  condition: selection`;

export const answers: Answers = {
  wrong: [
    {
      name: 'services and the account in sight are left out',
      rule: edited(start, [
        end,
        `${line}
  service:
    requestParameters.principal|endswith: .amazonaws.com
  partner:
    requestParameters.principal: '444455556666'
  condition: selection and not (service or partner)`,
      ]),
    },
    {
      name: 'neither dots nor digits: a list of what it is not',
      rule: edited(start, [
        end,
        `${line}
  filter:
    - requestParameters.principal|endswith: .com
    - requestParameters.principal|re: ^\\d+$
  condition: selection and not filter`,
      ]),
    },
    {
      name: 'the function in sight',
      rule: edited(start, [line, 'requestParameters.functionName: export-customers']),
    },
    {
      name: 'nothing else is said of who may call, and it is no other account',
      rule: edited(start, [
        end,
        `requestParameters.sourceArn: null
  filter:
    requestParameters.principal: '444455556666'
  condition: selection and not filter`,
      ]),
    },
  ],
  right: [
    { name: 'a regular expression', rule: edited(start, [line, "requestParameters.principal|re: '^\\*$'"]) },
    {
      name: 'a star anywhere in the principal',
      rule: edited(start, [line, "requestParameters.principal|contains: '\\*'"]),
    },
    {
      name: 'as the response says it',
      rule: edited(start, [line, `responseElements.statement|contains: '"Principal":"\\*"'`]),
    },
  ],
};
