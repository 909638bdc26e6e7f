import { lesson } from '../../../src/lessons/course/a-list-is-an-or.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const { start, solution } = lesson;
const name = 'eventName: StopLogging';

export const answers: Answers = {
  wrong: [
    {
      name: 'the words that both names have',
      rule: edited(start, [name, 'eventName|endswith: [Logging, Trail]']),
    },
    { name: 'both verbs', rule: edited(start, [name, 'eventName|startswith: [Stop, Delete]']) },
    { name: 'whatever changes something', rule: edited(start, [name, 'readOnly: false']) },
    { name: 'whatever does not look', rule: edited(start, [name, "eventName|re: '^(?:S|D).*[^s]$'"]) },
  ],
  right: [
    { name: 'a list on one line', rule: edited(start, [name, 'eventName: [DeleteTrail, StopLogging]']) },
    {
      name: 'two searches',
      rule: edited(start, [
        `selection:
    eventSource: cloudtrail.amazonaws.com
    eventName: StopLogging
  condition: selection`,
        `stopped:
    eventName: StopLogging
  deleted:
    eventName: DeleteTrail
  condition: stopped or deleted`,
      ]),
    },
    {
      name: 'a list of mappings',
      rule: edited(start, [
        `    eventSource: cloudtrail.amazonaws.com
    eventName: StopLogging`,
        `    - eventName: StopLogging
    - eventName: DeleteTrail`,
      ]),
    },
    {
      name: 'without the service',
      rule: edited(solution, ['    eventSource: cloudtrail.amazonaws.com\n', '']),
    },
  ],
};
