import { lesson } from '../../../src/lessons/course/no-public-rule.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const { solution } = lesson;
const success = '    errorCode: null\n';
const own = 'requestParameters.valuesToAdd|fieldref: recipientAccountId';

export const answers: Answers = {
  wrong: [
    {
      name: 'the error that is to be seen',
      rule: edited(
        solution,
        [success, ''],
        ['filter_own_account:\n', 'filter_refused:\n    errorCode: AccessDenied\n  filter_own_account:\n'],
        ['not filter_own_account', 'not 1 of filter_*'],
      ),
    },
    {
      name: 'our account by its number',
      rule: edited(solution, [own, "requestParameters.valuesToAdd: '111122223333'"]),
    },
    {
      name: 'the strangers that are to be seen',
      rule: edited(solution, [
        'requestParameters.valuesToAdd|exists: true',
        "requestParameters.valuesToAdd:\n      - '444455556666'\n      - all",
      ]),
    },
    {
      name: 'of a cluster, only with everybody',
      rule: edited(
        solution,
        ['      - ModifyDBClusterSnapshotAttribute\n', ''],
        [
          '  condition: selection and not filter_own_account',
          '  cluster:\n    eventName: ModifyDBClusterSnapshotAttribute\n    requestParameters.valuesToAdd: all\n  condition: selection and not filter_own_account or cluster',
        ],
      ),
    },
  ],
  right: [
    {
      name: 'what has an error is filtered out',
      rule: edited(
        solution,
        [success, ''],
        ['filter_own_account:\n', 'filter_refused:\n    errorCode|exists: true\n  filter_own_account:\n'],
        ['not filter_own_account', 'not 1 of filter_*'],
      ),
    },
    {
      name: 'what was done has a response',
      rule: edited(
        solution,
        [success, ''],
        ['filter_own_account:\n', 'filter_refused:\n    responseElements: null\n  filter_own_account:\n'],
        ['not filter_own_account', 'not 1 of filter_*'],
      ),
    },
    {
      name: 'both operations by their ends, and a value that is added',
      rule: edited(
        solution,
        [
          'eventName:\n      - ModifyDBSnapshotAttribute\n      - ModifyDBClusterSnapshotAttribute',
          'eventName|endswith: SnapshotAttribute',
        ],
        ['requestParameters.valuesToAdd|exists: true', "requestParameters.valuesToAdd: '*'"],
      ),
    },
  ],
};
