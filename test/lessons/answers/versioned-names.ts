import { lesson } from '../../../src/lessons/course/versioned-names.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const withName = (eventName: string) => edited(lesson.start, ['eventName: AddPermission', eventName]);

export const answers: Answers = {
  wrong: [
    { name: 'the name in sight', rule: withName('eventName: AddPermission20150331v2') },
    { name: 'too little of the beginning', rule: withName('eventName|startswith: Add') },
    { name: 'two parts of the name', rule: withName('eventName|contains|all: [Add, Permission]') },
    { name: 'the verb, then anything', rule: withName("eventName: 'Add*Permission*'") },
    { name: 'the end of the name in sight', rule: withName("eventName: 'AddPermission*v2'") },
    {
      name: 'without the service',
      rule: edited(lesson.solution, ['    eventSource: lambda.amazonaws.com\n', '']),
    },
  ],
  right: [
    { name: 'a star at the end', rule: withName("eventName: 'AddPermission*'") },
    { name: 'a regular expression', rule: withName("eventName|re: '^AddPermission\\d{8}'") },
    { name: 'with the century', rule: withName('eventName|startswith: AddPermission20') },
  ],
};
