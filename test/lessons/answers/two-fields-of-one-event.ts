import { lesson } from '../../../src/lessons/course/two-fields-of-one-event.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const { start, solution } = lesson;
const filter = 'userIdentity.arn|contains: responseElements.accessKey.userName';

export const answers: Answers = {
  wrong: [
    {
      name: 'the name is somewhere in the ARN',
      rule: edited(start, [
        filter,
        'userIdentity.arn|fieldref|contains: responseElements.accessKey.userName',
      ]),
    },
    {
      name: 'the ARN ends with the name',
      rule: edited(start, [
        filter,
        'userIdentity.arn|fieldref|endswith: responseElements.accessKey.userName',
      ]),
    },
    {
      name: 'names that are to be seen',
      rule: edited(start, [filter, 'responseElements.accessKey.userName:\n      - dana\n      - sam']),
    },
  ],
  right: [
    {
      name: 'the other way round',
      rule: edited(start, [filter, 'responseElements.accessKey.userName|fieldref: userIdentity.userName']),
    },
    {
      name: 'what the request says, where it says something',
      rule: edited(
        solution,
        [
          'userIdentity.userName|fieldref: responseElements.accessKey.userName',
          'requestParameters.userName|fieldref: userIdentity.userName\n  filter_unsaid:\n    requestParameters.userName: null',
        ],
        ['not filter_own_key', 'not 1 of filter_*'],
      ),
    },
  ],
};
