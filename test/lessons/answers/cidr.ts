import { lesson } from '../../../src/lessons/course/cidr.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const { start, solution } = lesson;
const end = '  condition: selection and not filter_network';

export const answers: Answers = {
  wrong: [
    {
      name: 'the services that are to be seen',
      rule: edited(solution, ["'*.amazonaws.com'", 'cloudformation.amazonaws.com']),
    },
    {
      name: 'any IPv4 address is an address',
      rule: edited(start, [
        end,
        "  address:\n    sourceIPAddress|re: '^\\d+\\.\\d+\\.\\d+\\.\\d+$'\n  condition: selection and address and not filter_network",
      ]),
    },
    {
      name: 'the network of the stranger',
      rule: edited(start, [
        end,
        '  strangers:\n    sourceIPAddress|cidr: 203.0.113.0/24\n  condition: selection and strangers and not filter_network',
      ]),
    },
    {
      name: 'too large a network',
      rule: edited(solution, ['198.51.100.0/25', '198.51.100.0/24']),
    },
  ],
  against: [
    {
      name: 'networks as text',
      rule: edited(solution, [
        'sourceIPAddress|cidr:\n      - 198.51.100.0/25\n      - 2001:db8:100::/48',
        "sourceIPAddress|re:\n      - '^198\\.51\\.100\\.(\\d\\d?|1[01]\\d|12[0-7])$'\n      - '^2001:db8:100:'",
      ]),
    },
  ],
  right: [
    {
      name: 'whom the call was made for',
      rule: edited(start, [
        end,
        '  filter_service:\n    userIdentity.invokedBy|exists: true\n  condition: selection and not filter_network and not filter_service',
      ]),
    },
    {
      name: 'only what is an address',
      rule: edited(start, [
        end,
        '  address:\n    sourceIPAddress|cidr:\n      - 0.0.0.0/0\n      - ::/0\n  condition: selection and address and not filter_network',
      ]),
    },
  ],
};
