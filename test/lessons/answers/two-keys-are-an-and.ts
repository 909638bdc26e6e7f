import { lesson } from '../../../src/lessons/course/two-keys-are-an-and.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const { start } = lesson;
const selection = 'eventName: CreateUser\n  condition: selection';

export const answers: Answers = {
  wrong: [
    {
      name: 'the one service in sight is left out',
      rule: edited(start, [
        selection,
        'eventName: CreateUser\n  filter:\n    eventSource: transfer.amazonaws.com\n  condition: selection and not filter',
      ]),
    },
    {
      name: 'the region of IAM’s records',
      rule: edited(start, [selection, `awsRegion: us-east-1\n    ${selection}`]),
    },
    {
      name: 'the service, and whatever changes something',
      rule: edited(start, [
        selection,
        'eventSource: iam.amazonaws.com\n    readOnly: false\n  condition: selection',
      ]),
    },
  ],
  right: [
    {
      name: 'two searches',
      rule: edited(start, [
        selection,
        'eventName: CreateUser\n  service:\n    eventSource: iam.amazonaws.com\n  condition: selection and service',
      ]),
    },
    {
      name: 'the beginning of the service',
      rule: edited(start, [selection, `eventSource|startswith: iam.\n    ${selection}`]),
    },
  ],
};
