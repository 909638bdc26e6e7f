import { lesson } from '../../../src/lessons/course/precision.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const { start, solution } = lesson;
const path = 'requestParameters.createVolumePermission';
const filter = `${path}.add.items.userId|fieldref: recipientAccountId`;

export const answers: Answers = {
  wrong: [
    {
      name: 'our account by its number',
      rule: edited(solution, [filter, `${path}.add.items.userId: '111122223333'`]),
    },
    {
      name: 'our account by its number, in the events too',
      rule: edited(solution, [
        filter,
        `recipientAccountId: '111122223333'\n    ${path}.add.items.userId: '111122223333'`,
      ]),
    },
    {
      name: 'the strangers that are to be seen',
      rule: edited(start, [
        '  condition: selection',
        `  shared:\n    - ${path}.add.items.userId: '444455556666'\n    - ${path}.add.items.group: all\n  condition: selection and shared`,
      ]),
    },
    {
      name: 'the backup does no harm',
      rule: edited(solution, [filter, 'userIdentity.arn|contains: backup']),
    },
  ],
  right: [
    {
      name: 'not what takes away',
      rule: edited(
        solution,
        [`    ${path}.add|exists: true\n`, `  filter_taken:\n    ${path}.remove|exists: true\n`],
        ['not filter_own_account', 'not 1 of filter_*'],
      ),
    },
    {
      name: 'anybody or some account, and not this one',
      rule: edited(
        solution,
        [
          `    ${path}.add|exists: true\n`,
          `  given:\n    - ${path}.add.items.userId: '*'\n    - ${path}.add.items.group: all\n`,
        ],
        ['selection and not', 'selection and given and not'],
      ),
    },
  ],
};
