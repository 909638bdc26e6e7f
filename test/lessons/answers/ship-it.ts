import { lesson } from '../../../src/lessons/course/ship-it.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const { start, solution } = lesson;
const filter = 'userIdentity.sessionContext.sessionIssuer.userName: landing-zone';

export const answers: Answers = {
  wrong: [
    {
      name: 'the name that no event has is taken out',
      rule: edited(solution, ['      - DeleteDeliveryChannel\n', '']),
    },
    {
      name: 'only the sessions that are to be seen are kept out',
      rule: edited(solution, [filter, 'userIdentity.arn|endswith: :assumed-role/landing-zone/enrol-account']),
    },
    {
      name: 'the name is somewhere',
      rule: edited(solution, [filter, 'userIdentity.arn|contains: landing-zone']),
    },
  ],
  against: [
    {
      name: 'the tags of yesterday',
      rule: edited(
        start,
        ['sessionIssuer.username', 'sessionIssuer.userName'],
        ['DeleteDeliveryChanel', 'DeleteDeliveryChannel'],
      ),
    },
    { name: 'without an id', rule: edited(solution, ['id: 0b94f3e6-d27a-4c58-b1e0-6f8d35a97c24\n', '']) },
    {
      name: 'an id that is none',
      rule: edited(solution, ['0b94f3e6-d27a-4c58-b1e0-6f8d35a97c24', 'config-recording-stopped']),
    },
    {
      name: 'a search that is not used any more',
      rule: edited(solution, ['  condition:', '  filter_old:\n    userIdentity.userName: kim\n  condition:']),
    },
  ],
  right: [
    {
      name: 'by the ARN of the role',
      rule: edited(solution, [
        filter,
        'userIdentity.sessionContext.sessionIssuer.arn|endswith: :role/landing-zone',
      ]),
    },
    {
      name: 'without tags, and with the names in two patterns',
      rule: edited(
        solution,
        ['tags:\n  - attack.defense-impairment\n  - attack.t1685.002\n', ''],
        [
          '    eventName:\n      - StopConfigurationRecorder\n      - DeleteConfigurationRecorder\n      - DeleteDeliveryChannel\n',
          "    eventName:\n      - 'Stop*Recorder'\n      - 'Delete*Recorder'\n      - 'Delete*Channel'\n",
        ],
        ['not filter_landing_zone', 'not 1 of filter_*'],
      ),
    },
    {
      name: 'both tactics of the former one',
      rule: edited(solution, ['tags:\n', 'tags:\n  - attack.stealth\n']),
    },
  ],
};
